import { TacosmithError } from '../errors.ts'
import {
  hasOldSha1Digests,
  hasWeakDigests,
  isPolicyHelp,
  linesFor,
  type Manifest,
  parseManifest,
} from '../format/zip/index.ts'
import {
  type Certificate,
  describeKey,
  JarBlockProblem,
  type KeyDescription,
  readJarBlock,
  readTimestampAsJava,
  type SignatureAlgorithm,
  type SignerWithCertificates,
  signerOf,
  type Timestamp,
  type VerifiedJarSignature,
  verifyJarBlock,
} from '../keys/index.ts'
import { checkSignatureFile, hasKnownVersion, type SignatureFileCheck } from './manifest-digests.ts'
import type { SignaturePair } from './signature-pairs.ts'
import { refusal, wrongName } from './signature-problems.ts'
import { type Problem, problem } from './verdict.ts'

/** A signature file with its block, whose signature holds. */
export interface VerifiedSignature {
  /** The signature file, such as `META-INF/TACO.SF`. */
  file: string
  certificate: Certificate
  /** All certificates of the block. */
  certificates: Certificate[]
  key: KeyDescription
  /** For people: `SHA-256`. */
  digest: string
  algorithm: SignatureAlgorithm
  /** The entries that it covers. */
  covered: ReadonlySet<string>
  timestamp: Timestamp | undefined
  /** Manifest or signature file hold digests that JDKs ignore, beside or instead of good ones. */
  weakDigests: boolean
}

/**
 * What Java makes of a signature file and its block.
 *
 * - `counts`: it is a signature. What tacosmith has against it is among the problems.
 * - `ignored`: it passes over them as if they were not there.
 * - `failure`: it gives up on the whole file.
 * - `unreadable`: it gives up on all signatures.
 * - `unknown`: nobody here knows.
 */
export type SignatureOutcome =
  | { outcome: 'counts'; signature: VerifiedSignature; problems: Problem[] }
  | { outcome: 'ignored'; ignored: IgnoredSignature }
  | { outcome: 'failure' | 'unreadable' | 'unknown'; problems: Problem[] }

/** A signature that Java passes over. */
export interface IgnoredSignature {
  /** The signature file or the block. */
  file: string
  reason: string
  /** `damaged`: nobody wanted it to be as it is. `unsupported`: it is intact, but not for Java. `weak`: not any more. */
  kind: 'damaged' | 'unsupported' | 'weak'
  /** The finding, if it is not the usual one for the kind. */
  rule?: 'taco-signature-invalid' | 'taco-signature-unreadable' | 'taco-timestamp-invalid'
  /** False where Java may give up on the whole file instead. */
  isCertain?: boolean
}

/** Checks the block's signature over the signature file, the timestamp in it, and the digests of the manifest. */
export function verifySignaturePair(
  pair: SignaturePair,
  manifest: Manifest,
  manifestBytes: Uint8Array,
): SignatureOutcome {
  try {
    return verifyPair(pair, manifest, manifestBytes)
  } catch (error) {
    if (error instanceof JarBlockProblem) return blockOutcome(pair.block.name, error)
    if (error instanceof TacosmithError && error.code === 'archive-malformed') {
      return signatureFileOutcome(pair.signatureFile.name, error)
    }
    throw error
  }
}

function verifyPair(
  { signatureFile, block }: SignaturePair,
  manifest: Manifest,
  manifestBytes: Uint8Array,
): SignatureOutcome {
  const content = signatureFile.content()
  const jarBlock = readJarBlock(block.content())
  if (jarBlock.content !== undefined && Buffer.compare(jarBlock.content, content) !== 0) {
    const message = `the signature file in it is not ${signatureFile.name}`
    throw new JarBlockProblem('refused', message, 'embedded-content')
  }
  const parsed = parseManifest(content, signatureFile.name, linesFor(manifest.sections.length))
  if (!hasKnownVersion(parsed))
    return ignored(signatureFile.name, 'its Signature-Version is not 1.0', 'unsupported')
  const check = checkSignatureFile(parsed, manifest, manifestBytes)
  const { certificates } = jarBlock
  const signer = signerOf(jarBlock)
  const verified = verifySignature({ certificates, signer }, content)
  const timestamp = readTimestamp(signer)
  if (verified.weak) refuseWeakDigest(verified.digest, timestamp)
  if (isOld(timestamp) && [manifest, parsed].some(hasOldSha1Digests))
    throw new JarBlockProblem('refused', 'it proves files by SHA-1 digests too', 'old-sha1')
  if (check.outcome !== 'counts') return manifestOutcome(signatureFile.name, check)
  const refusals = [
    ...jarBlock.refusals.map((one) => refusal(block.name, one.policy, one.problem)),
    ...check.refusals.map((one) => refusal(signatureFile.name, one.policy, one.problem)),
    ...(timestamp?.namingProblem === undefined ? [] : [wrongName(block.name, timestamp.namingProblem)]),
  ]
  return {
    outcome: 'counts',
    problems: refusals,
    signature: {
      file: signatureFile.name,
      certificate: verified.certificate,
      certificates,
      key: describeKey(verified.certificate.publicKey),
      digest: verified.digest,
      algorithm: verified.algorithm,
      covered: check.covered,
      timestamp,
      weakDigests: hasWeakDigests(manifest) || hasWeakDigests(parsed),
    },
  }
}

/** Java reads the timestamp before it looks at how strong the signature is. */
function verifySignature(signature: SignerWithCertificates, content: Uint8Array): VerifiedJarSignature {
  try {
    return verifyJarBlock(signature, content)
  } catch (error) {
    if (error instanceof JarBlockProblem && error.effect === 'weak') readTimestamp(signature.signer)
    throw error
  }
}

/** Java passes over a signature whose timestamp it cannot take. */
function readTimestamp(signer: {
  token: Uint8Array | undefined
  signature: Uint8Array
}): Timestamp | undefined {
  if (signer.token === undefined) return undefined
  try {
    return readTimestampAsJava(signer.token, signer.signature)
  } catch (error) {
    const isFinal = error instanceof JarBlockProblem && ['refused', 'failure'].includes(error.effect)
    if (isFinal) throw error
    const isCertain = !(error instanceof JarBlockProblem) || error.isCertain
    throw new BadTimestamp('damaged', (error as Error).message, undefined, isCertain)
  }
}

/** A timestamp has a finding of its own. */
class BadTimestamp extends JarBlockProblem {}

/** Since the first day of 2019, JDKs heed no SHA-1 in signatures. */
const SHA1_END = new Date('2019-01-01T00:00:00Z')

function isOld(timestamp: Timestamp | undefined): boolean {
  return timestamp !== undefined && timestamp.time < SHA1_END
}

function refuseWeakDigest(digest: string, timestamp: Timestamp | undefined): never {
  const problem = `its digest is ${digest}`
  if (isOld(timestamp)) throw new JarBlockProblem('refused', problem, 'old-sha1')
  throw new JarBlockProblem('weak', `${problem}, which Java does not accept`)
}

function ignored(file: string, reason: string, kind: IgnoredSignature['kind']): SignatureOutcome {
  return { outcome: 'ignored', ignored: { file, reason, kind } }
}

const SIGN_AGAIN = 'Sign the file again.'

function blockOutcome(file: string, error: JarBlockProblem): SignatureOutcome {
  const { effect, message, policy, isCertain } = error
  if (effect === 'damaged') {
    const rule = error instanceof BadTimestamp ? 'taco-timestamp-invalid' : 'taco-signature-unreadable'
    return { outcome: 'ignored', ignored: { file, reason: message, kind: effect, rule, isCertain } }
  }
  if (effect === 'failure') {
    const text = `the signature in ${file} is not valid: ${message}`
    return {
      outcome: effect,
      problems: [problem('tampered', 0, 'taco-signature-invalid', text, { file, help: SIGN_AGAIN })],
    }
  }
  if (effect === 'unclear') {
    const invalid = { file, reason: message, kind: 'damaged', rule: 'taco-signature-invalid' } as const
    return { outcome: 'ignored', ignored: { ...invalid, isCertain: false } }
  }
  if (effect !== 'refused') return ignored(file, message, effect)
  return { outcome: 'unknown', problems: [refusal(file, policy ?? 'block-form', message)] }
}

function signatureFileOutcome(file: string, error: TacosmithError): SignatureOutcome {
  if (!isPolicyHelp(error.help)) return ignored(file, error.message, 'damaged')
  const details = error.help === undefined ? { file } : { file, help: error.help }
  return { outcome: 'unknown', problems: [problem('malformed', 0, 'taco-malformed', error.message, details)] }
}

function manifestOutcome(
  file: string,
  check: Exclude<SignatureFileCheck, { outcome: 'counts' }>,
): SignatureOutcome {
  if (check.outcome === 'ignored' || check.outcome === 'weak')
    return ignored(file, check.problem, check.outcome === 'weak' ? 'weak' : 'unsupported')
  if (check.policy !== undefined) {
    return { outcome: 'unknown', problems: [refusal(file, check.policy, check.problem)] }
  }
  const message = `META-INF/MANIFEST.MF is not as ${file} has it: ${check.problem}`
  const details = { file: 'META-INF/MANIFEST.MF', help: 'Sign the file again after the last change.' }
  return {
    outcome: check.outcome,
    problems: [problem('tampered', 0, 'taco-manifest-changed', message, details)],
  }
}
