import type { ArchiveBytes } from '../format/zip/index.ts'
import { TrustAnchors } from '../keys/index.ts'
import type { Diagnostic } from '../report/diagnostic.ts'
import { checkAllSigners } from './all-signers.ts'
import { isEnding, isoDay } from './days.ts'
import { type ConnectorFacts, checkDemands, type Demands, lintUnreferenced } from './demands.ts'
import { checkIntegrity } from './integrity.ts'
import { lintSignature } from './lints.ts'
import type { VerifiedSignature } from './signature-block.ts'
import { checkTrust, type TrustResult } from './trust.ts'
import {
  jarsignerExit,
  type Problem,
  toVerdict,
  type Verdict,
  type VerdictEntry,
  type VerdictSigner,
} from './verdict.ts'
import { checkVouchers } from './vouchers.ts'

/** Whom {@link verifyTaco} trusts and when. */
export interface VerifyTacoOptions extends Demands {
  /** Trusted roots: certificates as DER, PEM (any number in one) or PKCS#7. Default: none, so that no signer is trusted. */
  trust?: readonly Uint8Array[]
  /** The point in time to judge at. Default: now. */
  at?: Date
  /** A missing timestamp is an error. Default false. */
  requireTimestamp?: boolean
  /**
   * `gallery`: the file has to have a timestamp and five years to live from `at` on, and the organisation of the signer is
   * compared with `connector.vendor`.
   */
  for?: 'gallery'
  /** Also tell for each file who signed it. Default false. */
  listEntries?: boolean
  /** What the connector's own manifest says, to compare the file with. */
  connector?: ConnectorFacts
}

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
  const at = options.at ?? new Date()
  const anchors = new TrustAnchors(options.trust ?? [], 'the truststore')
  const { signatures, entries, problems, exit } = await checkIntegrity(bytes)
  const judged = signatures.map((signature) => ({ signature, trust: checkTrust(signature, anchors, at) }))
  const ends = judged
    .map(({ trust }) => trust.end)
    .filter(isEnding)
    .map((end) => end.getTime())
  const demands = checkDemands(judged, options, at)
  const demandsTimestamp = demands.some(({ diagnostic }) => diagnostic?.rule === 'taco-timestamp-required')
  const advice = [
    ...judged.flatMap(({ trust }) => trust.problems),
    ...checkAllSigners(judged, exit, at),
    ...checkVouchers(signatures, anchors),
  ]
  const verdict = toVerdict(
    [
      ...problems,
      ...advice.filter(({ diagnostic }) => !demandsTimestamp || diagnostic?.rule !== 'taco-no-timestamp'),
      ...demands,
      ...judged.flatMap(({ signature, trust }) => lintSignature(signature, trust, at)),
      ...lintUnreferenced(entries, options.connector),
    ],
    jarsignerExit(exit, advice),
    judged.map(({ signature, trust }) => toSigner(signature, trust)),
    ends.length === 0 ? undefined : isoDay(new Date(Math.min(...ends))),
  )
  return options.listEntries ? { ...verdict, entries: listEntries(entries, signatures, problems) } : verdict
}

/** A file that was changed is signed by nobody. */
function listEntries(
  entries: readonly string[],
  signatures: readonly VerifiedSignature[],
  problems: readonly Problem[],
): VerdictEntry[] {
  const changed = new Set(
    problems.flatMap(({ status, diagnostic }) => (status === 'tampered' ? (diagnostic?.file ?? []) : [])),
  )
  return entries.map((name) => ({
    name,
    signers: signatures.flatMap(({ covered }, index) =>
      covered.has(name) && !changed.has(name) ? index : [],
    ),
  }))
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
  const { problems } = await checkIntegrity(bytes)
  return problems
    .flatMap(({ diagnostic }) => (diagnostic === undefined ? [] : [diagnostic]))
    .filter(({ severity }) => severity === 'error')
}

function toSigner(
  { certificate, key, digest, timestamp }: VerifiedSignature,
  { chain, reachesRoot }: TrustResult,
): VerdictSigner {
  return {
    subject: certificate.subject,
    issuer: certificate.issuer,
    serial: certificate.serial,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    algorithm: `${key.text} with ${digest}`,
    chain: chain.map((one) => ({
      subject: one.subject,
      issuer: one.issuer,
      notBefore: one.notBefore.toISOString(),
      notAfter: one.notAfter.toISOString(),
    })),
    reachesRoot,
    ...(timestamp === undefined
      ? {}
      : {
          timestamp: {
            time: timestamp.time.toISOString(),
            authority: timestamp.authority,
            notAfter: timestamp.notAfter.toISOString(),
          },
        }),
  }
}
