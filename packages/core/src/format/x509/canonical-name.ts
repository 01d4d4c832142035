import { element } from '../der/der-writer.ts'
import { latin1, type NameAttribute, PRINTABLE_STRING, UTF8_STRING } from './attribute-text.ts'

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

/** Equal for parts of names that Java takes for the same. */
export function canonicalPart(attributes: readonly NameAttribute[]): string {
  return attributes
    .map((attribute) => ({ known: attribute.oid in KEYWORDS, text: canonicalAttribute(attribute) }))
    .toSorted((one, other) => Number(other.known) - Number(one.known) || compare(one.text, other.text))
    .map(({ text }) => text)
    .join('+')
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}

export function canonicalAttribute(attribute: NameAttribute): string {
  const { oid, value } = attribute
  const [keyword, text] = [KEYWORDS[oid], comparedText(attribute)]
  if (text === undefined) {
    const bytes = Buffer.from(element(value.tag, value.content)).toString('hex')
    return `${keyword ?? oid}=#${bytes}`
  }
  return `${keyword}=${canonicalText(trimmed(escaped(text)))}`
}

/**
 * What of an attribute is compared as a text; undefined for one that is compared byte for byte. Of a PrintableString with
 * bytes beyond ASCII this is the reading of the newer JDKs, and of a UTF8String that is malformed an own one.
 */
export function comparedText({ oid, value }: NameAttribute): string | undefined {
  if (!(oid in KEYWORDS)) return undefined
  if (value.tag === PRINTABLE_STRING) return latin1(value.content)
  return value.tag === UTF8_STRING ? Buffer.from(value.content).toString('utf8') : undefined
}

/** The same for texts that Java does not tell from each other. */
export function canonicalText(text: string): string {
  return text.toUpperCase().toLowerCase().normalize('NFKD')
}

/** One blank for several, and a mark before what would be taken for the end of the value. */
export function escaped(text: string): string {
  const marked = text.replaceAll(/[,+<>;"\\]|^#/g, (character) => `\\${character}`)
  return marked.replaceAll(/ {2,}/g, ' ')
}

/** Java trims all that is not above a blank. */
export function trimmed(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && text.charCodeAt(start) <= 0x20) start++
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--
  return text.slice(start, end)
}
