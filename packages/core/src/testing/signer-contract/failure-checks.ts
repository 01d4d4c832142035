import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import {
  firstKey,
  inHaste,
  requireFailure,
  requireThisFailure,
  signSmallTaco,
  toBeSigned,
  withSigner,
} from './requirements.ts'
import type {
  FailuresUnderTest,
  FailureUnderTest,
  SignerCheck,
  SignerUnderTest,
} from './signer-under-test.ts'

/** Whatever goes wrong, people are told what, and what to do about it. */
export function failureChecks(subject: SignerUnderTest): SignerCheck[] {
  const { failures, wrongOptions } = subject
  return [
    ...failsToOpen(subject, failures.missingKey, 'a key that does not exist'),
    ...failsToOpen(subject, failures.refusedLogin, 'a login that is refused'),
    ...failsToOpen(subject, failures.missingLibrary, 'a library that cannot be loaded'),
    refusesOtherCertificates(subject),
    ...(failures.nonsense === undefined ? [] : nonsenseChecks(subject, failures.nonsense)),
    ...(failures.silence === undefined ? [] : [givesUp(subject, failures.silence)]),
    ...wrongOptions.cases.map(([changes, message]) => ({
      name: `refuses the options ${inspect(changes)}`,
      run: async () => {
        const signer = wrongOptions.open(changes)
        const error = await requireFailure(subject, signer.certificates())
        assert.deepEqual({ code: error.code, message: error.message }, { code: 'usage', message })
      },
    })),
  ]
}

function failsToOpen(
  subject: SignerUnderTest,
  expected: FailureUnderTest | undefined,
  name: string,
): SignerCheck[] {
  if (expected === undefined) return []
  const run = async (): Promise<void> => {
    await withSigner(expected.open(), async (signer) => {
      await requireThisFailure(subject, signer.certificates(), expected)
    })
  }
  return [{ name: `says what to do about ${name}`, run }]
}

function refusesOtherCertificates(subject: SignerUnderTest): SignerCheck {
  const expected = subject.failures.otherCertificates
  return {
    name: 'refuses certificates that belong to another key',
    run: async () => {
      subject.service?.forget()
      await withSigner(expected.open(), async (signer) => {
        await requireThisFailure(subject, signSmallTaco(signer), expected)
      })
      assert.equal(subject.service?.count('signature') ?? 0, 0)
    },
  }
}

const NONSENSE: readonly (readonly [name: string, signature: Uint8Array])[] = [
  ['nothing', new Uint8Array()],
  ['a few bytes', Buffer.alloc(10, 1)],
  ['half of one', Buffer.alloc(32, 1)],
  ['something of the right length', Buffer.alloc(64, 1)],
  ['another in DER', Buffer.from('3006020101020101', 'hex')],
]

function nonsenseChecks(
  subject: SignerUnderTest,
  open: NonNullable<FailuresUnderTest['nonsense']>,
): SignerCheck[] {
  return NONSENSE.map(([name, signature]) => ({
    name: `makes no .taco when it gets ${name} in place of a signature`,
    run: async () => {
      await withSigner(open(signature), async (signer) => {
        const says = subject.service === undefined ? '' : `(${signature.length} bytes)`
        await requireThisFailure(subject, signSmallTaco(signer), { code: 'signing', says })
      })
    },
  }))
}

function givesUp(subject: SignerUnderTest, open: NonNullable<FailuresUnderTest['silence']>): SignerCheck {
  const key = firstKey(subject)
  return {
    name: 'gives up when it gets no answer',
    run: async () => {
      await withSigner(open(key.name), async (signer) => {
        await signer.certificates()
        await inHaste(subject, async () => {
          await requireThisFailure(subject, signer.sign(toBeSigned(key)), { code: 'signing' })
        })
      })
    },
  }
}
