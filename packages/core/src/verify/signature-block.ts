import { TacosmithError } from '../errors.ts'
import {
  type Archive,
  type ArchiveEntry,
  hasWeakDigests,
  linesFor,
  type Manifest,
  parseManifest,
} from '../format/zip/index.ts'
import {
  type Certificate,
  checkSignature,
  DATA_OID,
  type DigestAlgorithm,
  describeKey,
  type KeyDescription,
  rawBytes,
  readSignedData,
  readTimestampToken,
  type SignatureAlgorithm,
  type SignedData,
  type SignerInfo,
  signerCertificate,
  TIMESTAMP_TOKEN_ATTRIBUTE,
  type Timestamp,
} from '../keys/index.ts'
import { brokenBlock, checkManifestDigests } from './manifest-digests.ts'
import { EXIT_FAILURE, EXIT_UNSIGNED, type Problem, problem } from './verdict.ts'

/** A signature file with its block, whose signature holds. */
export interface VerifiedSignature {
  /** The signature file, such as `META-INF/TACO.SF`. */
  file: string
  certificate: Certificate
  /** All certificates of the block. */
  certificates: Certificate[]
  key: KeyDescription
  digest: DigestAlgorithm
  algorithm: SignatureAlgorithm
  /** The entries that it covers. */
  covered: ReadonlySet<string>
  timestamp: Timestamp | undefined
  /** Manifest or signature file hold digests that JDKs ignore, beside or instead of good ones. */
  weakDigests: boolean
}

/** A signature file and its block, not checked yet. */
export interface SignaturePair {
  signatureFile: ArchiveEntry
  block: ArchiveEntry
}

const SIGNATURE_FILE = /^META-INF\/([^/]+)\.SF$/i
const BLOCK_FILE = /^META-INF\/([^/]+)\.(?:RSA|EC|DSA)$/i
const SIGNATURE_PREFIX = /^META-INF\/SIG-[^/]*$/i
const SHA1_OID = '1.3.14.3.2.26'
/** Each costs the reading of the whole manifest; nobody has more than two. */
const MAXIMUM_SIGNATURES = 16

/** Sorts the files in META-INF into pairs; what has no partner is reported. */
export function pairSignatureFiles(archive: Archive): { pairs: SignaturePair[]; problems: Problem[] } {
  const byBaseName = (pattern: RegExp): [string, ArchiveEntry][] =>
    archive.entries.flatMap((entry) => {
      const base = pattern.exec(entry.name)?.[1]
      return base === undefined ? [] : [[base.toUpperCase(), entry] as [string, ArchiveEntry]]
    })
  const blocks = byBaseName(BLOCK_FILE)
  const signatureFiles = new Map(byBaseName(SIGNATURE_FILE))
  const pairs = new Map<string, SignaturePair>()
  const strays: string[] = archive.entries
    .map(({ name }) => name)
    .filter((name) => SIGNATURE_PREFIX.test(name))
  for (const [base, block] of blocks) {
    const signatureFile = signatureFiles.get(base)
    if (signatureFile === undefined || pairs.has(base)) strays.push(block.name)
    else pairs.set(base, { signatureFile, block })
  }
  for (const [base, { name }] of signatureFiles) if (!pairs.has(base)) strays.push(name)
  const problems = strays.map((name) => strayFile(name, pairs.size > 0))
  if (pairs.size > MAXIMUM_SIGNATURES) {
    throw new TacosmithError('archive-malformed', `the file carries ${pairs.size} signatures`, {
      help: 'Sign the file again; that removes all old signature files.',
    })
  }
  return { pairs: [...pairs.values()], problems }
}

/** Java ignores such files, so that nobody can say what they were meant to prove. */
function strayFile(file: string, signed: boolean): Problem {
  const message = `${file} belongs to no signature: a signature is one .SF file with one .RSA, .EC or .DSA file`
  const details = { file, help: 'Sign the file again; that removes all old signature files.' }
  return problem(
    signed ? 'tampered' : 'unsigned',
    signed ? 0 : EXIT_UNSIGNED,
    'taco-stray-signature-file',
    message,
    details,
  )
}

/** Checks the block's signature over the signature file, the timestamp in it, and the digests of the manifest. */
export function verifySignaturePair(
  { signatureFile, block }: SignaturePair,
  manifest: Manifest,
  manifestBytes: Uint8Array,
): { signature?: VerifiedSignature; problems: Problem[] } {
  const content = signatureFile.content()
  const parsed = parseBlock(block)
  if ('problem' in parsed) return { problems: [parsed.problem] }
  const { signedData, signer, certificate } = parsed
  const check = checkSignature(signer, certificate, DATA_OID, content)
  if (!check.ok) return { problems: [signatureProblem(block.name, signer, check)] }

  const parsedSignatureFile = parseManifest(content, signatureFile.name, linesFor(manifest.sections.length))
  const manifestProblems = checkManifestDigests(
    parsedSignatureFile,
    signatureFile.name,
    manifest,
    manifestBytes,
  )
  const timestamp = readTimestamp(block.name, signer)
  const signature: VerifiedSignature = {
    file: signatureFile.name,
    certificate,
    certificates: signedData.certificates,
    key: describeKey(certificate.publicKey),
    digest: check.digest,
    algorithm: check.algorithm,
    covered: new Set(parsedSignatureFile.sections.map(({ name }) => name)),
    timestamp: timestamp.timestamp,
    weakDigests: hasWeakDigests(manifest) || hasWeakDigests(parsedSignatureFile),
  }
  return { signature, problems: [...manifestProblems, ...timestamp.problems] }
}

type ParsedBlock =
  | { signedData: SignedData; signer: SignerInfo; certificate: Certificate }
  | { problem: Problem }

function parseBlock(block: ArchiveEntry): ParsedBlock {
  const bytes = block.content()
  let signedData: SignedData
  try {
    signedData = readSignedData(bytes, block.name)
  } catch (error) {
    return { problem: brokenBlock(block.name, `it cannot be read (${(error as Error).message})`) }
  }
  const [signer, ...others] = signedData.signers
  if (signer === undefined || others.length > 0) {
    return {
      problem: brokenBlock(block.name, `it holds ${signedData.signers.length} signatures instead of one`),
    }
  }
  if (signedData.contentType !== DATA_OID || signedData.content !== undefined) {
    return { problem: brokenBlock(block.name, 'it signs its own content instead of the signature file') }
  }
  if (signer.issuerAndSerial === undefined) {
    return {
      problem: brokenBlock(
        block.name,
        'it identifies its signer by key identifier, which Java does not support',
      ),
    }
  }
  const foreign = [...signer.unsignedAttributes.keys()].find((oid) => oid !== TIMESTAMP_TOKEN_ATTRIBUTE)
  if (foreign !== undefined) {
    return {
      problem: brokenBlock(block.name, `it contains unsigned data besides a timestamp (${foreign})`),
    }
  }
  const certificate = signerCertificate(signer, signedData.certificates)
  if (certificate !== undefined) return { signedData, signer, certificate }
  return { problem: brokenBlock(block.name, 'the certificate of its signer is missing') }
}

function signatureProblem(
  file: string,
  signer: SignerInfo,
  check: { reason: 'algorithm' | 'content' | 'signature'; problem: string },
): Problem {
  const message = `the signature in ${file} is not valid: ${check.problem}`
  const help = 'Sign the file again.'
  if (check.reason !== 'algorithm') {
    return problem('tampered', EXIT_FAILURE, 'taco-signature-invalid', message, { file, help })
  }
  // Some JDKs know more algorithms; nothing accepts SHA-1.
  const exit = signer.digestOid === SHA1_OID ? EXIT_UNSIGNED : 0
  return problem('weak', exit, 'taco-signature-algorithm', message, {
    file,
    help: 'Sign with RSA or ECDSA and SHA-256 or stronger.',
  })
}

function readTimestamp(file: string, signer: SignerInfo): { timestamp?: Timestamp; problems: Problem[] } {
  const tokens = signer.unsignedAttributes.get(TIMESTAMP_TOKEN_ATTRIBUTE)
  if (tokens === undefined) return { problems: [] }
  const [token, ...others] = tokens
  try {
    if (token === undefined || others.length > 0)
      throw new Error(`there are ${tokens.length} tokens instead of one`)
    const timestamp = readTimestampToken(rawBytes(token), signer.signature)
    const { namingProblem } = timestamp
    // Java does not look.
    return { timestamp, problems: namingProblem === undefined ? [] : [badTimestamp(file, namingProblem, 0)] }
  } catch (error) {
    return { problems: [badTimestamp(file, (error as Error).message, EXIT_UNSIGNED)] }
  }
}

function badTimestamp(file: string, reason: string, exit: number): Problem {
  const message = `the timestamp in ${file} is not valid: ${reason}`
  const help = 'Sign the file again, with another timestamp authority if this one issued the token.'
  return problem('tampered', exit, 'taco-timestamp-invalid', message, { file, help })
}
