import { element } from '../der/der-writer.ts'
import { readOid } from '../der/element-values.ts'
import type { LazyElement } from '../der/lazy-element.ts'

/** One attribute of a distinguished name, such as the common name. */
export interface NameAttribute {
  oid: string
  value: LazyElement
}

/**
 * A distinguished name (RFC 5280, section 4.1.2.4), compared as Java compares X500Principals: PrintableString and UTF8String
 * are the same, as are capitals and small letters, and one blank and several.
 */
export interface Name {
  /** The part that names the largest area first. */
  parts: readonly (readonly NameAttribute[])[]
  /** One text for each part. */
  canonicalParts: readonly string[]
  /** Equal for equal names. */
  canonical: string
  isEmpty: boolean
}

const SEQUENCE = 0x30
const SET = 0x31
const PRINTABLE_STRING = 0x13
const UTF8_STRING = 0x0c
const BMP_STRING = 0x1e

/** The attributes that RFC 2253 has a word for; values of all others are compared byte for byte. */
const KEYWORDS: Readonly<Record<string, string>> = {
  '2.5.4.3': 'cn',
  '2.5.4.6': 'c',
  '2.5.4.7': 'l',
  '2.5.4.8': 'st',
  '2.5.4.9': 'street',
  '2.5.4.10': 'o',
  '2.5.4.11': 'ou',
  '0.9.2342.19200300.100.1.1': 'uid',
  '0.9.2342.19200300.100.1.25': 'dc',
}

/** @throws Error when it is no Name */
export function readName(node: LazyElement): Name {
  return nameOf(node.expect(SEQUENCE).children())
}

/** @param parts the RelativeDistinguishedNames */
export function nameOf(parts: readonly LazyElement[]): Name {
  const read = parts.map(readRelativeName)
  const canonicalParts = read.map(canonicalPart)
  return {
    parts: read,
    canonicalParts,
    canonical: canonicalParts.toReversed().join(','),
    isEmpty: read.every((part) => part.length === 0),
  }
}

/** @throws Error when it is no RelativeDistinguishedName */
export function readRelativeName(node: LazyElement): NameAttribute[] {
  return node.expect(SET).children().map(readAttribute)
}

function readAttribute(node: LazyElement): NameAttribute {
  const [type, value, ...others] = node.expect(SEQUENCE).children()
  if (type === undefined || value === undefined || others.length > 0)
    throw new Error('a name in a certificate is not made of types and values')
  if (value.tag === BMP_STRING && /[\ud800-\udbff][\udc00-\udfff]/.test(utf16(value.content)))
    throw new Error('a name in a certificate holds a character that BMPString cannot')
  return { oid: readOid(type), value }
}

function canonicalPart(attributes: readonly NameAttribute[]): string {
  return attributes
    .map((attribute) => ({ known: attribute.oid in KEYWORDS, text: canonicalAttribute(attribute) }))
    .toSorted((one, other) => Number(other.known) - Number(one.known) || compare(one.text, other.text))
    .map(({ text }) => text)
    .join('+')
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}

function canonicalAttribute({ oid, value }: NameAttribute): string {
  const keyword = KEYWORDS[oid]
  const isText = value.tag === PRINTABLE_STRING || value.tag === UTF8_STRING
  if (keyword === undefined || !isText) {
    const bytes = Buffer.from(element(value.tag, value.content)).toString('hex')
    return `${keyword ?? oid}=#${bytes}`.normalize('NFKD')
  }
  const text = Buffer.from(value.content).toString(value.tag === PRINTABLE_STRING ? 'latin1' : 'utf8')
  return `${keyword}=${trimmed(escaped(text))}`.toUpperCase().toLowerCase().normalize('NFKD')
}

/** One blank for several, and a mark before what would be taken for the end of the value. */
function escaped(text: string): string {
  const marked = text.replaceAll(/[,+<>;"\\]|^#/g, (character) => `\\${character}`)
  return marked.replaceAll(/ {2,}/g, ' ')
}

/** Java trims all that is not above a blank. */
function trimmed(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && text.charCodeAt(start) <= 0x20) start++
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--
  return text.slice(start, end)
}

function utf16(content: Uint8Array): string {
  return Buffer.from(content.subarray(0, content.length & ~1))
    .swap16()
    .toString('utf16le')
}

const LATIN1_STRINGS = new Set([PRINTABLE_STRING, 0x14, 0x16, 0x1b])

/** The text of an attribute; undefined where its type is none of a text. */
export function textOfAttribute({ value }: NameAttribute): string | undefined {
  if (value.tag === UTF8_STRING) return Buffer.from(value.content).toString('utf8')
  if (LATIN1_STRINGS.has(value.tag)) return Buffer.from(value.content).toString('latin1')
  return value.tag === BMP_STRING ? utf16(value.content) : undefined
}
