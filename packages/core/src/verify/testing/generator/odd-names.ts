import type { Random } from '@tacosmith/test-kit'
import { element, objectIdentifier, sequence, set } from '../../../format/der/der-writer.ts'
import { readOid } from '../../../format/der/element-values.ts'
import { LazyElement } from '../../../format/der/lazy-element.ts'
import { TEXT_TAGS } from './certificate-maker.ts'

/** An attribute whose value is bytes, each as a character. */
interface Attribute {
  oid: string
  tag: number
  value: string
}

const KEYWORDS: Readonly<Record<string, string>> = { '2.5.4.3': 'cn', '2.5.4.10': 'o', '2.5.4.6': 'c' }
const OIDS = [...Object.keys(KEYWORDS), '2.5.4.5']
const bytesOf = (text: string): string => Buffer.from(text).toString('latin1')

/** Each line holds what some JDK may take for the same. */
const SPELLINGS: readonly (readonly string[])[] = [
  ['a', 'A'],
  [' ', '  '],
  ['é', 'É', 'e\u0301'].map(bytesOf),
  ['\xe9', '\xc9', bytesOf('é')],
  ['ß', 'ss', 'SS'].map(bytesOf),
  ['fi', '\ufb01'].map(bytesOf),
  ['\u2c5f', '\u2c2f'].map(bytesOf),
  ['0', '\u{1ccf0}'].map(bytesOf),
  ['а', 'А', '\u{1e030}'].map(bytesOf),
  ['\u0327\u0897', '\u0897\u0327'].map(bytesOf),
  ['Σ', 'σ', 'ς'].map(bytesOf),
  ["'", '\uff07'].map(bytesOf),
  ['a', 'ª'].map(bytesOf),
  [bytesOf('\ufffd'), '\xed\xa0\x80', '\xff', '\xe2\x82', '\xc0\x80'],
]
const PIECES = [
  ...SPELLINGS.flat(),
  'b',
  '#',
  '\\',
  '"',
  bytesOf('\uff0c'),
  bytesOf('\uff0b'),
  bytesOf('\uff3c'),
]

/** A name of characters in whose comparison JDKs differ, or might. */
export function oddName(random: Random, last: string): Uint8Array {
  const own: Attribute = { oid: '2.5.4.11', tag: TEXT_TAGS.utf8, value: bytesOf(last) }
  const part = (): Attribute[] =>
    Array.from({ length: random.oneIn(3) ? 2 : 1 }, () => ({
      ...{ oid: random.pick(OIDS), tag: random.pick([TEXT_TAGS.utf8, TEXT_TAGS.utf8, TEXT_TAGS.printable]) },
      value: Array.from({ length: 1 + random.below(3) }, () => random.pick(PIECES)).join(''),
    }))
  return encode([[own], ...Array.from({ length: 1 + random.below(2) }, part)])
}

/** The same name, or one that some JDK may take for the same. */
export function respelt(random: Random, name: Uint8Array): Uint8Array {
  const parts = decode(name)
  if (random.oneIn(3)) return encode(joined(random, parts))
  const isOther = random.oneIn(3)
  return encode(
    parts.map((part) =>
      part.map((attribute) => ({
        ...attribute,
        tag: random.oneIn(6) ? random.pick([TEXT_TAGS.utf8, TEXT_TAGS.printable]) : attribute.tag,
        value: otherwise(random, attribute.value, isOther ? 1 : 3),
      })),
    ),
  )
}

function otherwise(random: Random, value: string, rarely: number): string {
  const found = SPELLINGS.filter((alike) => alike.some((one) => value.includes(one)))
  if (found.length === 0 || !random.oneIn(rarely)) return value
  const alike = random.pick(found)
  const from = random.pick(alike.filter((one) => value.includes(one)))
  return value.replace(from, () => random.pick(alike))
}

/** Two parts, or two attributes of one, become one by a character that stands for the separator. */
function joined(random: Random, parts: Attribute[][]): Attribute[][] {
  const at = random.below(parts.length)
  const [first, second] = [parts[at] ?? [], parts[at + 1] ?? []]
  const [one, other] = [first[0], second[0]]
  if (
    random.oneIn(2) &&
    first.length === 1 &&
    second.length === 1 &&
    one !== undefined &&
    other !== undefined
  )
    return parts.toSpliced(at, 2, [merged(other, '\uff0c', one)])
  const [, next] = first
  if (one === undefined || next === undefined) return parts
  return parts.toSpliced(at, 1, [merged(one, '\uff0b', next)])
}

function merged(one: Attribute, separator: string, other: Attribute): Attribute {
  const value = `${one.value}${bytesOf(separator)}${KEYWORDS[other.oid] ?? other.oid}=${other.value}`
  return { ...one, tag: TEXT_TAGS.utf8, value }
}

function encode(parts: readonly (readonly Attribute[])[]): Uint8Array {
  const encoded = ({ oid, tag, value }: Attribute): Uint8Array =>
    sequence(objectIdentifier(oid), element(tag, Buffer.from(value, 'latin1')))
  return sequence(...parts.map((part) => set(...part.map(encoded))))
}

function decode(name: Uint8Array): Attribute[][] {
  return LazyElement.read(name)
    .children()
    .map((part) => part.children().map(decodeAttribute))
}

function decodeAttribute(node: LazyElement): Attribute {
  const [type, value] = node.children()
  if (type === undefined || value === undefined) throw new Error('it is no attribute')
  return { oid: readOid(type), tag: value.tag, value: Buffer.from(value.content).toString('latin1') }
}
