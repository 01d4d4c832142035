import { TacosmithError } from '../../errors.ts'
import { JarBlockProblem } from '../cms/jar-block-problem.ts'
import { toDer } from '../der/to-der.ts'
import type { SignatureAlgorithm } from '../x509/algorithm-names.ts'
import { type Certificate, TIME_STAMPING_USAGE } from '../x509/certificate.ts'
import type { CertificateChain } from '../x509/chain.ts'
import { isVerifiedByEveryJdk } from '../x509/signature-algorithms.ts'
import { readTimestampAsJava } from './java-timestamp.ts'

/** A checked RFC 3161 timestamp. */
export interface Timestamp {
  /** The encoded token, as it goes into a signature. */
  token: Uint8Array
  /** When the authority saw the signature. */
  time: Date
  /** The name of the authority. */
  authority: string
  /** How the authority signed it. */
  algorithm: SignatureAlgorithm
  /** When the authority's certificate expires. */
  notAfter: Date
  chain: CertificateChain
  /** All certificates of the token. */
  certificates: Certificate[]
  /** What the request carried; undefined when the token does not repeat it. */
  nonce: bigint | undefined
  /** What is wrong with how the token names its certificate, which Java never looks at; undefined when nothing is. */
  namingProblem: string | undefined
  /** What RFC 3161 asks for and Java does not. */
  oddities: readonly string[]
}

/**
 * Checks a timestamp token that is to go into a signature: that it stamps these bytes, answers this request, and is
 * properly signed by a certificate for timestamps that was valid at the time it names, so that every JDK takes it.
 *
 * A token in BER is written anew as DER.
 *
 * @param stamped the bytes whose digest is stamped: the signature value of a SignerInfo
 * @param nonce what the request carried; undefined when the request is not known
 * @throws TacosmithError `timestamp` with the reason
 */
export function checkTimestampToken(token: Uint8Array, stamped: Uint8Array, nonce?: bigint): Timestamp {
  const timestamp = readNewTimestamp(token, stamped)
  if (nonce !== undefined && timestamp.nonce !== nonce) {
    throw rejected('it answers another request (the nonce differs)')
  }
  const problem =
    timestamp.namingProblem ??
    timestamp.oddities[0] ??
    certificateProblem(timestamp) ??
    newerAlgorithm(timestamp)
  if (problem !== undefined) throw rejected(problem)
  return timestamp
}

function readNewTimestamp(token: Uint8Array, stamped: Uint8Array): Timestamp {
  try {
    return readTimestampAsJava(toDer(token), stamped)
  } catch (cause) {
    throw rejected(cause instanceof JarBlockProblem ? cause.message : 'it cannot be read', cause)
  }
}

function certificateProblem({ chain }: Timestamp): string | undefined {
  const { extendedKeyUsage, subject, signedWeakly } = chain.leaf
  if (!extendedKeyUsage?.has(TIME_STAMPING_USAGE))
    return `the certificate "${subject}" was not issued for timestamps (extendedKeyUsage lacks timeStamping)`
  return signedWeakly ? `the certificate "${subject}" is signed with SHA-1` : undefined
}

/** A JRE that cannot read the timestamp treats the whole file as unsigned. */
function newerAlgorithm({ algorithm }: Timestamp): string | undefined {
  if (isVerifiedByEveryJdk(algorithm)) return undefined
  return 'it is signed with RSA-PSS or Ed25519, which only JDK 16 and newer verify'
}

function rejected(reason: string, cause?: unknown): TacosmithError {
  return new TacosmithError('timestamp', `the timestamp cannot be used: ${reason}`, {
    help: 'Use another timestamp authority, or report this to the one that issued it.',
    cause,
  })
}
