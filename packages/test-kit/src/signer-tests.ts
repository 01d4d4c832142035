import JSZip from 'jszip'
import type { SignableDigest } from './digest-signing.ts'
import { requireOracle } from './oracles.ts'

// What the tests of all signers for keys on other machines start from.

/** What a signer is asked for. */
export const toBeSigned: {
  readonly data: Uint8Array
  readonly digest: 'sha256'
  readonly algorithm: 'ecdsa'
} = { data: Buffer.from('data'), digest: 'sha256', algorithm: 'ecdsa' }

/** How a `.taco` is signed where only the signer matters. */
export const UNTIMESTAMPED = { timestamp: false, includeRoot: false } as const

/** Whether jarsigner can judge what was signed. */
export function hasJdk(): boolean {
  return [requireOracle('java'), requireOracle('jarsigner'), requireOracle('keytool')].every(Boolean)
}

/** The smallest file that can be signed; the same bytes each time. */
export async function unsignedTaco(): Promise<Uint8Array> {
  const zip = new JSZip()
  zip.file('manifest.xml', '<connector-plugin/>', { date: new Date(Date.UTC(1980, 1, 1)) })
  return await zip.generateAsync({ type: 'uint8array', platform: 'DOS' })
}

const CURVE_DIGESTS: Readonly<Record<string, SignableDigest>> = {
  'p-256': 'sha256',
  'p-384': 'sha384',
  'p-521': 'sha512',
}

/** What most services sign: every digest with an RSA key, one with each curve. */
export function oneDigestPerCurve(kind: string): SignableDigest[] {
  const digest = CURVE_DIGESTS[kind]
  return digest === undefined ? ['sha256', 'sha384', 'sha512'] : [digest]
}
