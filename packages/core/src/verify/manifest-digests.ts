import type { Hash } from 'node:crypto'
import {
  attributeValue,
  type DigestAttribute,
  digestAttributes,
  type EntrySection,
  type JavaPolicyName,
  type Manifest,
  newerDigests,
} from '../format/zip/index.ts'
import { withoutRoot } from './entry-checks.ts'

/** What a signature file proves about the manifest. */
export type SignatureFileCheck =
  | {
      /** Java takes the signature for one over these entries. */
      outcome: 'counts'
      covered: ReadonlySet<string>
      /** What Java accepts and tacosmith does not. */
      refusals: { policy: JavaPolicyName; problem: string }[]
    }
  | {
      /**
       * - `ignored`: Java passes over the signature.
       * - `weak`: the same, because of weak digests.
       * - `failure`: Java gives up on the whole file.
       * - `unreadable`: Java gives up on all signatures.
       * - `unknown`: that depends on the order in which Java happens to look.
       */
      outcome: 'ignored' | 'weak' | 'failure' | 'unreadable' | 'unknown'
      problem: string
      /** The entry that it is about. */
      entry?: string
      policy?: JavaPolicyName
    }

/** Java passes over signature files of other versions, without a look at the signature. */
export function hasKnownVersion(signatureFile: Manifest): boolean {
  return attributeValue(signatureFile.main, 'Signature-Version') === '1.0'
}

/**
 * Compares a signature file with the manifest as Java does. A digest of the whole manifest that matches is enough; without
 * one, that of the main section and those of all sections that it names have to match.
 */
export function checkSignatureFile(
  signatureFile: Manifest,
  manifest: Manifest,
  manifestBytes: Uint8Array,
): SignatureFileCheck {
  const [newer] = newerDigests(signatureFile)
  if (newer !== undefined) return ofNewerJdks(newer)
  if (hasDigestOfDigest(signatureFile)) return DIGEST_OF_DIGEST
  const whole = checkWhole(signatureFile, manifestBytes)
  if (whole.outcome === 'weak' || whole.outcome === 'unreadable') return whole.check
  const covered = signatureFile.sections.map(({ name }) => name)
  if (whole.outcome === 'match') {
    return { outcome: 'counts', covered: entryNames(covered), refusals: whole.sha1 ? [SHA1_REFUSAL] : [] }
  }
  const main = checkMain(signatureFile, manifest)
  if (typeof main !== 'string') return main
  const sections = checkSections(signatureFile, manifest)
  if (sections.outcome !== 'counts') return sections
  const unproved = main === 'absent' ? [UNPROVED_REFUSAL] : []
  const sha1 = main === 'sha1' ? [SHA1_REFUSAL] : []
  return { ...sections, refusals: [...unproved, ...sha1, ...sections.refusals] }
}

const SHA1_REFUSAL: { policy: JavaPolicyName; problem: string } = {
  policy: 'sha1-by-another-name',
  problem: 'it proves the manifest by SHA-1 alone',
}
const UNPROVED_REFUSAL: { policy: JavaPolicyName; problem: string } = {
  policy: 'unproved-main-section',
  problem: 'it proves neither the whole manifest nor its main section',
}

/** JDKs give up on the whole file or on all signatures: 17.0.15 does the one, 17.0.21.1 the other. */
const NO_BASE64: SignatureFileCheck = { outcome: 'unknown', problem: 'a digest in it is not Base64' }

function ofNewerJdks(algorithm: string): SignatureFileCheck {
  const problem = `it has ${algorithm} digests, which older JDKs do not know`
  return { outcome: 'unknown', problem, policy: 'digest-of-newer-jdks' }
}

/** Java looks for a digest among those that are weak, where it keeps the whole names of such attributes too. */
const DIGEST_OF_DIGEST: SignatureFileCheck = {
  outcome: 'unknown',
  problem: 'a digest in it has the name of a digest attribute',
  policy: 'manifest-form',
}
const DOUBLE_NAME = /-Digest(?:-Manifest(?:-Main-Attributes)?)?-Digest(?:-Manifest(?:-Main-Attributes)?)?$/i

function hasDigestOfDigest({ main, sections }: Manifest): boolean {
  return [main, ...sections].some(({ attributes }) => attributes.some(({ name }) => DOUBLE_NAME.test(name)))
}

type WholeCheck =
  | { outcome: 'match'; sha1: boolean }
  | { outcome: 'mismatch' }
  | { outcome: 'weak' | 'unreadable'; check: SignatureFileCheck }

/** One digest that matches is enough; those that JDKs do not heed any more must not be the only ones. */
function checkWhole(signatureFile: Manifest, manifestBytes: Uint8Array): WholeCheck {
  const digests = digestAttributes(signatureFile.main, '-Digest-Manifest')
  if (digests.length > 0 && digests.every(({ disabled }) => disabled)) {
    return { outcome: 'weak', check: weak('the whole manifest') }
  }
  let found: DigestAttribute | undefined
  let isStrong = false
  for (const digest of digests.filter(({ disabled }) => !disabled)) {
    const check = compare(digest, manifestBytes)
    if (check === 'unreadable') return { outcome: 'unreadable', check: NO_BASE64 }
    if (check !== 'match') continue
    found = digest
    isStrong ||= !digest.weak
  }
  return found === undefined ? { outcome: 'mismatch' } : { outcome: 'match', sha1: !isStrong }
}

/** All digests that Java knows have to match. Without any, the main section counts as unchanged. */
function checkMain(
  signatureFile: Manifest,
  manifest: Manifest,
): 'match' | 'sha1' | 'absent' | SignatureFileCheck {
  const digests = digestAttributes(signatureFile.main, '-Digest-Manifest-Main-Attributes')
  if (digests.length === 0) return 'absent'
  if (digests.every(({ disabled }) => disabled)) return weak('the main section of the manifest')
  const heeded = digests.filter(({ disabled, known }) => !disabled && known)
  if (manifest.main.raw.length === 0) return { outcome: 'ignored', problem: 'the manifest is empty' }
  if (heeded.length === 0) {
    return {
      outcome: 'ignored',
      problem: 'Java knows none of its digests of the main section of the manifest',
    }
  }
  for (const digest of heeded) {
    const check = compare(digest, manifest.main.raw)
    if (check === 'unreadable') return NO_BASE64
    if (check === 'mismatch')
      return { outcome: 'failure', problem: 'the main section of the manifest was changed' }
  }
  return heeded.every((digest) => digest.weak) ? 'sha1' : 'match'
}

function checkSections(signatureFile: Manifest, manifest: Manifest): SignatureFileCheck {
  const checks = signatureFile.sections.map((section) => ({
    name: section.name,
    check: checkSection(section, manifest),
  }))
  const faults = checks.flatMap(({ check }) => ('outcome' in check ? [check] : []))
  const [first] = faults
  if (first !== undefined) {
    // Java stops at the first fault, in an order of its own.
    const sameKind = faults.every(({ outcome }) => outcome === first.outcome)
    const isCertain = sameKind && (first.outcome === 'failure' || checks.length === 1)
    return isCertain ? first : { ...first, outcome: 'unknown', policy: 'mixed-section-digests' }
  }
  const found = checks.flatMap(({ check }) => ('style' in check ? [check] : []))
  const styles = new Set(found.map(({ style }) => style))
  if (styles.has('without-blank-line') && styles.has('with-blank-line')) return MIXED
  const covered = checks
    .filter(({ check }) => 'style' in check && check.style !== 'absent')
    .map(({ name }) => name)
  const refusals = found.some(({ sha1 }) => sha1) ? [SHA1_REFUSAL] : []
  return { outcome: 'counts', covered: entryNames(covered), refusals }
}

interface SectionCheck {
  style: 'with-blank-line' | 'without-blank-line' | 'both' | 'absent'
  /** No digest is stronger than SHA-1. */
  sha1: boolean
}
type SectionFault = Exclude<SignatureFileCheck, { outcome: 'counts' }>

/** All digests that Java knows have to match: of the section with the blank line after it, or of all sections without. */
function checkSection(section: EntrySection, manifest: Manifest): SectionCheck | SectionFault {
  const { name } = section
  const failure = (problem: string): SectionFault => ({ outcome: 'failure', problem, entry: name })
  const target = name === MAIN_SECTION ? (manifest.section(name) ?? manifest.main) : manifest.section(name)
  if (target === undefined) return failure(`the manifest has no section for "${name}"`)
  const digests = digestAttributes(section, '-Digest')
  if (digests.length > 0 && digests.every(({ disabled }) => disabled)) return { ...weak(name), entry: name }
  const heeded = digests.filter(({ disabled, known }) => !disabled && known)
  if (heeded.length === 0) return { style: 'absent', sha1: false }
  const checks = heeded.map((digest) => ({
    normal: compare(digest, target.raw),
    short: compare(digest, target.rawWithoutBlankLine),
  }))
  if (checks.some(({ normal }) => normal === 'unreadable'))
    return { outcome: 'unknown', problem: 'a digest in it is not Base64', entry: name }
  if (checks.some(({ normal, short }) => normal === 'mismatch' && short === 'mismatch'))
    return failure(`the manifest's section for "${name}" was changed`)
  const isNormal = checks.every(({ normal }) => normal === 'match')
  const isShort = checks.every(({ short }) => short === 'match')
  if (!isNormal && !isShort) return MIXED
  const style = isNormal && isShort ? 'both' : isNormal ? 'with-blank-line' : 'without-blank-line'
  return { style, sha1: heeded.every((digest) => digest.weak) }
}

const MIXED: SectionFault = {
  outcome: 'unknown',
  problem: 'its digests of the sections of the manifest are made in two ways',
  policy: 'mixed-section-digests',
}

/** By this name a signature file can list the main section. */
const MAIN_SECTION = 'Manifest-Main-Attributes'

function compare(digest: DigestAttribute, bytes: Uint8Array): 'match' | 'mismatch' | 'unreadable' {
  if (digest.newHash === undefined) return 'mismatch'
  if (digest.expected === undefined) return 'unreadable'
  return Buffer.compare(digestOf(bytes, digest.algorithm, digest.newHash), digest.expected) === 0
    ? 'match'
    : 'mismatch'
}

/** By algorithm; several signature files ask for those of the same sections, which may be large. */
const digestsOf = new WeakMap<Uint8Array, Map<string, Uint8Array>>()

function digestOf(bytes: Uint8Array, algorithm: string, newHash: () => Hash): Uint8Array {
  const known = digestsOf.get(bytes) ?? new Map<string, Uint8Array>()
  digestsOf.set(bytes, known)
  const name = algorithm.toUpperCase()
  const digest = known.get(name) ?? newHash().update(bytes).digest()
  known.set(name, digest)
  return digest
}

function weak(what: string): SectionFault & { outcome: 'weak' } {
  return { outcome: 'weak', problem: `it proves ${what} by SHA-1 or an older digest alone` }
}

function entryNames(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map(withoutRoot))
}
