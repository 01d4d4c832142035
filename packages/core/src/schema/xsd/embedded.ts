// Written by tools/embed-schemas.mjs from the XSD files in this folder; change those instead.
import type { XmlFileKind } from '../../connector/connector.ts'

/** The text of our schema for each kind of file. */
export const embeddedSchemas: Readonly<Record<XmlFileKind, string>> = {
  'connection-dialog': `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="connection-dialog" type="ConnectionDialog"/>

  <xs:complexType name="ConnectionDialog">
    <xs:sequence>
      <xs:element name="connection-config" type="ConnectionConfig"/>
    </xs:sequence>
    <xs:attribute name="class" type="xs:token" use="required"/>
  </xs:complexType>

  <xs:complexType name="ConnectionConfig">
    <xs:all>
      <xs:element name="authentication-mode" type="AuthenticationMode" minOccurs="0"/>
      <xs:element name="authentication-options" type="AuthenticationOptions" minOccurs="0"/>
      <xs:element name="connection-options" type="ConnectionOptions" minOccurs="0"/>
      <xs:element name="db-name-prompt" type="Prompt" minOccurs="0"/>
      <xs:element name="default-ssl-mode" type="TextValue" minOccurs="0"/>
      <xs:element name="extended-properties" type="ExtendedProperties" minOccurs="0"/>
      <xs:element name="has-databases" type="Switch" minOccurs="0"/>
      <xs:element name="has-pre-connect-database" type="Switch" minOccurs="0"/>
      <xs:element name="has-schemas" type="Switch" minOccurs="0"/>
      <xs:element name="port-prompt" type="Prompt" minOccurs="0"/>
      <xs:element name="server-prompt" type="Prompt" minOccurs="0"/>
      <xs:element name="service-prompt" type="Prompt" minOccurs="0"/>
      <xs:element name="show-connection-prompt" type="Switch" minOccurs="0"/>
      <xs:element name="show-db-browse-button" type="Switch" minOccurs="0"/>
      <xs:element name="show-encryption-checkbox" type="Switch" minOccurs="0"/>
      <xs:element name="show-import-ssl-cert-label" type="Switch" minOccurs="0"/>
      <xs:element name="show-service-prompt" type="Switch" minOccurs="0"/>
      <xs:element name="show-instance-url-prompt" type="Switch" minOccurs="0"/>
      <xs:element name="show-ssl-checkbox" type="Switch" minOccurs="0"/>
      <xs:element name="show-uncommitted-data-checkbox" type="Switch" minOccurs="0"/>
      <xs:element name="ssl-requires-certificate" type="Switch" minOccurs="0"/>
      <xs:element name="vendor1-prompt" type="Prompt" minOccurs="0"/>
      <xs:element name="vendor2-prompt" type="Prompt" minOccurs="0"/>
      <xs:element name="vendor3-prompt" type="Prompt" minOccurs="0"/>
      <xs:element name="warehouse-prompt" type="Prompt" minOccurs="0"/>
    </xs:all>
  </xs:complexType>

  <xs:complexType name="AuthenticationMode">
    <xs:attribute name="value" use="required">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="None"/>
          <xs:enumeration value="Basic"/>
          <xs:enumeration value="BasicNoValidateFields"/>
          <xs:enumeration value="BasicUserNameOnly"/>
          <xs:enumeration value="BasicAWS"/>
          <xs:enumeration value="Radio"/>
          <xs:enumeration value="RadioUnindented"/>
          <xs:enumeration value="ComboBox"/>
          <xs:enumeration value="ComboBoxIntegrated"/>
          <xs:enumeration value="Hive"/>
          <xs:enumeration value="PasswordOnly"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
  </xs:complexType>

  <xs:complexType name="AuthenticationOptions">
    <xs:sequence>
      <xs:element name="option" type="AuthenticationOption" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="AuthenticationOption">
    <xs:attribute name="name" use="required">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="Explicit"/>
          <xs:enumeration value="ExplicitUnindented"/>
          <xs:enumeration value="UseWindows"/>
          <xs:enumeration value="UseWindowsPreferred"/>
          <xs:enumeration value="Teradata"/>
          <xs:enumeration value="LDAP"/>
          <xs:enumeration value="None"/>
          <xs:enumeration value="Kerberos"/>
          <xs:enumeration value="Integrated"/>
          <xs:enumeration value="Username"/>
          <xs:enumeration value="UsernameAndPassword"/>
          <xs:enumeration value="Password"/>
          <xs:enumeration value="AccessNoSecurity"/>
          <xs:enumeration value="AccessYesSecurity"/>
          <xs:enumeration value="Invalid"/>
          <xs:enumeration value="SAMLIdP"/>
          <xs:enumeration value="ADUsernameAndPassword"/>
          <xs:enumeration value="OAuth"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
    <xs:attribute name="default" type="xs:boolean"/>
    <xs:attribute name="value" type="xs:string"/>
  </xs:complexType>

  <xs:complexType name="ConnectionOptions">
    <xs:sequence>
      <xs:element name="option" type="ConnectionOption" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="ConnectionOption">
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attribute name="connection-type" type="xs:string" use="required"/>
    <xs:attribute name="server-prompt" type="xs:string" use="required"/>
    <xs:attribute name="show-port-prompt" type="xs:boolean" use="required"/>
    <xs:attribute name="show-service-prompt" type="xs:boolean" use="required"/>
  </xs:complexType>

  <xs:complexType name="ExtendedProperties">
    <xs:sequence>
      <xs:element name="property" type="Property" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="Property">
    <xs:attribute name="name" type="xs:token" use="required"/>
    <xs:attribute name="value" type="xs:string" use="required"/>
  </xs:complexType>

  <xs:complexType name="TextValue">
    <xs:attribute name="value" type="xs:string" use="required"/>
  </xs:complexType>

  <xs:complexType name="Prompt">
    <xs:attribute name="value" type="xs:string" use="required"/>
    <xs:attribute name="enabled" type="xs:boolean"/>
    <xs:attribute name="optional" type="xs:boolean"/>
    <xs:attribute name="default" type="xs:string"/>
  </xs:complexType>

  <xs:complexType name="Switch">
    <xs:attribute name="value" type="xs:boolean" use="required"/>
  </xs:complexType>
</xs:schema>
`,
  'connection-fields': `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="connection-fields" type="ConnectionFields"/>

  <xs:complexType name="ConnectionFields">
    <xs:sequence>
      <xs:element name="field" type="Field" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="Field">
    <xs:sequence>
      <xs:element name="conditions" type="Conditions" minOccurs="0"/>
      <xs:element name="validation-rule" type="ValidationRule" minOccurs="0"/>
      <xs:choice minOccurs="0">
        <xs:element name="selection-group" type="SelectionGroup" maxOccurs="unbounded"/>
        <xs:element name="boolean-options" type="BooleanOptions"/>
      </xs:choice>
    </xs:sequence>
    <xs:attribute name="name" type="FieldName" use="required"/>
    <xs:attribute name="label" type="xs:string" use="required"/>
    <xs:attribute name="value-type" use="required">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="string"/>
          <xs:enumeration value="selection"/>
          <xs:enumeration value="boolean"/>
          <xs:enumeration value="file"/>
          <xs:enumeration value="textbox"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
    <xs:attribute name="category">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="endpoint"/>
          <xs:enumeration value="metadata"/>
          <xs:enumeration value="authentication"/>
          <xs:enumeration value="general"/>
          <xs:enumeration value="ssl"/>
          <xs:enumeration value="initial-sql"/>
          <xs:enumeration value="advanced"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
    <xs:attribute name="default-value" type="xs:string"/>
    <xs:attribute name="placeholder" type="xs:string"/>
    <xs:attribute name="editable" type="xs:boolean"/>
    <xs:attribute name="optional" type="xs:boolean"/>
    <xs:attribute name="secure" type="xs:boolean"/>
  </xs:complexType>

  <xs:complexType name="Conditions">
    <xs:sequence>
      <xs:element name="condition" type="Condition" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="Condition">
    <xs:attribute name="field" type="xs:string" use="required"/>
    <xs:attribute name="value" type="xs:string" use="required"/>
  </xs:complexType>

  <xs:complexType name="ValidationRule">
    <xs:attribute name="reg-exp" type="xs:string" use="required"/>
  </xs:complexType>

  <xs:complexType name="SelectionGroup">
    <xs:sequence>
      <xs:element name="conditions" type="Conditions" minOccurs="0"/>
      <xs:element name="option" type="Option" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="Option">
    <xs:attribute name="label" type="xs:string" use="required"/>
    <xs:attribute name="value" type="xs:string" use="required"/>
  </xs:complexType>

  <xs:complexType name="BooleanOptions">
    <xs:sequence>
      <xs:element name="false-value" type="BooleanValue"/>
      <xs:element name="true-value" type="BooleanValue"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="BooleanValue">
    <xs:attribute name="value" use="required"/>
  </xs:complexType>

  <xs:simpleType name="FieldName">
    <xs:annotation>
      <xs:documentation>ASCII letters, digits, _, . and -, starting with a letter, _ or :</xs:documentation>
    </xs:annotation>
    <xs:restriction base="xs:string">
      <xs:pattern value="[A-Za-z_:][A-Za-z0-9_.\\-]*"/>
    </xs:restriction>
  </xs:simpleType>
</xs:schema>
`,
  'connection-metadata': `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="connection-metadata" type="ConnectionMetadata"/>

  <xs:complexType name="ConnectionMetadata">
    <xs:sequence>
      <xs:element name="database" type="Database" minOccurs="0"/>
      <xs:element name="schema" type="Level" minOccurs="0"/>
      <xs:element name="table" type="Level" minOccurs="0"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="Database">
    <xs:sequence>
      <xs:element name="field" type="Field" minOccurs="0"/>
    </xs:sequence>
    <xs:attribute name="enabled" type="xs:boolean" use="required"/>
    <xs:attribute name="label" type="xs:string"/>
  </xs:complexType>

  <xs:complexType name="Field">
    <xs:attribute name="default-value" type="xs:string"/>
    <xs:attribute name="optional" type="xs:boolean"/>
  </xs:complexType>

  <xs:complexType name="Level">
    <xs:attribute name="enabled" type="xs:boolean" use="required"/>
    <xs:attribute name="label" type="xs:string"/>
  </xs:complexType>
</xs:schema>
`,
  'connection-resolver': `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="tdr" type="Tdr"/>

  <xs:complexType name="Tdr">
    <xs:sequence>
      <xs:element name="connection-resolver" type="ConnectionResolver" minOccurs="0"/>
      <xs:element name="driver-resolver" type="DriverResolver" minOccurs="0"/>
    </xs:sequence>
    <xs:attribute name="class" type="xs:string" use="required"/>
  </xs:complexType>

  <xs:complexType name="ConnectionResolver">
    <xs:all>
      <xs:element name="connection-normalizer" type="ConnectionNormalizer" minOccurs="0"/>
      <xs:element name="connection-builder" type="ConnectionBuilder" minOccurs="0"/>
      <xs:element name="connection-matcher" type="ConnectionMatcher" minOccurs="0"/>
      <xs:element name="connection-properties" type="ConnectionProperties" minOccurs="0"/>
    </xs:all>
  </xs:complexType>

  <xs:complexType name="ConnectionNormalizer">
    <xs:sequence>
      <xs:element name="required-attributes" type="RequiredAttributes" minOccurs="0"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="RequiredAttributes">
    <xs:sequence>
      <xs:element name="setImpersonateAttributes" minOccurs="0"/>
      <xs:element name="authentication-conditional" type="AuthenticationConditional" minOccurs="0"/>
      <xs:element name="default-attributes" type="DefaultAttributes" minOccurs="0"/>
      <xs:element name="attribute-list" type="AttributeList" minOccurs="0"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="AuthenticationConditional">
    <xs:sequence>
      <xs:element name="attribute-list" type="AttributeList" minOccurs="0"/>
    </xs:sequence>
    <xs:attribute name="operator">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="eq"/>
          <xs:enumeration value="ne"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
    <xs:attribute name="value" type="xs:string"/>
  </xs:complexType>

  <xs:complexType name="DefaultAttributes">
    <xs:sequence>
      <xs:element name="default-attribute" type="DefaultAttribute" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="DefaultAttribute">
    <xs:simpleContent>
      <xs:extension base="xs:string">
        <xs:attribute name="name" use="required"/>
      </xs:extension>
    </xs:simpleContent>
  </xs:complexType>

  <xs:complexType name="AttributeList">
    <xs:sequence>
      <xs:element name="attr" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="ConnectionBuilder">
    <xs:sequence>
      <xs:element name="script" type="Script" minOccurs="0"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="ConnectionProperties">
    <xs:sequence>
      <xs:element name="script" type="Script" minOccurs="0"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="Script">
    <xs:simpleContent>
      <xs:extension base="xs:string">
        <xs:attribute name="file"/>
      </xs:extension>
    </xs:simpleContent>
  </xs:complexType>

  <xs:complexType name="ConnectionMatcher"/>

  <xs:complexType name="DriverResolver">
    <xs:sequence>
      <xs:element name="driver-match" type="DriverMatch" maxOccurs="unbounded"/>
    </xs:sequence>
    <xs:attribute name="bitness">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="64"/>
          <xs:enumeration value="32"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
    <xs:attribute name="type">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="jdbc"/>
          <xs:enumeration value="odbc"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
  </xs:complexType>

  <xs:complexType name="DriverMatch">
    <xs:sequence>
      <xs:element name="driver-name" type="DriverName"/>
      <xs:element name="driver-version" type="DriverVersionRange" minOccurs="0"/>
      <xs:element name="incompatible-driver-version" type="DriverVersionRange" minOccurs="0"/>
    </xs:sequence>
    <xs:attribute name="platform">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="win"/>
          <xs:enumeration value="mac"/>
          <xs:enumeration value="linux"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
  </xs:complexType>

  <xs:complexType name="DriverName">
    <xs:simpleContent>
      <xs:extension base="xs:string">
        <xs:attribute name="type" use="required">
          <xs:simpleType>
            <xs:restriction base="xs:string">
              <xs:enumeration value="regex"/>
              <xs:enumeration value="exact"/>
            </xs:restriction>
          </xs:simpleType>
        </xs:attribute>
        <xs:attribute name="use-system-class-loader" type="xs:boolean"/>
      </xs:extension>
    </xs:simpleContent>
  </xs:complexType>

  <xs:complexType name="DriverVersionRange">
    <xs:attribute name="exact" type="Version"/>
    <xs:attribute name="max" type="Version"/>
    <xs:attribute name="min" type="Version"/>
  </xs:complexType>

  <xs:simpleType name="Version">
    <xs:annotation>
      <xs:documentation>digits in groups joined by dots, such as 1.0.3 or 2024.1</xs:documentation>
    </xs:annotation>
    <xs:restriction base="xs:string">
      <xs:pattern value="\\p{Nd}+(\\.\\p{Nd}+)*(-\\p{Nd}+)*"/>
    </xs:restriction>
  </xs:simpleType>
</xs:schema>
`,
  dialect: `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="dialect" type="Dialect"/>

  <xs:complexType name="Dialect">
    <xs:sequence>
      <xs:element name="function-map" type="FunctionMap" minOccurs="0"/>
      <xs:element name="supported-aggregations" type="SupportedAggregations" minOccurs="0"/>
      <xs:element name="sql-format" type="SqlFormat" minOccurs="0"/>
    </xs:sequence>
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attribute name="class" type="xs:string" use="required"/>
    <xs:attribute name="version" type="Version" use="required"/>
    <xs:attribute name="base" type="xs:string"/>
    <xs:attribute name="dialect-version" type="Version"/>
    <xs:attribute name="flavor" type="xs:string"/>
  </xs:complexType>

  <xs:complexType name="FunctionMap">
    <xs:sequence>
      <xs:element name="function" type="Function" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="date-function" type="DateFunction" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="native-split-function" type="NativeSplitFunction" minOccurs="0"/>
      <xs:element name="recursive-split-function" type="RecursiveSplitFunction" minOccurs="0"/>
      <xs:element name="remove-function" type="RemoveFunction" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="Function">
    <xs:sequence>
      <xs:element name="formula" type="Formula" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="unagg-formula" type="Formula" minOccurs="0"/>
      <xs:element name="argument" type="Argument" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
    <xs:attribute name="group" type="xs:string" use="required"/>
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attribute name="return-type" type="ArgumentType" use="required"/>
  </xs:complexType>

  <xs:complexType name="DateFunction">
    <xs:sequence>
      <xs:element name="formula" type="Formula" maxOccurs="unbounded"/>
      <xs:element name="unagg-formula" type="Formula" minOccurs="0"/>
      <xs:element name="argument" type="Argument" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
    <xs:attribute name="name" type="DateFunctionName" use="required"/>
    <xs:attribute name="return-type" type="ArgumentType" use="required"/>
  </xs:complexType>

  <xs:complexType name="Formula">
    <xs:simpleContent>
      <xs:extension base="xs:string">
        <xs:attribute name="part" type="xs:string"/>
      </xs:extension>
    </xs:simpleContent>
  </xs:complexType>

  <xs:complexType name="Argument">
    <xs:attribute name="type" type="ArgumentType" use="required"/>
  </xs:complexType>

  <xs:complexType name="NativeSplitFunction">
    <xs:sequence>
      <xs:element name="formula" type="Formula" minOccurs="0" maxOccurs="2"/>
      <xs:element name="properties" type="NativeSplitProperties" minOccurs="0"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="NativeSplitProperties">
    <xs:sequence>
      <xs:element name="subtract-one-from-token-num" type="Switch" minOccurs="0"/>
      <xs:element name="convert-null-to-empty-string" type="Switch" minOccurs="0"/>
      <xs:element name="perform-null-check-on-query-string" type="Switch" minOccurs="0"/>
      <xs:element name="split-limit" type="Number" minOccurs="0"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="RecursiveSplitFunction">
    <xs:sequence>
      <xs:element name="formula" type="Formula" minOccurs="0"/>
      <xs:element name="properties" type="RecursiveSplitProperties" minOccurs="0"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="RecursiveSplitProperties">
    <xs:sequence>
      <xs:element name="use-null-for-empty-result" type="Switch" minOccurs="0"/>
      <xs:element name="split-limit" type="Number" minOccurs="0"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="Switch">
    <xs:attribute name="value" type="xs:boolean" use="required"/>
  </xs:complexType>

  <xs:complexType name="Number">
    <xs:attribute name="value" type="UnsignedNumber" use="required"/>
  </xs:complexType>

  <xs:complexType name="RemoveFunction">
    <xs:sequence>
      <xs:element name="unagg-formula" type="Formula" minOccurs="0"/>
      <xs:element name="argument" type="Argument" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
    <xs:attribute name="name" type="xs:string" use="required"/>
  </xs:complexType>

  <xs:complexType name="SupportedAggregations">
    <xs:sequence>
      <xs:element name="aggregation" type="Aggregation" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="Aggregation">
    <xs:attribute name="value" type="AggregationName" use="required"/>
  </xs:complexType>

  <xs:complexType name="SqlFormat">
    <xs:sequence>
      <xs:element name="base-types" type="TypeMap" minOccurs="0"/>
      <xs:element name="date-literal-escape" type="DateLiteralEscape" minOccurs="0"/>
      <xs:element name="date-parts" type="DateParts" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="format-bool-as-value" type="FormatBoolAsValue" minOccurs="0"/>
      <xs:element name="format-column-definition" type="FormatColumnDefinition" minOccurs="0"/>
      <xs:element name="format-create-table" type="TableStatement" minOccurs="0"/>
      <xs:element name="format-date-literal" type="DateLiteral" minOccurs="0"/>
      <xs:element name="format-datetime-literal" type="DateLiteral" minOccurs="0"/>
      <xs:element name="format-drop-table" type="TableStatement" minOccurs="0"/>
      <xs:element name="format-false" type="BooleanLiteral" minOccurs="0"/>
      <xs:element name="format-if-then-else" type="FormatIfThenElse" minOccurs="0"/>
      <xs:element name="format-index" type="FormatIndex" minOccurs="0"/>
      <xs:element name="format-insert" type="FormatInsert" minOccurs="0"/>
      <xs:element name="format-is-distinct" type="FormatIsDistinct" minOccurs="0"/>
      <xs:element name="format-null" type="TypeMap" minOccurs="0"/>
      <xs:element name="format-order-by" type="FormatOrderBy" minOccurs="0"/>
      <xs:element name="format-select" type="FormatSelect" minOccurs="0"/>
      <xs:element name="format-set-isolation-level" type="TextValue" minOccurs="0"/>
      <xs:element name="format-simple-case" type="FormatSimpleCase" minOccurs="0"/>
      <xs:element name="format-stored-proc-call" type="FormatStoredProcCall" minOccurs="0"/>
      <xs:element name="format-string-literal" type="FormatStringLiteral" minOccurs="0"/>
      <xs:element name="format-true" type="BooleanLiteral" minOccurs="0"/>
      <xs:element name="icu-date-token-map" type="IcuDateTokenMap" minOccurs="0"/>
      <xs:element name="id-allowed-characters" type="TextValue" minOccurs="0"/>
      <xs:element name="id-case" type="IdCase" minOccurs="0"/>
      <xs:element name="id-max-length" type="Number" minOccurs="0"/>
      <xs:element name="id-quotes" type="TextValue" minOccurs="0"/>
      <xs:element name="start-of-week-offset" type="Number" minOccurs="0"/>
      <xs:element name="start-of-week-format" type="StartOfWeekFormat" minOccurs="0"/>
      <xs:element name="supported-joins" type="SupportedJoins" minOccurs="0"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="TypeMap">
    <xs:sequence>
      <xs:element name="local-type" type="LocalType" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="LocalType">
    <xs:attribute name="name" type="ArgumentType" use="required"/>
    <xs:attribute name="value" type="xs:string" use="required"/>
  </xs:complexType>

  <xs:complexType name="DateLiteralEscape">
    <xs:attribute name="value">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="Standard"/>
          <xs:enumeration value="PostgresStyle"/>
          <xs:enumeration value="OracleStyle"/>
          <xs:enumeration value="MySQLStyle"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
  </xs:complexType>

  <xs:complexType name="DateParts">
    <xs:sequence>
      <xs:element name="date-part-group" type="DatePartGroup" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="DatePartGroup">
    <xs:sequence>
      <xs:element name="date-function" type="DateFunctionReference" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="part" type="DatePart" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="DateFunctionReference">
    <xs:attribute name="name" type="DateFunctionName" use="required"/>
  </xs:complexType>

  <xs:complexType name="DatePart">
    <xs:attribute name="name" type="DatePartName" use="required"/>
    <xs:attribute name="value" type="xs:string" use="required"/>
  </xs:complexType>

  <xs:complexType name="FormatBoolAsValue">
    <xs:attribute name="value">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="TrueFirst"/>
          <xs:enumeration value="FalseFirst"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
  </xs:complexType>

  <xs:complexType name="FormatColumnDefinition">
    <xs:sequence>
      <xs:element name="local-type" type="ColumnType" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="ColumnType">
    <xs:sequence>
      <xs:element name="remote-type" type="RemoteType" maxOccurs="unbounded"/>
    </xs:sequence>
    <xs:attribute name="name" type="ArgumentType" use="required"/>
  </xs:complexType>

  <xs:complexType name="RemoteType">
    <xs:attribute name="name" type="RemoteTypeName" use="required"/>
    <xs:attribute name="value" type="xs:string" use="required"/>
  </xs:complexType>

  <xs:complexType name="TableStatement">
    <xs:sequence>
      <xs:element name="formula" type="TableFormula" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="TableFormula">
    <xs:simpleContent>
      <xs:extension base="xs:string">
        <xs:attribute name="predicate" type="TablePredicate"/>
      </xs:extension>
    </xs:simpleContent>
  </xs:complexType>

  <xs:complexType name="DateLiteral">
    <xs:attribute name="formula" type="xs:string"/>
    <xs:attribute name="format" type="xs:string"/>
  </xs:complexType>

  <xs:complexType name="BooleanLiteral">
    <xs:attribute name="literal" type="xs:string"/>
    <xs:attribute name="predicate" type="xs:string"/>
    <xs:attribute name="value" type="xs:string"/>
  </xs:complexType>

  <xs:complexType name="FormatIfThenElse">
    <xs:attribute name="value">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="Case"/>
          <xs:enumeration value="IIF"/>
          <xs:enumeration value="IIF_"/>
          <xs:enumeration value="IF"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
  </xs:complexType>

  <xs:complexType name="FormatIndex">
    <xs:attribute name="value">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="FullyQualified"/>
          <xs:enumeration value="ColumnNameOnly"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
  </xs:complexType>

  <xs:complexType name="FormatInsert">
    <xs:attribute name="value">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="Individual"/>
          <xs:enumeration value="Bulk"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
  </xs:complexType>

  <xs:complexType name="FormatIsDistinct">
    <xs:attribute name="value">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="Formula"/>
          <xs:enumeration value="NoNullCheck"/>
          <xs:enumeration value="Keyword"/>
          <xs:enumeration value="Operator"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
  </xs:complexType>

  <xs:complexType name="FormatOrderBy">
    <xs:attribute name="value">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="DirectionOnly"/>
          <xs:enumeration value="Nulls"/>
          <xs:enumeration value="AliasDirection"/>
          <xs:enumeration value="AliasNulls"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
  </xs:complexType>

  <xs:complexType name="FormatSelect">
    <xs:sequence>
      <xs:element name="part" type="SelectPart" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="SelectPart">
    <xs:attribute name="name" type="SelectPartName" use="required"/>
    <xs:attribute name="value" type="xs:string" use="required"/>
  </xs:complexType>

  <xs:complexType name="TextValue">
    <xs:attribute name="value" type="xs:string" use="required"/>
  </xs:complexType>

  <xs:complexType name="FormatSimpleCase">
    <xs:attribute name="value">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="Case"/>
          <xs:enumeration value="BalancedIIF"/>
          <xs:enumeration value="BalancedIIF_"/>
          <xs:enumeration value="BalancedIF"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
  </xs:complexType>

  <xs:complexType name="FormatStoredProcCall">
    <xs:attribute name="value" type="xs:string" use="required"/>
    <xs:attribute name="use-name-value-format" type="xs:boolean"/>
  </xs:complexType>

  <xs:complexType name="FormatStringLiteral">
    <xs:attribute name="value">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="Standard"/>
          <xs:enumeration value="Extended"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
    <xs:attribute name="unicode-prefix" type="xs:string"/>
  </xs:complexType>

  <xs:complexType name="IcuDateTokenMap">
    <xs:sequence>
      <xs:element name="token" type="DateToken" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="DateToken">
    <xs:attribute name="key" type="DateTokenName" use="required"/>
    <xs:attribute name="value" type="xs:string" use="required"/>
  </xs:complexType>

  <xs:complexType name="IdCase">
    <xs:attribute name="value">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="Upper"/>
          <xs:enumeration value="Lower"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
  </xs:complexType>

  <xs:complexType name="StartOfWeekFormat">
    <xs:attribute name="value">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="Number"/>
          <xs:enumeration value="String"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
  </xs:complexType>

  <xs:complexType name="SupportedJoins">
    <xs:sequence>
      <xs:element name="part" type="JoinPart" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="JoinPart">
    <xs:attribute name="name" use="required">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="Inner"/>
          <xs:enumeration value="Left"/>
          <xs:enumeration value="Right"/>
          <xs:enumeration value="Full"/>
          <xs:enumeration value="Cross"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
    <xs:attribute name="value" type="xs:string"/>
  </xs:complexType>

  <xs:simpleType name="ArgumentType">
    <xs:restriction base="xs:string">
      <xs:enumeration value="bool"/>
      <xs:enumeration value="date"/>
      <xs:enumeration value="datetime"/>
      <xs:enumeration value="localint"/>
      <xs:enumeration value="localreal"/>
      <xs:enumeration value="localstr"/>
      <xs:enumeration value="int"/>
      <xs:enumeration value="real"/>
      <xs:enumeration value="spatial"/>
      <xs:enumeration value="str"/>
    </xs:restriction>
  </xs:simpleType>

  <xs:simpleType name="DateFunctionName">
    <xs:restriction base="xs:string">
      <xs:enumeration value="DATEADD"/>
      <xs:enumeration value="DATEDIFF"/>
      <xs:enumeration value="DATEFORMAT"/>
      <xs:enumeration value="DATENAME"/>
      <xs:enumeration value="DATEPARSE"/>
      <xs:enumeration value="DATEPART"/>
      <xs:enumeration value="DATETRUNC"/>
    </xs:restriction>
  </xs:simpleType>

  <xs:simpleType name="DatePartName">
    <xs:restriction base="xs:string">
      <xs:enumeration value="year"/>
      <xs:enumeration value="quarter"/>
      <xs:enumeration value="month"/>
      <xs:enumeration value="week"/>
      <xs:enumeration value="weekday"/>
      <xs:enumeration value="dayofyear"/>
      <xs:enumeration value="day"/>
      <xs:enumeration value="hour"/>
      <xs:enumeration value="minute"/>
      <xs:enumeration value="second"/>
      <xs:enumeration value="iso-year"/>
      <xs:enumeration value="iso-quarter"/>
      <xs:enumeration value="iso-week"/>
      <xs:enumeration value="iso-weekday"/>
    </xs:restriction>
  </xs:simpleType>

  <xs:simpleType name="AggregationName">
    <xs:restriction base="xs:string">
      <xs:enumeration value="AGG_SUM"/>
      <xs:enumeration value="AGG_AVG"/>
      <xs:enumeration value="AGG_MIN"/>
      <xs:enumeration value="AGG_MAX"/>
      <xs:enumeration value="AGG_STDEV"/>
      <xs:enumeration value="AGG_STDEVP"/>
      <xs:enumeration value="AGG_VAR"/>
      <xs:enumeration value="AGG_VARP"/>
      <xs:enumeration value="AGG_COUNT"/>
      <xs:enumeration value="AGG_COUNTD"/>
      <xs:enumeration value="AGG_MEDIAN"/>
      <xs:enumeration value="AGG_ATTR"/>
      <xs:enumeration value="AGG_NONE"/>
      <xs:enumeration value="AGG_PERCENTILE"/>
      <xs:enumeration value="AGG_YEAR"/>
      <xs:enumeration value="AGG_QTR"/>
      <xs:enumeration value="AGG_MONTH"/>
      <xs:enumeration value="AGG_DAY"/>
      <xs:enumeration value="AGG_HOUR"/>
      <xs:enumeration value="AGG_MINUTE"/>
      <xs:enumeration value="AGG_SECOND"/>
      <xs:enumeration value="AGG_WEEK"/>
      <xs:enumeration value="AGG_WEEKDAY"/>
      <xs:enumeration value="AGG_MONTHYEAR"/>
      <xs:enumeration value="AGG_MDY"/>
      <xs:enumeration value="AGG_END"/>
      <xs:enumeration value="AGG_ISO_YEAR"/>
      <xs:enumeration value="AGG_ISO_QTR"/>
      <xs:enumeration value="AGG_ISO_WEEK"/>
      <xs:enumeration value="AGG_ISO_WEEKDAY"/>
      <xs:enumeration value="AGG_QUART1"/>
      <xs:enumeration value="AGG_QUART3"/>
      <xs:enumeration value="AGG_SKEWNESS"/>
      <xs:enumeration value="AGG_KURTOSIS"/>
      <xs:enumeration value="AGG_INOUT"/>
      <xs:enumeration value="AGG_SUM_XSQR"/>
      <xs:enumeration value="AGG_USER"/>
      <xs:enumeration value="AGG_COLLECT"/>
      <xs:enumeration value="AGG_COVAR"/>
      <xs:enumeration value="AGG_COVARP"/>
      <xs:enumeration value="AGG_CORR"/>
      <xs:enumeration value="TRUNC_YEAR"/>
      <xs:enumeration value="TRUNC_QTR"/>
      <xs:enumeration value="TRUNC_MONTH"/>
      <xs:enumeration value="TRUNC_WEEK"/>
      <xs:enumeration value="TRUNC_DAY"/>
      <xs:enumeration value="TRUNC_HOUR"/>
      <xs:enumeration value="TRUNC_MINUTE"/>
      <xs:enumeration value="TRUNC_SECOND"/>
      <xs:enumeration value="TRUNC_ISO_YEAR"/>
      <xs:enumeration value="TRUNC_ISO_QTR"/>
      <xs:enumeration value="TRUNC_ISO_WEEK"/>
      <xs:enumeration value="TRUNC_ISO_WEEKDAY"/>
    </xs:restriction>
  </xs:simpleType>

  <xs:simpleType name="RemoteTypeName">
    <xs:restriction base="xs:string">
      <xs:enumeration value="default"/>
      <xs:enumeration value="I1"/>
      <xs:enumeration value="I2"/>
      <xs:enumeration value="I4"/>
      <xs:enumeration value="I8"/>
      <xs:enumeration value="UI1"/>
      <xs:enumeration value="UI2"/>
      <xs:enumeration value="UI4"/>
      <xs:enumeration value="UI8"/>
      <xs:enumeration value="R4"/>
      <xs:enumeration value="R8"/>
      <xs:enumeration value="CY"/>
      <xs:enumeration value="DATE"/>
      <xs:enumeration value="BOOL"/>
      <xs:enumeration value="DECIMAL"/>
      <xs:enumeration value="NUMERIC"/>
      <xs:enumeration value="BYTES"/>
      <xs:enumeration value="STR"/>
      <xs:enumeration value="WSTR"/>
      <xs:enumeration value="UDT"/>
      <xs:enumeration value="DBDATE"/>
      <xs:enumeration value="TIME"/>
      <xs:enumeration value="TIMESTAMP"/>
    </xs:restriction>
  </xs:simpleType>

  <xs:simpleType name="TablePredicate">
    <xs:restriction base="xs:string">
      <xs:enumeration value="None"/>
      <xs:enumeration value="GlobalTemp"/>
      <xs:enumeration value="LocalTemp"/>
      <xs:enumeration value="AnyTemp"/>
      <xs:enumeration value="NoTemp"/>
      <xs:enumeration value="WithData"/>
      <xs:enumeration value="NoData"/>
    </xs:restriction>
  </xs:simpleType>

  <xs:simpleType name="SelectPartName">
    <xs:restriction base="xs:string">
      <xs:enumeration value="Select"/>
      <xs:enumeration value="Into"/>
      <xs:enumeration value="From"/>
      <xs:enumeration value="Where"/>
      <xs:enumeration value="Group"/>
      <xs:enumeration value="Having"/>
      <xs:enumeration value="OrderBy"/>
      <xs:enumeration value="Top"/>
      <xs:enumeration value="TopPercent"/>
      <xs:enumeration value="TopSamplePercent"/>
      <xs:enumeration value="TopSampleRecords"/>
    </xs:restriction>
  </xs:simpleType>

  <xs:simpleType name="DateTokenName">
    <xs:restriction base="xs:string">
      <xs:enumeration value="G"/>
      <xs:enumeration value="y"/>
      <xs:enumeration value="yy"/>
      <xs:enumeration value="yyyy"/>
      <xs:enumeration value="Y"/>
      <xs:enumeration value="YY"/>
      <xs:enumeration value="YYYY"/>
      <xs:enumeration value="u"/>
      <xs:enumeration value="U"/>
      <xs:enumeration value="Q"/>
      <xs:enumeration value="QQ"/>
      <xs:enumeration value="QQQ"/>
      <xs:enumeration value="QQQQ"/>
      <xs:enumeration value="q"/>
      <xs:enumeration value="qq"/>
      <xs:enumeration value="qqq"/>
      <xs:enumeration value="qqqq"/>
      <xs:enumeration value="M"/>
      <xs:enumeration value="MM"/>
      <xs:enumeration value="MMM"/>
      <xs:enumeration value="MMMM"/>
      <xs:enumeration value="MMMMM"/>
      <xs:enumeration value="L"/>
      <xs:enumeration value="LL"/>
      <xs:enumeration value="LLL"/>
      <xs:enumeration value="LLLL"/>
      <xs:enumeration value="LLLLL"/>
      <xs:enumeration value="w"/>
      <xs:enumeration value="ww"/>
      <xs:enumeration value="W"/>
      <xs:enumeration value="d"/>
      <xs:enumeration value="dd"/>
      <xs:enumeration value="D"/>
      <xs:enumeration value="F"/>
      <xs:enumeration value="g"/>
      <xs:enumeration value="E"/>
      <xs:enumeration value="EE"/>
      <xs:enumeration value="EEE"/>
      <xs:enumeration value="EEEE"/>
      <xs:enumeration value="EEEEE"/>
      <xs:enumeration value="e"/>
      <xs:enumeration value="ee"/>
      <xs:enumeration value="eee"/>
      <xs:enumeration value="eeee"/>
      <xs:enumeration value="eeeee"/>
      <xs:enumeration value="c"/>
      <xs:enumeration value="cc"/>
      <xs:enumeration value="ccc"/>
      <xs:enumeration value="cccc"/>
      <xs:enumeration value="ccccc"/>
      <xs:enumeration value="a"/>
      <xs:enumeration value="h"/>
      <xs:enumeration value="hh"/>
      <xs:enumeration value="H"/>
      <xs:enumeration value="HH"/>
      <xs:enumeration value="k"/>
      <xs:enumeration value="kk"/>
      <xs:enumeration value="K"/>
      <xs:enumeration value="KK"/>
      <xs:enumeration value="m"/>
      <xs:enumeration value="mm"/>
      <xs:enumeration value="s"/>
      <xs:enumeration value="ss"/>
      <xs:enumeration value="S"/>
      <xs:enumeration value="SS"/>
      <xs:enumeration value="SSS"/>
      <xs:enumeration value="SSSS"/>
      <xs:enumeration value="SSSSS"/>
      <xs:enumeration value="SSSSSS"/>
      <xs:enumeration value="A"/>
      <xs:enumeration value="z"/>
      <xs:enumeration value="zz"/>
      <xs:enumeration value="zzz"/>
      <xs:enumeration value="zzzz"/>
      <xs:enumeration value="Z"/>
      <xs:enumeration value="ZZ"/>
      <xs:enumeration value="ZZZ"/>
      <xs:enumeration value="ZZZZ"/>
      <xs:enumeration value="ZZZZZ"/>
      <xs:enumeration value="v"/>
      <xs:enumeration value="vvvv"/>
      <xs:enumeration value="V"/>
      <xs:enumeration value="VVVV"/>
      <xs:enumeration value="X"/>
      <xs:enumeration value="XX"/>
      <xs:enumeration value="XXX"/>
      <xs:enumeration value="XXXX"/>
      <xs:enumeration value="XXXXX"/>
      <xs:enumeration value="x"/>
      <xs:enumeration value="xx"/>
      <xs:enumeration value="xxx"/>
      <xs:enumeration value="xxxx"/>
      <xs:enumeration value="xxxxx"/>
    </xs:restriction>
  </xs:simpleType>

  <xs:simpleType name="Version">
    <xs:annotation>
      <xs:documentation>digits in groups joined by dots, such as 1.0.3 or 2024.1</xs:documentation>
    </xs:annotation>
    <xs:restriction base="xs:string">
      <xs:pattern value="\\p{Nd}+(\\.\\p{Nd}+)*(-\\p{Nd}+)*"/>
    </xs:restriction>
  </xs:simpleType>

  <xs:simpleType name="UnsignedNumber">
    <xs:annotation>
      <xs:documentation>a whole number from 0 to 4294967295</xs:documentation>
    </xs:annotation>
    <xs:restriction base="xs:integer">
      <xs:minInclusive value="0"/>
      <xs:maxInclusive value="4294967295"/>
    </xs:restriction>
  </xs:simpleType>
</xs:schema>
`,
  manifest: `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="connector-plugin" type="ConnectorPlugin"/>

  <xs:complexType name="ConnectorPlugin">
    <xs:sequence>
      <xs:element name="vendor-information" type="VendorInformation"/>
      <xs:element name="platforms" type="Platforms" minOccurs="0"/>
      <xs:element name="connection-customization" type="ConnectionCustomization" minOccurs="0"/>
      <xs:choice minOccurs="0">
        <xs:element name="connection-fields" type="FileReference"/>
        <xs:element name="connection-dialog" type="FileReference"/>
      </xs:choice>
      <xs:element name="connection-metadata" type="FileReference" minOccurs="0"/>
      <xs:element name="connection-resolver" type="FileReference" minOccurs="0"/>
      <xs:element name="dialect" type="FileReference" minOccurs="0"/>
      <xs:element name="oauth-config" type="FileReference" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="license-key" type="LicenseKey" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
    <xs:attribute name="class" type="xs:token" use="required"/>
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attribute name="plugin-version" type="Version" use="required"/>
    <xs:attribute name="superclass" type="xs:token" use="required"/>
    <xs:attribute name="version" type="Version" use="required"/>
    <xs:attribute name="min-version-tableau" type="Version"/>
  </xs:complexType>

  <xs:complexType name="VendorInformation">
    <xs:sequence>
      <xs:element name="company" type="Company"/>
      <xs:element name="support-link" type="Link"/>
      <xs:element name="driver-download-link" type="Link" minOccurs="0"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="Company">
    <xs:attribute name="name" type="CompanyName" use="required"/>
  </xs:complexType>

  <xs:complexType name="Link">
    <xs:attribute name="url" type="xs:token" use="required"/>
  </xs:complexType>

  <xs:complexType name="Platforms">
    <xs:sequence>
      <xs:element name="platform" type="Platform" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="Platform">
    <xs:attribute name="name" use="required">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="win"/>
          <xs:enumeration value="mac"/>
          <xs:enumeration value="linux"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
  </xs:complexType>

  <xs:complexType name="ConnectionCustomization">
    <xs:sequence>
      <xs:element name="vendor" type="OptionalName"/>
      <xs:element name="driver" type="OptionalName"/>
      <xs:element name="customizations" type="Customizations"/>
    </xs:sequence>
    <xs:attribute name="version" type="Version" use="required"/>
    <xs:attribute name="class" type="xs:string" use="required"/>
    <xs:attribute name="enabled" type="xs:boolean" use="required"/>
  </xs:complexType>

  <xs:complexType name="OptionalName">
    <xs:attribute name="name" type="xs:string"/>
  </xs:complexType>

  <xs:complexType name="Customizations">
    <xs:sequence>
      <xs:element name="customization" type="Customization" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="Customization">
    <xs:attribute name="name" type="xs:string"/>
    <xs:attribute name="value" type="xs:string"/>
  </xs:complexType>

  <xs:complexType name="FileReference">
    <xs:simpleContent>
      <xs:extension base="xs:string">
        <xs:attribute name="file"/>
      </xs:extension>
    </xs:simpleContent>
  </xs:complexType>

  <xs:simpleType name="Version">
    <xs:annotation>
      <xs:documentation>digits in groups joined by dots, such as 1.0.3 or 2024.1</xs:documentation>
    </xs:annotation>
    <xs:restriction base="xs:string">
      <xs:pattern value="\\p{Nd}+(\\.\\p{Nd}+)*(-\\p{Nd}+)*"/>
    </xs:restriction>
  </xs:simpleType>

  <xs:simpleType name="LicenseKey">
    <xs:annotation>
      <xs:documentation>upper-case letters and digits, starting with a letter</xs:documentation>
    </xs:annotation>
    <xs:restriction base="xs:token">
      <xs:pattern value="[A-Z][A-Z0-9]*"/>
    </xs:restriction>
  </xs:simpleType>

  <xs:simpleType name="CompanyName">
    <xs:annotation>
      <xs:documentation>1 to 24 characters long</xs:documentation>
    </xs:annotation>
    <xs:restriction base="xs:string">
      <xs:minLength value="1"/>
      <xs:maxLength value="24"/>
    </xs:restriction>
  </xs:simpleType>
</xs:schema>
`,
  'oauth-config': `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="pluginOAuthConfig" type="OAuthConfig"/>

  <xs:complexType name="OAuthConfig">
    <xs:sequence>
      <xs:element name="dbclass" type="xs:string"/>
      <xs:element name="oauthConfigId" type="xs:string" minOccurs="0"/>
      <xs:element name="configLabel" type="xs:string" minOccurs="0"/>
      <xs:element name="clientIdDesktop" type="xs:string" minOccurs="0"/>
      <xs:element name="clientSecretDesktop" type="xs:string" minOccurs="0"/>
      <xs:element name="redirectUrisDesktop" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="authUri" type="xs:string"/>
      <xs:element name="tokenUri" type="xs:string"/>
      <xs:element name="userInfoUri" type="xs:string" minOccurs="0"/>
      <xs:element name="instanceUrlSuffix" type="xs:string" minOccurs="0"/>
      <xs:element name="instanceUrlValidationRegex" type="xs:string" minOccurs="0"/>
      <xs:element name="defaultInstanceUrl" type="xs:string" minOccurs="0"/>
      <xs:element name="scopes" type="xs:string" maxOccurs="unbounded"/>
      <xs:element name="requiredAuthAttrs" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="requiredRefreshAttrs" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="capabilities" type="CapabilityEntries" minOccurs="0"/>
      <xs:element name="accessTokenResponseMaps" type="MapEntries" minOccurs="0"/>
      <xs:element name="refreshTokenResponseMaps" type="MapEntries" minOccurs="0"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="CapabilityEntries">
    <xs:sequence>
      <xs:element name="entry" type="CapabilityEntry" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="CapabilityEntry">
    <xs:sequence>
      <xs:element name="key" type="xs:string"/>
      <xs:element name="value" type="xs:string"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="MapEntries">
    <xs:sequence>
      <xs:element name="entry" type="MapEntry" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="MapEntry">
    <xs:sequence>
      <xs:element name="key" type="xs:string"/>
      <xs:element name="value" type="xs:string"/>
    </xs:sequence>
  </xs:complexType>
</xs:schema>
`,
  resource: `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="resources" type="Resources"/>

  <xs:complexType name="Resources">
    <xs:sequence>
      <xs:element name="string" type="Text" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="Text">
    <xs:simpleContent>
      <xs:extension base="xs:string">
        <xs:attribute name="name" type="xs:token" use="required"/>
      </xs:extension>
    </xs:simpleContent>
  </xs:complexType>
</xs:schema>
`,
}
