import { fullDocuments } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import type { XmlFileKind } from '../../connector/connector.ts'
import { readXml } from '../../connector/xml-reader.ts'
import type { Diagnostic } from '../../report/diagnostic.ts'
import { validateFile } from '../../rules/validate-file.ts'
import { loadEngine } from '../engines/load-engine.ts'
import { embeddedSchemas } from '../xsd/embedded.ts'
import { checkSchema } from './check-schema.ts'

async function check(kind: XmlFileKind, text: string): Promise<Diagnostic[]> {
  return validateFile(kind, new TextEncoder().encode(text), { schemaOnly: true })
}

/** `line:column message` */
async function placed(kind: XmlFileKind, text: string): Promise<string[]> {
  return (await check(kind, text)).map(({ line, column, message }) => `${line}:${column} ${message}`)
}

describe('places', () => {
  it('are those of the element, of the attribute and of its value', async () => {
    const text = `<connection-fields>
  <field name="server" label="A" value-type="string"/><field
    name="port"
    lable="B"
    value-type="strng"/><field name="x" label="C" value-type="string"><oops/></field>
</connection-fields>`
    expect(await placed('connection-fields', text)).toEqual([
      '4:5 the attribute `lable` is not allowed on <field>',
      '5:17 "strng" is not a valid value of `value-type` on <field>',
      '5:71 <oops> is not allowed in <field>',
    ])
  })

  it('hold with line ends of all systems, tabs, wide characters and a byte order mark', async () => {
    const text = '\uFEFF<resources>\r\n\t<string name="😀">é</string><wrong/>\r  <string/>\n</resources>'
    expect(await placed('resource', text)).toEqual([
      '2:30 <wrong> is not allowed in <resources>',
      '3:3 <string> lacks the attribute `name`',
    ])
  })

  it('of text are where the text begins', async () => {
    const text = '<resources>\n  <!-- a -->\n  <string name="a"/> <?b c?>  stray\n</resources>'
    expect(await placed('resource', text)).toEqual([
      '3:31 text is not allowed directly in <resources>: "stray"',
    ])
  })

  it('hold beyond line 65,535, where the engines stop counting', async () => {
    const text = `<resources>${'\n'.repeat(70_000)}<wrong/>\n<string/></resources>`
    expect(await placed('resource', text)).toEqual([
      '70001:1 <wrong> is not allowed in <resources>',
      '70002:1 <string> lacks the attribute `name`',
    ])
  })
})

describe('help', () => {
  it('knows what the documentation calls the type `selection`', async () => {
    const text = '<connection-fields><field name="server" label="A" value-type="option"/></connection-fields>'
    expect((await check('connection-fields', text))[0]?.help).toMatch(/^Did you mean `selection`\? Allowed: /)
  })
})

describe('all violations in one run', () => {
  it('behind an unknown element and inside its neighbours', async () => {
    const text = `<connection-fields>
<fild name="a"/>
<field name="b" label="B" value-type="x"/>
<other/>
<field name="c" value-type="string"><conditions/></field>
</connection-fields>`
    expect(await placed('connection-fields', text)).toEqual([
      '2:1 <fild> is not allowed in <connection-fields>',
      '3:39 "x" is not a valid value of `value-type` on <field>',
      '4:1 <other> is not allowed in <connection-fields>',
      '5:1 <field> lacks the attribute `label`',
      '5:37 <conditions> lacks <condition>',
    ])
  })

  it('inside elements that are in the wrong place', async () => {
    const text = `<dialect name="a" class="b" version="1">
<sql-format><id-case value="up"/></sql-format>
<function-map><function/></function-map>
</dialect>`
    expect(await placed('dialect', text)).toEqual([
      '2:1 <sql-format> is in the wrong place: it must come after <function-map>',
      '2:29 "up" is not a valid value of `value` on <id-case>',
      '3:15 <function> lacks the attribute `group`',
      '3:15 <function> lacks the attribute `name`',
      '3:15 <function> lacks the attribute `return-type`',
    ])
  })

  it('without what only follows from another one', async () => {
    // The misspelt element is not missing too, and the gap is not filled with faults.
    const misspelt = fullDocuments.manifest[0].replaceAll('vendor-information', 'vendor-informaton')
    expect((await check('manifest', misspelt)).map(({ message }) => message)).toEqual([
      '<vendor-informaton> is not allowed in <connector-plugin>',
    ])
    const missing = fullDocuments.manifest[0].replace(/<vendor-information>[\s\S]*<\/vendor-information>/, '')
    expect((await check('manifest', missing)).map(({ message }) => message)).toEqual([
      '<connector-plugin> lacks <vendor-information>',
    ])
  })
})

describe('help', () => {
  it('suggests near names of elements, attributes and values', async () => {
    const text =
      '<connection-fields><feild/><field name="a" lable="A" value-type="selections"/></connection-fields>'
    const helps = (await check('connection-fields', text)).map(({ help }) => help)
    expect(helps).toEqual([
      'Did you mean <field>? Allowed there: <field>.',
      expect.stringMatching(/^Did you mean `label`\? Allowed: `name`, `label`, /),
      'Did you mean `selection`? Allowed: `string`, `selection`, `boolean`, `file` and `textbox`.',
    ])
  })

  it('tells what a version is, and which blanks are too many', async () => {
    const [version] = await check(
      'connection-resolver',
      '<tdr class="a"><driver-resolver><driver-match><driver-name type="exact"/><driver-version min="v1"/></driver-match></driver-resolver></tdr>',
    )
    expect(version?.help).toBe('It must be digits in groups joined by dots, such as 1.0.3 or 2024.1.')
    const [blank] = await check(
      'connection-resolver',
      '<tdr class="a"><driver-resolver type=" jdbc"><driver-match><driver-name type="exact"/></driver-match></driver-resolver></tdr>',
    )
    expect(blank?.help).toBe('Remove the spaces around `jdbc`.')
  })

  it('shortens long lists', async () => {
    const [finding] = await check(
      'dialect',
      '<dialect name="a" class="b" version="1"><supported-aggregations><aggregation value="?"/></supported-aggregations></dialect>',
    )
    expect(finding?.help).toMatch(/`AGG_COUNT`, .* … \(\d\d in all\)\.$/)
  })
})

describe('namespaces', () => {
  const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'

  it('tolerate schema locations without following them', async () => {
    const text = `<resources ${xsi} xsi:noNamespaceSchemaLocation="file:///nowhere.xsd"><string name="a" xsi:schemaLocation="a b c"/></resources>`
    expect(await placed('resource', text)).toEqual([])
  })

  it('refuse xsi:type and xsi:nil, whatever the prefix and the value', async () => {
    const text = `<resources ${xsi} xmlns:i="http://www.w3.org/2001/XMLSchema-instance">
<string name="a" i:nil="false"/><string name="b" xsi:type="xs:string"/></resources>`
    expect(await placed('resource', text)).toEqual([
      '2:18 the attribute `i:nil` is not allowed',
      '2:50 the attribute `xsi:type` is not allowed',
    ])
  })

  it('are refused on elements', async () => {
    expect(await placed('resource', '<resources><string xmlns="urn:x" name="a"/></resources>')).toEqual([
      '1:12 <string> is in the namespace "urn:x", but elements of a connector are in none',
    ])
    expect(await placed('resource', '<r:resources xmlns:r="urn:x"/>')).toEqual([
      '1:1 the root element <r:resources> is in the namespace "urn:x", but must be in none',
    ])
  })

  it('must be declared, inside free content too', async () => {
    const text =
      '<tdr class="a"><connection-resolver><connection-normalizer><required-attributes><attribute-list><attr><q:b q:c="1"/></attr></attribute-list></required-attributes></connection-normalizer></connection-resolver></tdr>'
    expect(await placed('connection-resolver', text)).toEqual([
      '1:103 the prefix `q` is not declared',
      '1:108 the prefix `q` is not declared',
    ])
    expect(await placed('resource', '<resources q:a="1"><q:string/></resources>')).toEqual([
      '1:12 the prefix `q` is not declared',
      '1:20 the prefix `q` is not declared',
    ])
    expect(await placed('resource', '<q:resources/>')).toEqual(['1:1 the prefix `q` is not declared'])
  })
})

describe('names', () => {
  /** The content stands where anything is allowed, on line 2. */
  async function inFreeContent(content: string): Promise<string[]> {
    const text = `<tdr class="a"><connection-resolver><connection-normalizer><required-attributes><attribute-list><attr>
${content}</attr></attribute-list></required-attributes></connection-normalizer></connection-resolver></tdr>`
    const engines = [await loadEngine('auto'), await loadEngine('libxml2-wasm')] as const
    const { document } = readXml(new TextEncoder().encode(text))
    if (document === undefined) throw new Error('The document is not well-formed.')
    const [left, right] = engines.map((engine) =>
      checkSchema(document, embeddedSchemas['connection-resolver'], engine),
    )
    expect(left).toEqual(right)
    return (left ?? []).map(({ line, column, message }) => `${line}:${column} ${message}`)
  }

  it.each([
    ['<a:b:c xmlns:a="u"/>', '2:1 the name `a:b:c` has a colon too many'],
    ['<:a/>', '2:1 the name `:a` has a colon too many'],
    ['<x a:="1"/>', '2:4 the name `a:` has a colon too many'],
    ['<x xmlns:a="u" xmlns:b="u" a:y="1" b:y="2"/>', '2:36 `b:y` and `a:y` are the same attribute'],
    ['<x xmlns:p=""/>', '2:4 the prefix `p` is declared without a namespace'],
    ['<x xmlns:xml="u"/>', '2:4 `xmlns:xml` declares a prefix or a namespace that XML keeps for itself'],
    ['<x xmlns:xmlns="u"/>', '2:4 `xmlns:xmlns` declares a prefix or a namespace that XML keeps for itself'],
    ['<x xmlns:q="http://www.w3.org/2000/xmlns/"/>', expect.stringContaining('keeps for itself')],
  ])('refuse %s', async (content, expected) => {
    expect(await inFreeContent(content)).toEqual([expected])
  })

  it.each([
    '<x xml:id="1 2" xml:space="other" xml:base="::"/>',
    '<x xmlns:a="%%no address"/>',
    '<tdr xmlns="u"><a:tdr xmlns:a="v" a:x="1"\n></a:tdr ></tdr>',
    '<x xmlns="u"><tdr xmlns="" class="a"/></x>',
    '<x a="&#10;&amp;\'"/><?y z?><!-- <tdr/> --><![CDATA[<tdr/>]]>',
  ])('accept %s', async (content) => {
    expect(await inFreeContent(content)).toEqual([])
  })

  it('see an element that has left the namespace around it', async () => {
    expect(await inFreeContent('<x xmlns="u"><tdr xmlns=""/></x>')).toEqual([
      '2:14 <tdr> lacks the attribute `class`',
    ])
  })
})
