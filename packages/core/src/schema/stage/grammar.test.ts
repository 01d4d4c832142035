import { fullDocuments, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import type { XmlFileKind } from '../../connector/connector.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { readXml } from '../../connector/xml-reader.ts'
import { validateFile } from '../../rules/validate-file.ts'
import { loadLibxmljs2 } from '../engines/libxmljs2.ts'
import { embeddedSchemas } from '../xsd/embedded.ts'
import { type ElementModel, readSchemaModel } from '../xsd/schema-model.ts'

const native = loadLibxmljs2()
if ('unavailable' in native) {
  if (process.env.CI) throw new Error(`libxmljs2 must load in continuous integration: ${native.unavailable}`)
  process.emitWarning(`Only libxml2-wasm is tested: libxmljs2 is not available, ${native.unavailable}`)
}
const engines = 'engine' in native ? (['libxmljs2', 'libxml2-wasm'] as const) : (['libxml2-wasm'] as const)
const kinds = Object.keys(fullDocuments) as XmlFileKind[]

async function messages(
  kind: XmlFileKind,
  text: string,
  engine: (typeof engines)[number],
): Promise<string[]> {
  const found = await validateFile(kind, new TextEncoder().encode(text), { schemaOnly: true, engine })
  return found.map(({ rule, message }) => (rule === 'schema-invalid' ? message : `${rule}: ${message}`))
}

/** In the kind's full document, the part that is replaced, what replaces it, and what is found then. */
type Case = [part: string, replacement: string, ...expected: string[]]

const cases: Record<XmlFileKind, Case[]> = {
  manifest: [
    ['class="brook"', '', '<connector-plugin> lacks the attribute `class`'],
    [' name="Brook"', '', '<connector-plugin> lacks the attribute `name`'],
    ['plugin-version="1.0.0"', '', '<connector-plugin> lacks the attribute `plugin-version`'],
    ['superclass="jdbc"', '', '<connector-plugin> lacks the attribute `superclass`'],
    ['version="18.1"', '', '<connector-plugin> lacks the attribute `version`'],
    ['min-version-tableau="2024.1"', ''],
    ['class="brook"', 'class=""'],
    ['"1.0.0"', '"1-2-3"'],
    ['"1.0.0"', '"1.2-3-4"'],
    ['"1.0.0"', '"١.٢"'],
    ['"1.0.0"', '"1."', '"1." is not a valid value of `plugin-version` on <connector-plugin>'],
    ['"1.0.0"', '".1"', '".1" is not a valid value of `plugin-version` on <connector-plugin>'],
    ['"1.0.0"', '"1-2.3"', '"1-2.3" is not a valid value of `plugin-version` on <connector-plugin>'],
    ['"1.0.0"', '"v1"', '"v1" is not a valid value of `plugin-version` on <connector-plugin>'],
    ['"1.0.0"', '" 1"', '" 1" is not a valid value of `plugin-version` on <connector-plugin>'],
    ['"1.0.0"', '""', '"" is not a valid value of `plugin-version` on <connector-plugin>'],
    ['"Brook Works"', `"${'😀'.repeat(24)}"`],
    ['"Brook Works"', '" "'],
    ['"Brook Works"', '""', '"" is not a valid value of `name` on <company>'],
    [
      '"Brook Works"',
      `"${'a'.repeat(25)}"`,
      `"${'a'.repeat(25)}" is not a valid value of \`name\` on <company>`,
    ],
    ['"https://brook.example/support"', '"a b%%#x#y:z["'],
    ['"https://brook.example/support"', '""'],
    ['<support-link url="https://brook.example/support"/>', '', '<vendor-information> lacks <support-link>'],
    ['<driver-download-link url="https://brook.example/drivers"/>', ''],
    ['name="win"', 'name=" win"', '" win" is not a valid value of `name` on <platform>'],
    ['name="win"', 'name="Win"', '"Win" is not a valid value of `name` on <platform>'],
    [
      '<platform name="win"/>',
      '<platform name="win"> </platform>',
      '<platform> must be empty, but there is white space between its tags',
    ],
    ['<platform name="win"/>', '<platform name="win"><!-- x --><?y z?></platform>'],
    [
      '<platform name="win"/>',
      '<platform name="win"><![CDATA[]]></platform>',
      '<platform> must be empty, but holds the text "<![CDATA[]]>"',
    ],
    ['<platform name="win"/>\n    <platform name="linux"/>', '', '<platforms> lacks <platform>'],
    [
      'enabled="true"',
      'enabled="TRUE"',
      '"TRUE" is not a valid value of `enabled` on <connection-customization>',
    ],
    ['enabled="true"', 'enabled=" 1 "'],
    ['<vendor name="v"/>', '', '<connection-customization> lacks <vendor>'],
    ['<vendor name="v"/>', '<vendor/>'],
    ['<connection-fields file="fields.xml"/>', '<connection-fields>text</connection-fields>'],
    [
      '<connection-fields file="fields.xml"/>',
      '<connection-fields file="a"/><connection-fields file="b"/>',
      '<connection-fields> is allowed only once in <connector-plugin>',
    ],
    [
      '<connection-fields file="fields.xml"/>',
      '<connection-fields file="a"/><connection-dialog file="b"/>',
      '<connection-dialog> cannot stand beside <connection-fields> in <connector-plugin>',
    ],
    [
      '<connection-fields file="fields.xml"/>',
      '<connection-fields><b/></connection-fields>',
      '<connection-fields> may hold only text, but holds <b>',
    ],
    ['>AB12<', '>1A<', '"1A" is not a valid value of <license-key>'],
    ['>AB12<', '>ab<', '"ab" is not a valid value of <license-key>'],
    ['>AB12<', '>A<'],
    [
      '<dialect file="dialect.tdd"/>',
      '<Dialect file="dialect.tdd"/>',
      '<Dialect> is not allowed in <connector-plugin>',
    ],
    ['<platforms>', 'stray<platforms>', 'text is not allowed directly in <connector-plugin>: "stray"'],
    [
      '<platforms>',
      '<![CDATA[ ]]><platforms>',
      'text is not allowed directly in <connector-plugin>: "<![CDATA[ ]]>"',
    ],
    [
      'class="brook" name',
      'xml:lang="en" class="brook" name',
      'the attribute `xml:lang` is not allowed on <connector-plugin>',
    ],
    [
      'class="brook" name',
      'xmlns="urn:x" class="brook" name',
      'the root element <connector-plugin> is in the namespace "urn:x", but must be in none',
    ],
    ['class="brook" name', 'xmlns:u="urn:x" class="brook" name'],
    ['class="brook" name', 'u:a="1" class="brook" name', 'the prefix `u` is not declared'],
  ],
  'connection-fields': [
    ['name="server"', 'name="v-"'],
    ['name="server"', 'name=":"'],
    ['name="server"', 'name="_"'],
    ['name="server"', 'name="a:b"', '"a:b" is not a valid value of `name` on <field>'],
    ['name="server"', 'name="1a"', '"1a" is not a valid value of `name` on <field>'],
    ['name="server"', 'name=" a"', '" a" is not a valid value of `name` on <field>'],
    ['name="server"', 'name="é"', '"é" is not a valid value of `name` on <field>'],
    ['name="server"', '', '<field> lacks the attribute `name`'],
    ['label="Host"', 'labell="Host"', 'the attribute `labell` is not allowed on <field>'],
    [
      'value-type="string"',
      'value-type="option"',
      '"option" is not a valid value of `value-type` on <field>',
    ],
    ['value-type="string"', 'value-type="textbox"'],
    ['category="endpoint"', 'category="initial-sql"'],
    ['category="endpoint"', 'category="other"', '"other" is not a valid value of `category` on <field>'],
    ['secure="0"', 'secure="no"', '"no" is not a valid value of `secure` on <field>'],
    [
      '<validation-rule reg-exp="[a-z.]+"/>',
      '<boolean-options><false-value value=""/><true-value value=""/></boolean-options>',
    ],
    [
      '<validation-rule reg-exp=""/>',
      '<validation-rule/>',
      '<validation-rule> lacks the attribute `reg-exp`',
    ],
    [
      '<condition field="server" value="b"/>',
      '<condition field="server"/>',
      '<condition> lacks the attribute `value`',
    ],
    [
      '<option label="User" value="auth-user"/>',
      '<option label="User"/>',
      '<option> lacks the attribute `value`',
    ],
    ['<false-value value="no"/>', '', '<boolean-options> lacks <false-value>'],
    [
      '<boolean-options>',
      '<selection-group><option label="" value=""/></selection-group><boolean-options>',
      '<boolean-options> cannot stand beside <selection-group> in <field>',
    ],
    [
      '<false-value value="no"/>\n      <true-value value="yes"/>',
      '<true-value value="yes"/><false-value value="no"/>',
      '<true-value> is in the wrong place: it must stand behind <false-value>',
    ],
  ],
  'connection-metadata': [
    [
      '<database enabled="true" label="Database">',
      '<database label="Database">',
      '<database> lacks the attribute `enabled`',
    ],
    ['<field default-value="main" optional="1"/>', ''],
    [
      '<field default-value="main" optional="1"/>',
      '<field/><field/>',
      '<field> is allowed only once in <database>',
    ],
    [
      '<schema enabled="false" label="Schema"/>',
      '<schema enabled="false"><field/></schema>',
      '<schema> must be empty, but holds <field>',
    ],
    [
      '<table enabled="0" label="Table"/>',
      '<table enabled="0"/><schema enabled="0"/>',
      '<schema> is allowed only once in <connection-metadata>',
    ],
  ],
  'connection-dialog': [
    [' class="brook"', '', '<connection-dialog> lacks the attribute `class`'],
    [
      'value="ComboBoxIntegrated"',
      'value="Combo"',
      '"Combo" is not a valid value of `value` on <authentication-mode>',
    ],
    [
      '<option name="UsernameAndPassword"/>',
      '<option name="Other"/>',
      '"Other" is not a valid value of `name` on <option>',
    ],
    ['<option name="UsernameAndPassword"/>', '<option name="OAuth" default="1"/>'],
    [' show-service-prompt="false"', '', '<option> lacks the attribute `show-service-prompt`'],
    [
      '<has-schemas value="true"/>',
      '<has-schemas value="yes"/>',
      '"yes" is not a valid value of `value` on <has-schemas>',
    ],
    [
      '<has-schemas value="true"/>',
      '<has-schemas value="1"/><has-schemas value="1"/>',
      '<has-schemas> is allowed only once in <connection-config>',
    ],
    ['<port-prompt value="P"', '<port-prompt', '<port-prompt> lacks the attribute `value`'],
    ['<default-ssl-mode value="require"/>', ''],
    ['<property name="n" value="v"/>', '<property name="n"/>', '<property> lacks the attribute `value`'],
  ],
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
      '<start-of-week-format> is in the wrong place: it must stand behind <start-of-week-offset>',
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

describe.each(engines)('schemas with %s', (engine) => {
  describe.each(kinds)('%s', (kind) => {
    it('accepts the full documents', async () => {
      for (const text of fullDocuments[kind]) expect(await messages(kind, text, engine)).toEqual([])
    })

    it.each(cases[kind])('%s -> %s', async (part, replacement, ...expected) => {
      const text = replaceIn(fullDocuments[kind][0], part, replacement)
      expect(await messages(kind, text, engine)).toEqual(expected)
    })

    it('refuses another root', async () => {
      const expected = `the root element is <other>, but a file of this kind starts with <${rootOf(kind).name}>`
      expect(await messages(kind, '<other><x/></other>', engine)).toEqual([expected])
    })
  })
})

describe('full documents', () => {
  it.each(kinds)('use every element and attribute of %s', (kind) => {
    const used = new Set<string>()
    for (const text of fullDocuments[kind]) {
      const reading = readXml(new TextEncoder().encode(text))
      if (reading.document !== undefined) collectUsed(reading.document.root, reading.document.root.name, used)
    }
    const declared = new Set<string>()
    collectDeclared(rootOf(kind).model, rootOf(kind).name, declared)
    expect([...declared].filter((path) => !used.has(path))).toEqual([])
  })
})

function rootOf(kind: XmlFileKind): { name: string; model: ElementModel } {
  const [[name, model] = []] = readSchemaModel(embeddedSchemas[kind]).roots
  if (name === undefined || model === undefined) throw new Error(`The schema ${kind} has no root element.`)
  return { name, model }
}

function collectUsed(element: XmlElement, path: string, used: Set<string>): void {
  used.add(path)
  for (const { name } of element.attributes) used.add(`${path}@${name}`)
  for (const child of element.children) collectUsed(child, `${path}/${child.name}`, used)
}

function collectDeclared(model: ElementModel, path: string, declared: Set<string>): void {
  declared.add(path)
  for (const { name } of model.attributes) declared.add(`${path}@${name}`)
  for (const child of model.children) collectDeclared(child.element(), `${path}/${child.name}`, declared)
}
