import { createHash, type Hash } from 'node:crypto'
import type { Manifest, ManifestSection } from './manifest.ts'

/** An attribute that gives a digest, such as `SHA-256-Digest`. */
export interface DigestAttribute {
  /** The attribute's name without the suffix, as it is written. */
  algorithm: string
  /** JDKs do not heed it: MD2, MD5 and SHA-1. */
  disabled: boolean
  /** SHA-1 or older, whatever JDKs think of it by this name. */
  weak: boolean
  /** Java has this digest. It passes over those that it has not. */
  known: boolean
  /** Undefined for a digest that is not known, and for MD2, which is disabled. */
  newHash: (() => Hash) | undefined
  /** Undefined where Java gives up because this is no Base64. */
  expected: Uint8Array | undefined
}

const sha3 = Object.fromEntries(['224', '256', '384', '512'].map((bits) => [`SHA3-${bits}`, `sha3-${bits}`]))
/** The names by which Java's own provider finds its digests, without regard to case, and OpenSSL's names for them. */
const HASHES: Readonly<Record<string, string>> = {
  ...{ MD5: 'md5', SHA: 'sha1', SHA1: 'sha1', 'SHA-1': 'sha1' },
  ...{ SHA224: 'sha224', 'SHA-224': 'sha224', SHA256: 'sha256', 'SHA-256': 'sha256' },
  ...{ SHA384: 'sha384', 'SHA-384': 'sha384', SHA512: 'sha512', 'SHA-512': 'sha512' },
  ...sha3,
}
const WEAK_HASHES: ReadonlySet<string> = new Set(['md5', 'sha1'])
/** Digests of variable length, and the length that Java gives them, which JDK 17 does from an update on (17.0.21.1, not 17.0.15). */
const SHAKES: Readonly<Record<string, [name: string, bytes: number]>> = {
  ...{ SHAKE128: ['shake128', 32], 'SHAKE128-256': ['shake128', 32] },
  ...{ SHAKE256: ['shake256', 64], 'SHAKE256-512': ['shake256', 64] },
}
/** `jdk.jar.disabledAlgorithms`, as far as it is about digests. */
const DISABLED: ReadonlySet<string> = new Set(['MD2', 'MD5', 'SHA1'])

/**
 * The attributes of a section that end with a suffix, without regard to case, in their order.
 *
 * @param suffix such as `-Digest` or `-Digest-Manifest`
 */
export function digestAttributes(section: ManifestSection, suffix: string): DigestAttribute[] {
  return section.attributes
    .filter(({ name }) => name.toUpperCase().endsWith(suffix.toUpperCase()))
    .map(({ name, value }) => {
      const algorithm = name.slice(0, -suffix.length)
      const upper = algorithm.toUpperCase()
      const hash = HASHES[upper]
      const [shake, outputLength] = SHAKES[upper] ?? []
      return {
        algorithm,
        disabled: isDisabled(algorithm),
        weak: WEAK_HASHES.has(hash ?? ''),
        known: hash !== undefined || shake !== undefined || upper === 'MD2',
        newHash:
          hash !== undefined
            ? () => createHash(hash)
            : shake !== undefined
              ? () => createHash(shake, { outputLength })
              : undefined,
        expected: decodeBase64AsJava(value),
      }
    })
}

/** The names of digests in a manifest or signature file that not every JDK knows. */
export function newerDigests(manifest: Manifest): string[] {
  const names = digestNames(manifest).filter((algorithm) => algorithm.toUpperCase() in SHAKES)
  return [...new Set(names)]
}

/** Whether a manifest or signature file has digests that JDKs heed under a timestamp from before 2019 alone. */
export function hasOldSha1Digests(manifest: Manifest): boolean {
  return digestNames(manifest).some((algorithm) => partsOf(algorithm).includes('SHA1'))
}

function digestNames({ main, sections }: Manifest): string[] {
  const names = [main, ...sections].flatMap(({ attributes }) => attributes.map(({ name }) => name))
  return names.map((name) => DIGEST_NAME.exec(name)?.[1] ?? '')
}

const DIGEST_NAME = /^(.+?)-Digest(?:-Manifest(?:-Main-Attributes)?)?$/i

/**
 * Java takes a name apart where it says `with`, `and` or `in`, and compares the parts with those that are disabled. The
 * hyphen of `SHA-1` is forgiven in capitals only; `SHA` alone is not recognised.
 */
function isDisabled(algorithm: string): boolean {
  return partsOf(algorithm).some((part) => DISABLED.has(part))
}

function partsOf(algorithm: string): string[] {
  const parts = algorithm.split(/with|and|(?<!padd)in/i).map((part) => (part === 'SHA-1' ? 'SHA1' : part))
  return [algorithm, ...parts].map((part) => part.toUpperCase())
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const PADDING = '='

/**
 * Java's decoder for MIME passes over all other characters, also behind the padding, and does without padding. It gives up
 * on a digit that is left alone, on padding where none can be, and on digits behind it.
 */
function decodeBase64AsJava(text: string): Uint8Array | undefined {
  const end = paddingStart(text)
  const digits = [...text.slice(0, end ?? text.length)].filter((character) => BASE64.includes(character))
  const left = digits.length % 4
  if (left === 1) return undefined
  if (end !== undefined) {
    const isWhole = left === 3 || (left === 2 && text[end + 1] === PADDING)
    const isFollowed = [...text.slice(end)].some((character) => BASE64.includes(character))
    if (!isWhole || isFollowed) return undefined
  }
  return Buffer.from(digits.join(''), 'base64')
}

function paddingStart(text: string): number | undefined {
  const position = text.indexOf(PADDING)
  return position < 0 ? undefined : position
}
