import { type JavaPolicyName, policyHelp } from '../format/zip/index.ts'
import type { IgnoredSignature } from './signature-block.ts'
import { type Problem, problem, type VerdictStatus, warning } from './verdict.ts'

const SIGN_AGAIN = 'Sign the file again.'
const SIGN_AGAIN_ELSEWHERE =
  'Sign the file again, with another timestamp authority if this one issued the token.'

/** What Java accepts of a signature, and tacosmith does not. */
export function refusal(file: string, policy: JavaPolicyName, reason: string): Problem {
  const details = { file, help: policyHelp(policy, SIGN_AGAIN) }
  if (policy === 'rare-algorithm' || policy === 'pkcs1-by-a-pss-key') {
    const message = `the signature in ${file} cannot be verified: ${reason}`
    return problem('weak', 0, 'taco-signature-algorithm', message, details)
  }
  if (policy === 'timestamp-form') {
    const message = `the timestamp in ${file} is not valid: ${reason}`
    return problem('tampered', 0, 'taco-timestamp-invalid', message, details)
  }
  if (policy === 'old-sha1') {
    return problem('weak', 0, 'taco-weak-digest', `the signature in ${file} is too weak: ${reason}`, details)
  }
  if (policy === 'weak-pss-key') {
    return problem('weak', 0, 'taco-weak-key', `the signature in ${file} is too weak: ${reason}`, details)
  }
  if (policy === 'digest-of-newer-jdks') {
    return problem('weak', 0, 'taco-weak-digest', `some JDKs do not understand ${file}: ${reason}`, details)
  }
  if (policy === 'sha1-by-another-name') {
    return problem('weak', 0, 'taco-weak-digest', `${file} is too weak: ${reason}`, details)
  }
  const message = `${file} is not a usable signature: ${reason}`
  return problem('tampered', 0, 'taco-signature-unreadable', message, details)
}

/** A timestamp that names another certificate. */
export function wrongName(file: string, reason: string): Problem {
  const help = policyHelp('timestamp-names-another-certificate', SIGN_AGAIN_ELSEWHERE)
  const message = `the timestamp in ${file} is not valid: ${reason}`
  return problem('tampered', 0, 'taco-timestamp-invalid', message, { file, help })
}

/**
 * Reports a signature that Java passes over. Beside a good one it does no harm, unless somebody damaged it; alone it leaves
 * the file unsigned.
 */
export function ignoredProblem(ignored: IgnoredSignature, hasGoodOne: boolean): Problem {
  const { file, reason, kind } = ignored
  if (kind === 'damaged') return damagedProblem(ignored, hasGoodOne)
  const message = `Java passes over the signature in ${file}: ${reason}`
  if (hasGoodOne) {
    const help = 'Another signature counts, so nothing has to be done. Sign the file again to drop this one.'
    return warning('taco-signature-ignored', message, help, file)
  }
  const status: VerdictStatus = kind === 'weak' ? 'weak' : 'unsigned'
  const help =
    kind === 'weak'
      ? 'Sign with RSA or ECDSA, SHA-256 or stronger, and an RSA key of at least 3072 bits.'
      : 'Sign the file again, with a certificate for code signing; as it is, Java takes the file for unsigned.'
  return problem(status, 0, 'taco-signature-ignored', message, { file, help })
}

const DAMAGED_WORDS = {
  'taco-signature-unreadable': (file: string) => `${file} is not a usable signature`,
  'taco-signature-invalid': (file: string) => `the signature in ${file} is not valid`,
  'taco-timestamp-invalid': (file: string) => `the timestamp in ${file} is not valid`,
} as const

function damagedProblem({ file, reason, rule }: IgnoredSignature, hasGoodOne: boolean): Problem {
  const finding = rule ?? 'taco-signature-unreadable'
  const advice = rule === 'taco-timestamp-invalid' ? SIGN_AGAIN_ELSEWHERE : SIGN_AGAIN
  const help = hasGoodOne ? policyHelp('broken-signature-beside-a-good-one', advice) : advice
  return problem('tampered', 0, finding, `${DAMAGED_WORDS[finding](file)}: ${reason}`, { file, help })
}
