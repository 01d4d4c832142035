import { TacosmithError } from '../../errors.ts'
import { element, objectIdentifier, sequence, set } from '../der/der-writer.ts'

/** The parts of a name that people use, by the words of RFC 4514, OpenSSL and keytool. */
const ATTRIBUTES: Record<string, string> = {
  CN: '2.5.4.3',
  SERIALNUMBER: '2.5.4.5',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  S: '2.5.4.8',
  STREET: '2.5.4.9',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  E: '1.2.840.113549.1.9.1',
  EMAILADDRESS: '1.2.840.113549.1.9.1',
}
const COUNTRY = '2.5.4.6'
const SERIAL_NUMBER = '2.5.4.5'
const EMAIL_ADDRESS = '1.2.840.113549.1.9.1'
const DOTTED = /^[0-2](\.\d+)+$/

const PRINTABLE_STRING = 0x13
const UTF8_STRING = 0x0c
const IA5_STRING = 0x16

/**
 * Encodes a name such as `CN=Acme GmbH, O=Acme GmbH, L=Köln, C=DE` (RFC 4514: the most specific part first; `\` before
 * a comma that belongs to the text). Other parts can be given by object identifier, as `2.5.4.97=...`.
 *
 * @returns a DER Name
 * @throws TacosmithError `usage` when it is not such a name or has no CN.
 */
export function encodeDistinguishedName(text: string): Uint8Array {
  const parts = splitUnescaped(text, ',').map((part) => readPart(part, text))
  if (!parts.some(({ oid }) => oid === ATTRIBUTES.CN)) throw malformed(text, 'it has no CN')
  // A Name begins with the most general part.
  return sequence(
    ...parts.toReversed().map(({ oid, value }) => set(sequence(objectIdentifier(oid), encode(oid, value)))),
  )
}

function readPart(part: string, whole: string): { oid: string; value: string } {
  const [, key = '', escaped = ''] = /^\s*([^=]*?)\s*=\s*(.*)$/s.exec(part) ?? []
  const oid = DOTTED.test(key) ? key : ATTRIBUTES[key.toUpperCase()]
  if (oid === undefined) throw malformed(whole, `"${part.trim()}" is not of the form CN=..., O=... and so on`)
  if (splitUnescaped(escaped, '+').length > 1)
    throw malformed(whole, `"${part.trim()}" joins two parts by a +`)
  const value = readValue(escaped)
  if (value === '') throw malformed(whole, `${key} is empty`)
  if (oid === COUNTRY && !/^[A-Z]{2}$/.test(value))
    throw malformed(whole, `C=${value} is not a code of two capitals`)
  if (oid === EMAIL_ADDRESS && !isAscii(value))
    throw malformed(whole, `the e-mail address ${value} is not ASCII`)
  return { oid, value }
}

/** White space around a value does not count, unless it is escaped. */
function readValue(value: string): string {
  const trimmed = /\\\s*$/.test(value) ? value : value.trimEnd()
  const unquoted = /^"(.*)"$/s.exec(trimmed)?.[1] ?? trimmed
  return unquoted.replaceAll(/\\(.)/gs, '$1')
}

/** Separators inside quotes or after a backslash belong to the text. */
function splitUnescaped(text: string, separator: string): string[] {
  const parts = ['']
  let quoted = false
  for (const [character] of text.matchAll(/\\.|[^\\]|\\/gsu)) {
    if (character === '"') quoted = !quoted
    if (character === separator && !quoted) parts.push('')
    else parts.push(`${parts.pop() ?? ''}${character}`)
  }
  return parts
}

function encode(oid: string, value: string): Uint8Array {
  const tag =
    oid === COUNTRY || (oid === SERIAL_NUMBER && isPrintable(value)) ? PRINTABLE_STRING : UTF8_STRING
  return element(oid === EMAIL_ADDRESS ? IA5_STRING : tag, Buffer.from(value, 'utf8'))
}

function isPrintable(value: string): boolean {
  return /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(value)
}

function isAscii(value: string): boolean {
  return /^[\x20-\x7e]*$/.test(value)
}

function malformed(text: string, reason: string): TacosmithError {
  return new TacosmithError('usage', `"${text}" is not a subject for a certificate: ${reason}`, {
    help: 'Write it as "CN=Acme GmbH, O=Acme GmbH, L=Berlin, C=DE"; a comma inside a part needs a backslash before it.',
  })
}
