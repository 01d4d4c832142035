import { createHash } from 'node:crypto'
import type { Manifest, ManifestSection } from '../jar/index.ts'

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
  const results = section.attributes.flatMap(({ name, value }) => {
    const upper = name.toUpperCase()
    if (!upper.endsWith(suffix.toUpperCase())) return []
    const algorithm = ALGORITHMS[upper.slice(0, -suffix.length)]
    if (algorithm === undefined) return []
    return [createHash(algorithm).update(bytes).digest('base64') === value.trim()]
  })
  if (results.length === 0) return 'absent'
  return results.every(Boolean) ? 'match' : 'mismatch'
}

/** True when digests are there that no JDK heeds any more. */
export function hasWeakDigests({ main, sections }: Manifest): boolean {
  return [main, ...sections].some(({ attributes }) => attributes.some(({ name }) => WEAK_DIGEST.test(name)))
}

const WEAK_DIGEST = /^(?:MD2|MD5|SHA-?1?)-Digest/i
