import { certificateChecks } from './certificate-checks.ts'
import { failureChecks } from './failure-checks.ts'
import { lifeChecks } from './life-checks.ts'
import { requestChecks } from './request-checks.ts'
import { serviceChecks } from './service-checks.ts'
import { signatureChecks } from './signature-checks.ts'
import type { SignerCheck, SignerUnderTest } from './signer-under-test.ts'

/** @throws Error when there is no key to check. */
export function allChecks(subject: SignerUnderTest): SignerCheck[] {
  if (subject.keys.length === 0) throw new Error('the signer under test has no key')
  return [
    ...certificateChecks(subject),
    ...signatureChecks(subject),
    ...requestChecks(subject),
    ...lifeChecks(subject),
    ...failureChecks(subject),
    ...(subject.service === undefined ? [] : serviceChecks(subject, subject.service)),
  ]
}
