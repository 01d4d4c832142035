import { createHmac } from 'node:crypto'

const STEP_MILLISECONDS = 30_000
const DIGITS = 6
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The number of the half minute in which an instant lies: each has a password of its own. */
export function stepAt(instant: number): number {
  return Math.floor(instant / STEP_MILLISECONDS)
}

/** Milliseconds until the next password. */
export function untilNextStep(instant: number): number {
  return STEP_MILLISECONDS - (instant % STEP_MILLISECONDS)
}

/** A time-based one-time password (RFC 6238: SHA-1, half a minute, six digits). */
export function oneTimePassword(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 0x0f
  const number = digest.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** Services show the secret as Base32, in QR codes too, or as Base64. */
export function decodeTotpSecret(text: string): Uint8Array {
  const compact = text.replaceAll(/[\s-]/g, '')
  return /^[A-Z2-7]+=*$/.test(compact) ? decodeBase32(compact) : Buffer.from(text.trim(), 'base64')
}

function decodeBase32(text: string): Uint8Array {
  const bytes: number[] = []
  let bits = 0
  let value = 0
  for (const character of text.replace(/=+$/, '')) {
    value = ((value << 5) | BASE32.indexOf(character)) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((value >> bits) & 0xff)
  }
  return Buffer.from(bytes)
}
