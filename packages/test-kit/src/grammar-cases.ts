import { dialogGrammarCases } from './dialog-grammar-cases.ts'

/** In the kind's full document, the part that is replaced, what replaces it, and what is found then. */
export type GrammarCase = [part: string, replacement: string, ...expected: string[]]

type OtherKind = 'connection-resolver' | 'dialect' | 'oauth-config' | 'resource'

/** What the schema of each kind of file refuses, by the kind. */
export const grammarCases: typeof dialogGrammarCases & Record<OtherKind, GrammarCase[]> = {
  ...dialogGrammarCases,
  'connection-resolver': [
    ['<tdr class="brook">', '<tdr>', '<tdr> lacks the attribute `class`'],
    ['<attr>server</attr>', '<attr foo="1"><b/>x</attr>'],
    ['<setImpersonateAttributes/>', '<setImpersonateAttributes a="1">x<y/></setImpersonateAttributes>'],
    ['<attr>server</attr>', '<attr><b><tdr/></b></attr>', '<tdr> lacks the attribute `class`'],
    ['<attr>server</attr>', '<attr><b><tdr class=""/></b></attr>'],
    ['<attr>server</attr>\n          <attr>port</attr>', '', '<attribute-list> lacks <attr>'],
    [
      '<connection-matcher/>',
      '<connection-matcher><script/></connection-matcher>',
      '<connection-matcher> must be empty, but holds <script>',
    ],
    [
      '<connection-matcher/>',
      '<connection-matcher/><connection-matcher/>',
      '<connection-matcher> is allowed only once in <connection-resolver>',
    ],
    [
      '<required-attributes>',
      '<script/><required-attributes>',
      '<script> is not allowed in <connection-normalizer>',
    ],
    ['<script file="properties.js"/>', ''],
    [
      'operator="ne"',
      'operator="lt"',
      '"lt" is not a valid value of `operator` on <authentication-conditional>',
    ],
    [
      '<default-attribute name="port">',
      '<default-attribute>',
      '<default-attribute> lacks the attribute `name`',
    ],
    ['bitness="64"', 'bitness="16"', '"16" is not a valid value of `bitness` on <driver-resolver>'],
    ['type="regex"', 'type="glob"', '"glob" is not a valid value of `type` on <driver-name>'],
    ['platform="mac"', 'platform="macos"', '"macos" is not a valid value of `platform` on <driver-match>'],
    [
      '<driver-version exact="1"',
      '<driver-version exact="1a"',
      '"1a" is not a valid value of `exact` on <driver-version>',
    ],
    ['type="odbc"', 'type="oledb"', '"oledb" is not a valid value of `type` on <driver-resolver>'],
  ],
  dialect: [
    ['return-type="int"', 'return-type="any"', '"any" is not a valid value of `return-type` on <function>'],
    ['name="DATEADD"', 'name="NOW"', '"NOW" is not a valid value of `name` on <date-function>'],
    ['<formula part="year">%1 + %2</formula>', '', '<date-function> lacks <formula>'],
    ['<formula part="p">CODEPOINT(%1)</formula>', ''],
    [
      '<formula/>\n      <properties>\n        <subtract',
      '<formula/><formula/>\n      <properties>\n        <subtract',
      '<formula> is allowed only 2 times in <native-split-function>',
    ],
    ['<split-limit value="10"/>', '<split-limit value="-0"/>'],
    ['<split-limit value="10"/>', '<split-limit value=" +4294967295 "/>'],
    [
      '<split-limit value="10"/>',
      '<split-limit value="4294967296"/>',
      '"4294967296" is not a valid value of `value` on <split-limit>',
    ],
    [
      '<split-limit value="10"/>',
      '<split-limit value="-1"/>',
      '"-1" is not a valid value of `value` on <split-limit>',
    ],
    [
      '<split-limit value="10"/>',
      '<split-limit value="٣"/>',
      '"٣" is not a valid value of `value` on <split-limit>',
    ],
    [
      '<remove-function name="MEDIAN">',
      '<remove-function name="MEDIAN"><formula/>',
      '<formula> is not allowed in <remove-function>',
    ],
    ['value="AGG_SUM"', 'value="agg_sum"', '"agg_sum" is not a valid value of `value` on <aggregation>'],
    [
      '<base-types><local-type name="bool" value="b"/></base-types>',
      '<base-types/>',
      '<base-types> lacks <local-type>',
    ],
    ['value="OracleStyle"', ''],
    [
      'value="OracleStyle"',
      'value="Oracle"',
      '"Oracle" is not a valid value of `value` on <date-literal-escape>',
    ],
    ['name="iso-week"', 'name="century"', '"century" is not a valid value of `name` on <part>'],
    ['name="WSTR"', 'name="wstr"', '"wstr" is not a valid value of `name` on <remote-type>'],
    ['predicate="LocalTemp"', 'predicate="Temp"', '"Temp" is not a valid value of `predicate` on <formula>'],
    ['value="IIF_"', 'value="WHEN"', '"WHEN" is not a valid value of `value` on <format-if-then-else>'],
    ['value="ColumnNameOnly"', 'value="x"', '"x" is not a valid value of `value` on <format-index>'],
    ['value="Bulk"', 'value="x"', '"x" is not a valid value of `value` on <format-insert>'],
    ['value="Keyword"', 'value="x"', '"x" is not a valid value of `value` on <format-is-distinct>'],
    ['value="AliasNulls"', 'value="x"', '"x" is not a valid value of `value` on <format-order-by>'],
    ['name="TopPercent"', 'name="x"', '"x" is not a valid value of `name` on <part>'],
    ['value="BalancedIF"', 'value="x"', '"x" is not a valid value of `value` on <format-simple-case>'],
    ['value="Extended"', 'value="x"', '"x" is not a valid value of `value` on <format-string-literal>'],
    ['value="TrueFirst"', 'value="x"', '"x" is not a valid value of `value` on <format-bool-as-value>'],
    ['key="yyyy"', 'key="yyyyy"', '"yyyyy" is not a valid value of `key` on <token>'],
    ['value="Lower"', 'value="lower"', '"lower" is not a valid value of `value` on <id-case>'],
    ['value="Number"', 'value="x"', '"x" is not a valid value of `value` on <start-of-week-format>'],
    ['name="Inner"', 'name="Outer"', '"Outer" is not a valid value of `name` on <part>'],
    [
      '<start-of-week-offset value="1"/>\n    <start-of-week-format value="Number"/>',
      '<start-of-week-format/><start-of-week-offset value="1"/>',
      '<start-of-week-format> is in the wrong place: it must come after <start-of-week-offset>',
    ],
    ['<id-quotes value="[]"/>', '<id-quotes/>', '<id-quotes> lacks the attribute `value`'],
  ],
  'oauth-config': [
    ['<dbclass>brook</dbclass>', '<dbclass/>'],
    ['<dbclass>brook</dbclass>', '', '<pluginOAuthConfig> lacks <dbclass>'],
    ['<dbclass>', '<dbclass a="1">', 'the attribute `a` is not allowed on <dbclass>'],
    ['<scopes>read</scopes>\n  <scopes>write</scopes>', '', '<pluginOAuthConfig> lacks <scopes>'],
    ['<authUri>https://brook.example/authorize</authUri>\n', '', '<pluginOAuthConfig> lacks <authUri>'],
    ['<key>ACCESSTOKEN</key>', '', '<entry> lacks <key>'],
    [
      '<userInfoUri/>',
      '<userInfoUri/><userInfoUri/>',
      '<userInfoUri> is allowed only once in <pluginOAuthConfig>',
    ],
    ['<userInfoUri/>', '<userInfoUrl/>', '<userInfoUrl> is not allowed in <pluginOAuthConfig>'],
    ['<configLabel>Main</configLabel>', '<configLabel><![CDATA[a]]><!-- b --></configLabel>'],
  ],
  resource: [
    ['<string name="host">', '<string>', '<string> lacks the attribute `name`'],
    ['<string name="host">Host</string>', '<string name="port"/>'],
    [
      '<string name="host">Host</string>',
      '<string name=" "><b/></string>',
      '<string> may hold only text, but holds <b>',
    ],
    ['<string name="host">Host</string>', 'text', 'text is not allowed directly in <resources>: "text"'],
  ],
}
