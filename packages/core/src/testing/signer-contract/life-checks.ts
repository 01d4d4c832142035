import { firstKey, requireFailure, requireSignature, toBeSigned, withSigner } from './requirements.ts'
import type { SignerCheck, SignerUnderTest } from './signer-under-test.ts'

const MANY = 4

/** From the first use to `close`, and beyond. */
export function lifeChecks(subject: SignerUnderTest): SignerCheck[] {
  return [...useChecks(subject), ...closeChecks(subject)]
}

function useChecks(subject: SignerUnderTest): SignerCheck[] {
  const { key, asked, own } = taskOf(subject)
  return [
    {
      name: 'signs several files one after the other and at once',
      run: async () => {
        await withSigner(subject.open(key.name), async (signer) => {
          requireSignature(own(), asked, await signer.sign(asked))
          requireSignature(own(), asked, await signer.sign(asked))
          const signatures = await Promise.all(Array.from({ length: MANY }, () => signer.sign(asked)))
          for (const signature of signatures) requireSignature(own(), asked, signature)
        })
      },
    },
    {
      name: 'does not disturb another signer that is closed',
      run: async () => {
        await withSigner(subject.open(key.name), async (signer) => {
          const other = subject.open((subject.keys.at(-1) ?? key).name)
          await signer.certificates()
          await other.certificates()
          await other.close?.()
          requireSignature(own(), asked, await signer.sign(asked))
        })
      },
    },
  ]
}

function closeChecks(subject: SignerUnderTest): SignerCheck[] {
  const { key, asked, own } = taskOf(subject)
  return [
    {
      name: 'closes without having been used, and twice',
      run: async () => {
        const signer = subject.open(key.name)
        await signer.close?.()
        await signer.close?.()
      },
    },
    {
      name: 'works again after it was closed',
      run: async () => {
        await withSigner(subject.open(key.name), async (signer) => {
          await signer.sign(asked)
          await signer.close?.()
          requireSignature(own(), asked, await signer.sign(asked))
        })
      },
    },
    {
      name: 'comes to an end when it is closed while it signs',
      run: async () => {
        await withSigner(subject.open(key.name), async (signer) => {
          await signer.certificates()
          const signing = signer.sign(asked)
          await signer.close?.()
          // Either will do, but nothing in between.
          await signing.then(
            (signature) => requireSignature(own(), asked, signature),
            async () => await requireFailure(subject, signing),
          )
        })
      },
    },
  ]
}

/** What the first key is asked for, and the certificate that the signature has to fit. */
function taskOf(subject: SignerUnderTest) {
  const key = firstKey(subject)
  const own = (): Uint8Array | undefined => subject.certificates(key.name)[0]
  return { key, asked: toBeSigned(key), own }
}
