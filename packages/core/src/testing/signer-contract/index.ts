import type { SignerCheck, SignerUnderTest } from './signer-under-test.ts'

export type {
  FailureUnderTest,
  KeyUnderTest,
  ServiceUnderTest,
  SignerCheck,
  SignerUnderTest,
} from './signer-under-test.ts'

/**
 * What a signer has to do so that tacosmith can sign with it, as checks for any test runner:
 *
 * ```ts
 * for (const { name, run } of await signerChecks(subject)) test(name, run)
 * ```
 *
 * Each check opens signers of its own and closes them.
 */
export async function signerChecks(subject: SignerUnderTest): Promise<SignerCheck[]> {
  // Signers import the same door, and have no use for this when they sign.
  const { allChecks } = await import('./all-checks.ts')
  return allChecks(subject)
}
