import type { Random } from '@tacosmith/test-kit'
import { element } from '../../../format/der/der-writer.ts'

const UTC_TIME = 0x17
const GENERALIZED_TIME = 0x18
const MINUTE = 60_000

/** A time close to the given one, written in a way that some JDK takes. */
export function oddTime(random: Random, date: Date): Uint8Array {
  const minutes = random.pick([0, 0, 0, 90, -330, 840, 1439])
  const digits = new Date(date.getTime() + minutes * MINUTE).toISOString().replaceAll(/\D/g, '')
  const isShort = random.oneIn(3)
  const tag = isShort ? UTC_TIME : GENERALIZED_TIME
  const until = random.pick([12, 14, 14])
  const text = `${digits.slice(isShort ? 2 : 0, until)}${until === 14 ? fraction(random) : ''}`
  const zone = minutes === 0 ? random.pick(['Z', 'Z', '+0000', '-0000', '']) : zoneOf(minutes)
  return element(tag, Buffer.from(`${random.oneIn(6) ? overflowing(random, text) : text}${zone}`))
}

function fraction(random: Random): string {
  return random.pick(['', '', '', '.5', ',25', '.123', '.000000001', '.1234567890123', '.', '.5 '])
}

function zoneOf(minutes: number): string {
  const size = Math.abs(minutes)
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.trunc(size / 60))}${two(size % 60)}`
}

/** The 31st of February, the hour 24, the second 60: some are the next day, others cannot be read. */
function overflowing(random: Random, text: string): string {
  const start = text.length % 2 === 0 && text.length >= 14 ? text.slice(0, 4) : text.slice(0, 2)
  const rest = text.slice(start.length)
  return `${start}${random.pick([
    () => `0231${rest.slice(4)}`,
    () => `0000${rest.slice(4)}`,
    () => `1301${rest.slice(4)}`,
    () => `${rest.slice(0, 4)}24${rest.slice(6)}`,
    () => `${rest.slice(0, 6)}60${rest.slice(8)}`,
    () => (rest.length < 10 ? rest : `${rest.slice(0, 8)}60${rest.slice(10)}`),
  ])()}`
}
