import { fullDocuments, type Random } from '@tacosmith/test-kit'
import type { XmlFileKind } from '../../connector/connector.ts'
import type { XmlAttribute, XmlDocument, XmlElement } from '../../connector/xml-document.ts'
import { selfAndDescendants } from '../../connector/xml-query.ts'
import { readXml } from '../../connector/xml-reader.ts'

/** The kinds of XML file. */
export const kinds = Object.keys(fullDocuments) as XmlFileKind[]

/** A connector file that was changed. */
export interface Mutant {
  kind: XmlFileKind
  /** What was done to it. */
  what: string
  text: string
}

/** A valid document of some kind, changed in one to three places. */
export function mutant(random: Random): Mutant {
  const kind = random.pick(kinds)
  const done: string[] = []
  let text = random.pick<string>(fullDocuments[kind])
  for (let left = 1 + random.below(3); left > 0; left--) {
    const { document } = readXml(new TextEncoder().encode(text))
    if (document === undefined) break
    const [what, change] = random.pick(changes)
    const changed = change(document, random)
    if (changed === undefined) continue
    done.push(what)
    text = changed
  }
  return { kind, what: done.join(', '), text }
}

/** Gives undefined where the document holds nothing to change. */
type Change = (document: XmlDocument, random: Random) => string | undefined

const changes: readonly [string, Change][] = [
  [
    'an element less',
    withElement(({ text, element }) => spliced(text, element.start.offset, element.end, '')),
  ],
  [
    'an element twice',
    withElement(({ text, element }) => inserted(text, element.end, source(text, element))),
  ],
  ['an element renamed', withElement(rename)],
  ['two elements swapped', withElement(swap)],
  [
    'an element of another kind',
    withElement(({ text, element, random }) => inserted(text, element.end, foreignElement(random))),
  ],
  [
    'an attribute less',
    withAttribute(({ text, attribute }) => spliced(text, attribute.start.offset, attribute.end, '')),
  ],
  ['an attribute more', withElement(addAttribute)],
  ['a value altered', withAttribute(alter)],
  ['a value altered', withAttribute(alter)],
  ['a value altered', withAttribute(alter)],
  ['text where none may be', withElement(addText)],
]

interface ElementChange {
  text: string
  element: XmlElement
  random: Random
}

function withElement(change: (context: ElementChange) => string | undefined): Change {
  return ({ root, text }, random) =>
    change({ text, element: random.pick([...selfAndDescendants(root)]), random })
}

function withAttribute(
  change: (context: ElementChange & { attribute: XmlAttribute }) => string | undefined,
): Change {
  return ({ root, text }, random) => {
    const owners = [...selfAndDescendants(root)].filter(({ attributes }) => attributes.length > 0)
    if (owners.length === 0) return undefined
    const element = random.pick(owners)
    return change({ text, element, attribute: random.pick(element.attributes), random })
  }
}

function rename({ text, element, random }: ElementChange): string {
  const name = random.pick(elementNames)
  const renamed = source(text, element)
    .replace(/^<[^\s/>]+/, `<${name}`)
    .replace(/<\/[^>]*>$/, `</${name}>`)
  return spliced(text, element.start.offset, element.end, renamed)
}

function swap({ text, element }: ElementChange): string | undefined {
  const siblings = element.parent?.children ?? []
  const next = siblings[siblings.indexOf(element) + 1]
  if (next === undefined) return undefined
  const between = text.slice(element.end, next.start.offset)
  return spliced(text, element.start.offset, next.end, source(text, next) + between + source(text, element))
}

function addAttribute({ text, element, random }: ElementChange): string | undefined {
  const name = random.pick(attributeNames)
  if (element.attributes.some((attribute) => attribute.name === name)) return undefined
  return inserted(text, element.start.offset + 1 + element.name.length, ` ${name}="${random.pick(values)}"`)
}

function alter({ text, attribute, random }: ElementChange & { attribute: XmlAttribute }): string {
  return spliced(text, attribute.valueStart.offset, attribute.end - 1, random.pick(values))
}

function addText({ text, element, random }: ElementChange): string | undefined {
  if (text.charAt(element.startTagEnd - 2) === '/') return undefined
  const pieces = [
    'x',
    ' ',
    '\n',
    '&#160;',
    '<!-- c -->',
    '<?p i?>',
    '<![CDATA[]]>',
    '<![CDATA[ ]]>',
    '<![CDATA[x]]>',
    '&lt;',
  ]
  return inserted(text, element.startTagEnd, random.pick(pieces))
}

function source(text: string, element: XmlElement): string {
  return text.slice(element.start.offset, element.end)
}

function inserted(text: string, at: number, piece: string): string {
  return spliced(text, at, at, piece)
}

function spliced(text: string, from: number, to: number, piece: string): string {
  return text.slice(0, from) + piece + text.slice(to)
}

const documents = Object.values(fullDocuments).flatMap((texts) =>
  texts.map((text) => {
    const { document } = readXml(new TextEncoder().encode(text))
    if (document === undefined) throw new Error('a full document is not well-formed')
    return document
  }),
)
const elements = documents.flatMap(({ root, text }) =>
  [...selfAndDescendants(root)].map((element) => ({ element, text: source(text, element) })),
)

const elementNames = [...new Set(elements.map(({ element }) => element.name)), 'x', 'X', 'é', 'xs:any']

const attributeNames = [
  ...new Set(elements.flatMap(({ element }) => element.attributes.map(({ name }) => name))),
  ...['x', 'xml:lang', 'xml:space', 'Name', 'é'],
]

/** Every value of the full documents, and the borders of each type. */
const values = [
  ...new Set(
    elements.flatMap(({ text }) => [...text.matchAll(/="([^"<]*)"/g)].map(([, value = '']) => value)),
  ),
  ...['', ' ', '\t', '&#10;', 'true', 'false', 'TRUE', ' true ', '1', '0', '2', 'yes', 'no', 'Yes'],
  ...['4294967295', '4294967296', '-1', '-0', '+1', '007', '1.0', '1e3', '65535', '٣'],
  ...['18.1', '1.', '.1', '1-2.3', '1.2-3-4', 'v1', ' 1', '2020.3', '٣.١'],
  ...['a', ':', 'a:b', '1a', ' a', 'é', 'v-', '_', 'A1', 'a1', 'A 1', ' A1 '],
  ...['x'.repeat(24), 'x'.repeat(25), '😀'.repeat(24), '😀'.repeat(25)],
  ...['https://x.example', 'http://x.example', 'x y', '@string/a/', '@string/', '&amp;', '&lt;'],
]

function foreignElement(random: Random): string {
  return random.pick(elements).text
}

/** Bytes that are hardly a connector file: noise, broken text, XML that ends somewhere. */
export function randomBytes(random: Random): Uint8Array {
  const text = random.pick(documents).text
  const length = random.below(400)
  const noise = Uint8Array.from({ length }, () => random.below(256))
  const tokens = [
    '<',
    '>',
    '/',
    '"',
    "'",
    '=',
    '&',
    ';',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '<!DOCTYPE a []>',
  ]
  const soup = Array.from({ length }, () =>
    random.pick([...tokens, 'a', ' ', '\0', '\uFEFF', '\uFFFF', '😀']),
  ).join('')
  const bytes = new TextEncoder().encode(text)
  switch (random.below(4)) {
    case 0:
      return noise
    case 1:
      return new TextEncoder().encode(soup)
    case 2:
      return bytes.slice(0, random.below(bytes.length))
    default:
      for (let left = 1 + random.below(8); left > 0; left--)
        bytes[random.below(bytes.length)] = random.below(256)
      return bytes
  }
}
