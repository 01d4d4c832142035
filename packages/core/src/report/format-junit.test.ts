import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from './diagnostic.ts'
import { formatJunit } from './format-junit.ts'
import type { PlacedReport } from './placed-report.ts'
import { createReport } from './report.ts'

const { parseXml } = createRequire(import.meta.url)('libxmljs2') as typeof import('libxmljs2')

/** What Ant's formatter writes and Jenkins asks for, with the attribute `file`, which GitLab reads. */
const schema = parseXml(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:complexType name="result">
    <xs:simpleContent>
      <xs:extension base="xs:string">
        <xs:attribute name="message" type="xs:string"/>
        <xs:attribute name="type" type="xs:string" use="required"/>
      </xs:extension>
    </xs:simpleContent>
  </xs:complexType>
  <xs:attributeGroup name="counts">
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="skipped" type="xs:nonNegativeInteger"/>
    <xs:attribute name="time" type="xs:decimal"/>
  </xs:attributeGroup>
  <xs:element name="testsuites">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="testsuite" minOccurs="0" maxOccurs="unbounded">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="testcase" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="failure" type="result" minOccurs="0"/>
                    <xs:element name="system-out" type="xs:string" minOccurs="0"/>
                  </xs:sequence>
                  <xs:attribute name="classname" type="xs:string" use="required"/>
                  <xs:attribute name="name" type="xs:string" use="required"/>
                  <xs:attribute name="file" type="xs:string"/>
                  <xs:attribute name="time" type="xs:decimal" use="required"/>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
            <xs:attributeGroup ref="counts"/>
          </xs:complexType>
        </xs:element>
      </xs:sequence>
      <xs:attributeGroup ref="counts"/>
    </xs:complexType>
  </xs:element>
</xs:schema>`)

type Attributes = Record<string, string>
interface ReadTest extends Attributes {
  failure: string
  output: string
}

/** What an XML parser reads. */
function read(xml: string): { counts: Attributes; suites: { counts: Attributes; tests: ReadTest[] }[] } {
  const document = parseXml(xml)
  expect(document.validate(schema), document.validationErrors.join('\n')).toBe(true)
  const all = <T>(parent: { find(path: string): unknown[] }, path: string): T[] => parent.find(path) as T[]
  type Element = import('libxmljs2').Element
  const attributesOf = (element: Element): Attributes =>
    Object.fromEntries(element.attrs().map((attribute) => [attribute.name(), attribute.value()]))
  return {
    counts: attributesOf(document.root() as Element),
    suites: all<Element>(document, '/testsuites/testsuite').map((suite) => ({
      counts: attributesOf(suite),
      tests: all<Element>(suite, 'testcase').map((test) => ({
        ...attributesOf(test),
        failure: all<Element>(test, 'failure')
          .map((element) => element.text())
          .join(''),
        message: all<Element>(test, 'failure')
          .map((element) => attributesOf(element).message)
          .join(''),
        type: all<Element>(test, 'failure')
          .map((element) => attributesOf(element).type)
          .join(''),
        output: all<Element>(test, 'system-out')
          .map((element) => element.text())
          .join(''),
      })),
    })),
  }
}

function placed(findings: Partial<Diagnostic>[], folder = 'a', name = folder): PlacedReport {
  const complete = findings.map(
    (finding): Diagnostic => ({ rule: 'r', severity: 'error', message: 'm', ...finding }),
  )
  return { name, folder, report: createReport(complete), readSource: () => undefined }
}

describe('formatJunit', () => {
  it('makes a suite of each report, and in it a test for each rule in each file', () => {
    const one = placed([
      { file: 'manifest.xml', line: 2, column: 3, message: 'x is wrong', help: 'mend it' },
      { file: 'manifest.xml', line: 9, column: 1, message: 'y is wrong', url: 'https://brook.example' },
      { file: 'dialect.tdd', line: 1, severity: 'warning' },
    ])
    const { counts, suites } = read(formatJunit([one, placed([], 'b')]))
    expect(counts).toMatchObject({ name: 'tacosmith', tests: '3', failures: '2', errors: '0' })
    expect(suites.map((suite) => [suite.counts.name, suite.counts.tests, suite.counts.failures])).toEqual([
      ['a', '2', '2'],
      ['b', '1', '0'],
    ])
    const [dialect, manifest] = suites[0]?.tests ?? []
    expect(dialect).toMatchObject({
      classname: 'a/dialect.tdd',
      name: 'r',
      file: 'a/dialect.tdd',
      type: 'warning',
      failure: 'a/dialect.tdd:1: warning: m',
    })
    expect(manifest).toMatchObject({
      type: 'error',
      message: 'x is wrong (and 1 more)',
      failure: [
        'a/manifest.xml:2:3: error: x is wrong',
        'mend it',
        'a/manifest.xml:9:1: error: y is wrong',
        'See https://brook.example',
      ].join('\n'),
    })
    expect(suites[1]?.tests).toMatchObject([{ classname: 'b', failure: '', output: '' }])
  })

  it('takes notes for no failures', () => {
    const { counts, suites } = read(formatJunit([placed([{ severity: 'info', file: 'a.js', line: 1 }])]))
    expect(counts).toMatchObject({ tests: '1', failures: '0' })
    expect(suites[0]?.tests).toMatchObject([{ failure: '', output: 'a/a.js:1: info: m' }])
  })

  it('counts findings that one stands for, and takes an error for worse than a warning', () => {
    const [suite] = read(
      formatJunit([placed([{ severity: 'warning', count: 7, file: 'a.xml' }, { file: 'a.xml' }])]),
    ).suites
    expect(suite?.tests).toMatchObject([{ type: 'error', message: 'm (and 7 more)' }])
  })

  it('places what is about the whole connector in its manifest', () => {
    const [suite] = read(formatJunit([placed([{}], '')])).suites
    expect(suite?.tests).toMatchObject([{ classname: 'manifest.xml', failure: 'manifest.xml: error: m' }])
  })

  it('is XML whatever a connector holds, and gives its text back', () => {
    const text = `<b a="1">&amp;]]>'\u00e9\u{1F300}`
    const hostile = '\u0000\u001B[2J\uFFFE\uFFFF\uD800\u202E\u0085'
    const xml = formatJunit([
      placed([{ file: `${text}.xml`, message: `${text}${hostile}`, help: text }], 'a', `${text}${hostile}`),
    ])
    const [suite] = read(xml).suites
    const [test] = suite?.tests ?? []
    expect(suite?.counts.name).toContain(text)
    expect(test?.message).toBe(`${text}<U+0000><U+001B>[2J<U+D800><U+202E><U+0085>`)
    expect(test?.classname).toBe(`a/${text}.xml`)
    expect(test?.failure).toContain(`\n${text}`)
  })

  it('without reports is an empty list of suites', () => {
    expect(read(formatJunit([])).suites).toEqual([])
  })
})
