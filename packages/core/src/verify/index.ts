import type { ArchiveBytes } from '../format/zip/byte-source.ts'
import type { Truststore, TruststoreOptions } from '../keys/truststore-open.ts'
import type { Diagnostic } from '../report/diagnostic.ts'
import type { ConnectorFacts } from './demands.ts'
import type { Verdict } from './verdict.ts'
import type { VerifyTacoOptions } from './verify-taco.ts'

export type { ArchiveBytes, ByteSource } from '../format/zip/byte-source.ts'
export type { Truststore, TruststoreOptions, TruststoreSource } from '../keys/truststore-open.ts'
export type { ConnectorFacts } from './demands.ts'
export type {
  Verdict,
  VerdictCertificate,
  VerdictEntry,
  VerdictSigner,
  VerdictStatus,
} from './verdict.ts'
export { refuseMalformed } from './verdict.ts'
export type { VerifyTacoOptions } from './verify-taco.ts'

// The module behind this entry takes milliseconds to load. It is loaded on the first call, so that validation does not pay for it.

/**
 * Judges a `.taco` as a JDK and Tableau would, and more strictly where a JDK overlooks that a file was tampered with.
 *
 * Whatever the bytes are, the answer is a verdict.
 *
 * @param bytes the file: in memory, or an open file of any size
 * @throws TacosmithError `keystore` or `certificate` when a trusted root cannot be read, `environment` when the file cannot
 * be read or changes meanwhile.
 */
export async function verifyTaco(bytes: ArchiveBytes, options: VerifyTacoOptions = {}): Promise<Verdict> {
  const implementation = await import('./verify-taco.ts')
  return await implementation.verifyTaco(bytes, options)
}

/**
 * Checks everything that a `.taco` proves by itself: a well-formed archive, every file covered, digests and signature
 * right. It does not check whether the signer is trusted or the certificate has expired.
 *
 * @param bytes the file: in memory, or an open file
 * @returns the errors found; none for a sound file
 * @throws TacosmithError `environment` when the file cannot be read or changes meanwhile.
 */
export async function verifyIntegrity(bytes: ArchiveBytes): Promise<Diagnostic[]> {
  const implementation = await import('./verify-taco.ts')
  return await implementation.verifyIntegrity(bytes)
}

/**
 * Reads what the manifest inside a `.taco` says about the connector: what {@link verifyTaco} compares the file with.
 *
 * @returns undefined where nothing can be read; what is wrong with the archive is for `verifyTaco` to say
 */
export async function readConnectorFacts(bytes: ArchiveBytes): Promise<ConnectorFacts | undefined> {
  const implementation = await import('../connector/connector-facts.ts')
  return await implementation.readConnectorFacts(bytes)
}

/**
 * Collects the roots to give to {@link verifyTaco}: from truststore files, else from the installed Java, else from Node.
 *
 * @throws TacosmithError `keystore` when a file cannot be read, its password is wrong, or it trusts nobody; `usage` when
 * the password cannot be found.
 */
export async function openTruststore(options: TruststoreOptions = {}): Promise<Truststore> {
  const implementation = await import('../keys/truststore-open.ts')
  return await implementation.openTruststore(options)
}
