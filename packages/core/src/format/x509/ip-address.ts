import { RefusedByPolicy } from './policy.ts'

/** A zone is only a number everywhere; the name of an interface is one on some machines. */
const NUMBERED_ZONE = /^\d{1,9}$/
const MAXIMUM_IPV4_LENGTH = 15
const IPV4_BYTES = 4
const IPV6_BYTES = 16
const GROUP = /^0*[0-9A-Fa-f]{1,4}$/
/** Before the four bytes of an IPv4 address that is written as one of IPv6. */
const MAPPED = Buffer.from('00000000000000000000ffff', 'hex')

/** What Java makes of a text that may be an IP address. */
export type AddressText = { kind: 'address'; bytes: Uint8Array } | { kind: 'unusable' } | { kind: 'none' }

/**
 * Reads an IP address that is written out, as loosely as Java does.
 *
 * @returns `unusable` for what Java takes for an address first, and then cannot read as one
 * @throws RefusedByPolicy for an address in a zone that only some machines have
 */
export function readAddress(text: string): AddressText {
  const short = ipv4Address(text)
  if (short !== undefined)
    return text.includes('.') ? { kind: 'address', bytes: short } : { kind: 'unusable' }
  const bytes = ipv6Address(text)
  if (bytes === undefined) return { kind: 'none' }
  const zone = zoneOf(text)
  if (zone === undefined) return { kind: 'address', bytes }
  if (bytes.length === IPV4_BYTES) return { kind: 'unusable' }
  if (!NUMBERED_ZONE.test(zone)) throw new RefusedByPolicy(`an IP address has a zone with a name (${text})`)
  return { kind: 'address', bytes }
}

/** One to four numbers, of which the last one stands for all bytes that are left. */
function ipv4Address(text: string): Uint8Array | undefined {
  if (text.length > MAXIMUM_IPV4_LENGTH || !/^\d+(?:\.\d+){0,3}$/.test(text)) return undefined
  const numbers = text.split('.').map(Number)
  const last = numbers.pop() ?? 0
  const left = IPV4_BYTES - numbers.length
  if (numbers.some((number) => number > 0xff) || last >= 256 ** left) return undefined
  const rest = Array.from({ length: left }, (_, index) => Math.floor(last / 256 ** (left - 1 - index)) & 0xff)
  return Buffer.from([...numbers, ...rest])
}

function zoneOf(text: string): string | undefined {
  const mark = text.indexOf('%')
  return mark < 0 ? undefined : text.slice(mark + 1)
}

/** Without its zone; 4 bytes for an IPv4 address that is written as one of IPv6. */
function ipv6Address(text: string): Uint8Array | undefined {
  const zone = zoneOf(text)
  if (zone === '') return undefined
  const [head = '', tail, ...others] = text.slice(0, text.length - (zone?.length ?? -1) - 1).split('::')
  const [start, end] = [bytesOf(head, tail === undefined), bytesOf(tail ?? '', true)]
  if (start === undefined || end === undefined || others.length > 0) return undefined
  const given = start.length + end.length
  if (tail === undefined ? given !== IPV6_BYTES : given >= IPV6_BYTES) return undefined
  const bytes = Buffer.from([...start, ...Array<number>(IPV6_BYTES - given).fill(0), ...end])
  return bytes.subarray(0, MAPPED.length).equals(MAPPED) ? bytes.subarray(MAPPED.length) : bytes
}

/** @param isEnd the last group may be a whole IPv4 address */
function bytesOf(part: string, isEnd: boolean): number[] | undefined {
  if (part === '') return []
  const groups = part.split(':')
  const last = groups.at(-1) ?? ''
  const isMixed = isEnd && last.split('.').length === IPV4_BYTES
  const ending = isMixed ? ipv4Address(last) : []
  const hexadecimal = isMixed ? groups.slice(0, -1) : groups
  if (ending === undefined || !hexadecimal.every((group) => GROUP.test(group))) return undefined
  const numbers = hexadecimal.map((group) => Number.parseInt(group, 16))
  return [...numbers.flatMap((number) => [number >> 8, number & 0xff]), ...ending]
}
