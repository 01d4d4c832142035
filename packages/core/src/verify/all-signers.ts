import type { Certificate } from '../keys/index.ts'
import { isoDay } from './days.ts'
import type { TrustResult } from './trust.ts'
import {
  EXIT_CHAIN_OR_DATE,
  EXIT_EXTENDED_KEY_USAGE,
  EXIT_UNSIGNED,
  type JarsignerExit,
  type Problem,
  problem,
} from './verdict.ts'

/** A signer, and what was found about it alone. */
export interface JudgedSigner {
  signature: { certificate: Certificate }
  trust: TrustResult
}

/**
 * What jarsigner makes of all signers of a file together: it keeps one set of flags for them.
 *
 * @param exit - What it exits with, apart from what it says about the signers.
 */
export function checkAllSigners(judged: readonly JudgedSigner[], exit: JarsignerExit, at: Date): Problem[] {
  return [...expiredStamps(judged, exit, at), ...perhapsDismissed(judged)]
}

/** It does not mind an expired timestamp, unless it finds anything else, or the certificate of any signer has expired. */
function expiredStamps(judged: readonly JudgedSigner[], exit: JarsignerExit, at: Date): Problem[] {
  if (!judged.some(({ trust }) => trust.hasExpiredStamp)) return []
  if (exit === EXIT_UNSIGNED || judged.some(({ trust }) => trust.problems.some((one) => one.exit !== 0)))
    return [{ exit: EXIT_CHAIN_OR_DATE }]
  const other = judged.find(({ trust }) => trust.chainEnd <= at)
  return other === undefined ? [] : [expiredTogether(other)]
}

function expiredTogether({ signature, trust }: JudgedSigner): Problem {
  const expired = `the certificate "${signature.certificate.subject}" expired on ${isoDay(trust.chainEnd)}`
  const message = `${expired}, and the timestamp of another signature has expired too, which jarsigner -strict rejects together`
  const help =
    'Sign the file again with a valid certificate and a timestamp; that removes the old signatures.'
  return problem('expired', EXIT_CHAIN_OR_DATE, 'taco-cert-expired', message, { help })
}

/** Once it has found the wrong usage of one signer, it says no more about that of the next; the order is its own. */
function perhapsDismissed(judged: readonly JudgedSigner[]): Problem[] {
  const usages = judged.map(({ trust }) =>
    trust.problems.filter(({ status }) => status === 'bad-key-usage').map(({ exit }) => exit),
  )
  const isNamed = usages.some((exits) => exits.includes(EXIT_EXTENDED_KEY_USAGE))
  const isDismissed = usages.some((exits) => exits.includes(EXIT_CHAIN_OR_DATE))
  return isNamed && isDismissed ? [{ exit: 0, isExitUnknown: true }] : []
}
