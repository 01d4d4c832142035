import { dottedIdentifier, isWholeIdentifier } from './dotted-identifier.ts'
import type { LazyElement } from './lazy-element.ts'

const BOOLEAN = 0x01
const INTEGER = 0x02
const BIT_STRING = 0x03
const OBJECT_IDENTIFIER = 0x06
const UTC_TIME = 0x17
const GENERALIZED_TIME = 0x18
const LARGEST_OID_BYTES = 4096
/** Longer ones are no known ones, and arithmetic with numbers of any size takes long. */
const LONGEST_DOTTED_BYTES = 100
const LARGEST_INT = 2 ** 31 - 1

/** @throws Error for anything but a BOOLEAN of one byte */
export function readBoolean(element: LazyElement): boolean {
  if (element.expect(BOOLEAN).content.length !== 1) throw new Error('a BOOLEAN is not one byte')
  return element.content[0] !== 0
}

/**
 * An INTEGER of any size. Two of the same value give the same text.
 *
 * @param tag where the context replaces that of INTEGER
 */
export function integerText(element: LazyElement, tag: number = INTEGER): string {
  const { content } = element.expect(tag)
  if (content.length === 0) throw new Error('an INTEGER is empty')
  const fill = (content[0] ?? 0) >= 0x80 ? 0xff : 0
  let start = 0
  const isSpare = (index: number): boolean =>
    content[index] === fill && ((content[index + 1] ?? 0) >= 0x80 ? 0xff : 0) === fill
  while (start < content.length - 1 && isSpare(start)) start++
  return Buffer.from(content.subarray(start)).toString('hex')
}

/**
 * An INTEGER that fits 32 bits.
 *
 * @param tag where the context replaces that of INTEGER
 * @throws Error for anything else
 */
export function readInt(element: LazyElement, tag: number = INTEGER): number {
  const digits = integerText(element, tag)
  if (digits.length > 8) throw new Error('an INTEGER is too large')
  const value = Number.parseInt(digits, 16)
  const limit = 2 ** (digits.length * 4)
  const signed = value >= limit / 2 ? value - limit : value
  if (Math.abs(signed) > LARGEST_INT + 1) throw new Error('an INTEGER is too large')
  return signed
}

/** The bits of a BIT STRING. */
export interface Bits {
  /** How many. */
  length: number
  bytes: Uint8Array
}

/**
 * A BIT STRING.
 *
 * @param tag where the context replaces that of BIT STRING
 */
export function readBits(element: LazyElement, tag: number = BIT_STRING): Bits {
  const { content } = element.expect(tag)
  const [unused] = content
  if (unused === undefined) throw new Error('a BIT STRING is empty')
  const length = (content.length - 1) * 8 - unused
  if (unused > 7 || length < 0) throw new Error('a BIT STRING has more unused bits than bits')
  return { length, bytes: content.subarray(1) }
}

/** A BIT STRING whose unused bits are zero, whatever was written there. */
export function readMaskedBits(element: LazyElement): Bits {
  const { length, bytes } = readBits(element)
  const unused = bytes.length * 8 - length
  if (unused === 0) return { length, bytes }
  const masked = Buffer.from(bytes)
  masked[masked.length - 1] = (masked.at(-1) ?? 0) & (0xff << unused)
  return { length, bytes: masked }
}

/** True when bit number `index`, counted from the left, is there and set. */
export function hasBit({ length, bytes }: Bits, index: number): boolean {
  return index < length && ((bytes[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0
}

/**
 * The dotted form of an OBJECT IDENTIFIER whose numbers are complete and take no more bytes than they need.
 *
 * @param tag where the context replaces that of OBJECT IDENTIFIER
 */
export function readOid(element: LazyElement, tag: number = OBJECT_IDENTIFIER): string {
  const { content } = element.expect(tag)
  if (!isWholeIdentifier(content) || content.length > LARGEST_OID_BYTES)
    throw new Error('an object identifier is broken')
  return content.length > LONGEST_DOTTED_BYTES
    ? Buffer.from(content).toString('hex')
    : dottedIdentifier(content)
}

/** Before a Z, seconds may be left out; fractions are for GeneralizedTime. */
const TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|(\d\d)([.,]\d+)?(?:Z|([+-])(\d\d)(\d\d)))$/

/** The instant of a UTCTime or GeneralizedTime, as Java understands it: the 31st of February is a day in March. */
export function readTime(element: LazyElement): Date {
  const text = Buffer.from(element.content).toString('latin1')
  if (element.tag === UTC_TIME && !/[.,]/.test(text))
    return toDate(`${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}`)
  return toDate(Buffer.from(element.expect(GENERALIZED_TIME).content).toString('latin1'))
}

function toDate(text: string): Date {
  const match = TIME.exec(text)
  if (match === null) throw new Error('a time is broken')
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((digits) => Number(digits ?? 0))
  const [, , , , , , , fraction = '.0', sign, zoneHours = '0', zoneMinutes = '0'] = match
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= 31
  if (!exists || hour > 23 || minute > 59 || second > 59) throw new Error('a time does not exist')
  if (Number(zoneHours) > 23 || Number(zoneMinutes) > 59) throw new Error('a time zone does not exist')
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const milliseconds = Number(fraction.slice(1, 4).padEnd(3, '0'))
  date.setUTCHours(hour, minute, second, milliseconds)
  const offset = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -1 : 1)
  return new Date(date.getTime() - offset * 60_000)
}
