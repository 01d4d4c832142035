import { digestAttributes } from '../jar-manifest/digest-attributes.ts'
import type { Manifest, ManifestSection } from '../jar-manifest/manifest.ts'
import type { ArchiveEntry } from './archive.ts'

/**
 * How the digests of an entry turned out.
 *
 * - `match`: all that JDKs heed are right, and one is of SHA-2 or SHA-3.
 * - `sha1`: they are right, but none is stronger than SHA-1, by a name by which JDKs do not recognise it.
 * - `weak`: none but those that JDKs do not heed any more.
 * - `absent`: none that Java knows.
 * - `unreadable`: one is no Base64.
 */
export type EntryDigestCheck = 'match' | 'mismatch' | 'sha1' | 'weak' | 'absent' | 'unreadable'

/**
 * Compares the digests that a section of the manifest gives with the content of the entry, which is read in pieces. Java
 * passes over those that it does not know, and all others have to match.
 *
 * @throws TacosmithError as the entry does
 */
export async function checkEntryDigests(
  section: ManifestSection,
  entry: ArchiveEntry,
): Promise<EntryDigestCheck> {
  const known = digestAttributes(section, '-Digest').filter((attribute) => attribute.known)
  const heeded = known.flatMap((attribute) => {
    const hash = attribute.disabled ? undefined : attribute.newHash?.()
    return hash === undefined ? [] : [{ attribute, hash }]
  })
  await entry.eachPiece((piece) => {
    for (const { hash } of heeded) hash.update(piece)
  })
  // Java decodes all of them before it looks at the first one.
  if (known.some(({ expected }) => expected === undefined)) return 'unreadable'
  if (heeded.length === 0) return known.length === 0 ? 'absent' : 'weak'
  const isRight = heeded.every(
    ({ attribute, hash }) => Buffer.compare(hash.digest(), attribute.expected ?? new Uint8Array()) === 0,
  )
  if (!isRight) return 'mismatch'
  return heeded.every(({ attribute }) => attribute.weak) ? 'sha1' : 'match'
}

/** True when digests are there that no JDK heeds any more. */
export function hasWeakDigests({ main, sections }: Manifest): boolean {
  return [main, ...sections].some(({ attributes }) => attributes.some(({ name }) => WEAK_DIGEST.test(name)))
}

const WEAK_DIGEST = /^(?:MD2|MD5|SHA-?1?)-Digest/i
