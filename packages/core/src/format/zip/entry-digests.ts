import { createHash, type Hash } from 'node:crypto'
import type { Manifest, ManifestSection } from '../jar-manifest/manifest.ts'
import type { ArchiveEntry } from './archive.ts'

/** Digests that JDKs still accept, by the names they have in manifests. */
const ALGORITHMS: Record<string, string> = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' }

/** How the digests of a section turned out. `absent` also means that only SHA-1 or older ones are there. */
export type DigestCheck = 'match' | 'mismatch' | 'absent'

/**
 * Compares the attributes `<algorithm><suffix>` of a section with the digest of `bytes`. Weak digests do not count;
 * all others have to match.
 *
 * @param suffix such as `-Digest` or `-Digest-Manifest`
 */
export function checkDigests(section: ManifestSection, suffix: string, bytes: Uint8Array): DigestCheck {
  const digests = digestsOf(section, suffix)
  for (const { hash } of digests) hash.update(bytes)
  return compare(digests)
}

/**
 * As {@link checkDigests}, for the content of an entry, which is read in pieces.
 *
 * @throws TacosmithError as the entry does
 */
export async function checkEntryDigests(section: ManifestSection, entry: ArchiveEntry): Promise<DigestCheck> {
  const digests = digestsOf(section, '-Digest')
  await entry.eachPiece((piece) => {
    for (const { hash } of digests) hash.update(piece)
  })
  return compare(digests)
}

interface ExpectedDigest {
  hash: Hash
  /** Base64. */
  expected: string
}

function digestsOf(section: ManifestSection, suffix: string): ExpectedDigest[] {
  return section.attributes.flatMap(({ name, value }) => {
    const upper = name.toUpperCase()
    if (!upper.endsWith(suffix.toUpperCase())) return []
    const algorithm = ALGORITHMS[upper.slice(0, -suffix.length)]
    return algorithm === undefined ? [] : [{ hash: createHash(algorithm), expected: value.trim() }]
  })
}

function compare(digests: readonly ExpectedDigest[]): DigestCheck {
  if (digests.length === 0) return 'absent'
  return digests.every(({ hash, expected }) => hash.digest('base64') === expected) ? 'match' : 'mismatch'
}

/** True when digests are there that no JDK heeds any more. */
export function hasWeakDigests({ main, sections }: Manifest): boolean {
  return [main, ...sections].some(({ attributes }) => attributes.some(({ name }) => WEAK_DIGEST.test(name)))
}

const WEAK_DIGEST = /^(?:MD2|MD5|SHA-?1?)-Digest/i
