import { type Asn1Node, isUniversal, primitiveBytes, UNIVERSAL } from './der-reader.ts'
import { dottedIdentifier } from './dotted-identifier.ts'

/** No identifier that is in use takes half of it, and arithmetic with numbers of any size takes long. */
const LONGEST_OID_BYTES = 100

/** The dotted form of an OBJECT IDENTIFIER; empty for anything else. */
export function dottedOid(node: Asn1Node | undefined): string {
  if (!isUniversal(node, UNIVERSAL.objectIdentifier)) return ''
  const bytes = primitiveBytes(node)
  if (bytes.length > LONGEST_OID_BYTES || ((bytes.at(-1) ?? 0x80) & 0x80) !== 0) return ''
  return dottedIdentifier(bytes)
}

/** An INTEGER that fits 48 bits; NaN for a negative or larger one, or anything else. */
export function smallInteger(node: Asn1Node | undefined): number {
  const bytes = isUniversal(node, UNIVERSAL.integer) ? primitiveBytes(node) : new Uint8Array()
  const negative = ((bytes[0] ?? 0) & 0x80) !== 0
  if (bytes.length < 1 || bytes.length > 6 || negative) return Number.NaN
  return Buffer.from(bytes).readUIntBE(0, bytes.length)
}

/** An INTEGER of any size; undefined for anything else. */
export function bigInteger(node: Asn1Node | undefined): bigint | undefined {
  const bytes = isUniversal(node, UNIVERSAL.integer) ? primitiveBytes(node) : new Uint8Array()
  if (bytes.length === 0) return undefined
  return twosComplement(bytes)
}

/** The number that the content of an INTEGER stands for, which is not empty. */
export function twosComplement(bytes: Uint8Array): bigint {
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString('hex')}`))
}

/** True for a BOOLEAN that is true. */
export function isTrue(node: Asn1Node | undefined): boolean {
  return isUniversal(node, UNIVERSAL.boolean) && (primitiveBytes(node)[0] ?? 0) !== 0
}

/** The text of a BMPString or UTF8String; undefined for anything else. */
export function textOf(node: Asn1Node | undefined): string | undefined {
  const bytes = Buffer.from(primitiveBytes(node))
  if (isUniversal(node, UNIVERSAL.utf8String)) return bytes.toString('utf8')
  if (!isUniversal(node, UNIVERSAL.bmpString) || bytes.length % 2 !== 0) return undefined
  return bytes.swap16().toString('utf16le')
}

/** Seconds and time zone: Java reads a UTCTime without the one, and neither without the other. */
const TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:[.,](\d+))?(?:Z|([+-])(\d\d)(\d\d))$/

/** The instant that a UTCTime or GeneralizedTime names. @throws Error for anything else. */
export function instant(node: Asn1Node | undefined): Date {
  const text = Buffer.from(primitiveBytes(node)).toString('latin1')
  const time = isUniversal(node, UNIVERSAL.generalizedTime)
    ? parseTime(text)
    : isUniversal(node, UNIVERSAL.utcTime)
      ? parseTime(`${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}`)
      : undefined
  if (time === undefined) throw new Error('no time where one is expected')
  return time
}

function parseTime(text: string): Date | undefined {
  const match = TIME.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second = '00', fraction = '0', sign, zoneHours, zoneMinutes] =
    match
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  date.setUTCHours(Number(hour), Number(minute), Number(second))
  // Date turns the 31st of February into a day in March, and 25 o'clock into the next day.
  const digits = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  if (!date.toISOString().startsWith(digits)) return undefined
  const offset = (Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0)) * (sign === '-' ? -1 : 1)
  return new Date(date.getTime() + Math.floor(Number(`0.${fraction}`) * 1000) - offset * 60_000)
}
