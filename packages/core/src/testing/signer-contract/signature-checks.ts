import assert from 'node:assert/strict'
import type { DigestAlgorithm } from '../../sign/signer.ts'
import { verifyTaco } from '../../verify/index.ts'
import {
  firstKey,
  requireFailure,
  requireSignature,
  requireThisFailure,
  signSmallTaco,
  toBeSigned,
  withSigner,
} from './requirements.ts'
import type { KeyUnderTest, SignerCheck, SignerUnderTest } from './signer-under-test.ts'

const DIGESTS: readonly DigestAlgorithm[] = ['sha256', 'sha384', 'sha512']
const LARGE = 5_000_000

/** What is signed is right, for every kind of key; the rest is refused. */
export function signatureChecks(subject: SignerUnderTest): SignerCheck[] {
  return [
    ...subject.keys.flatMap((key) => [
      ...DIGESTS.map((digest) =>
        key.digests.includes(digest) ? signs(subject, key, digest) : refuses(subject, key, digest),
      ),
      signsTacos(subject, key),
    ]),
    signsLargeData(subject),
    refusesOtherAlgorithm(subject),
  ]
}

function signs(subject: SignerUnderTest, key: KeyUnderTest, digest: DigestAlgorithm): SignerCheck {
  return {
    name: `signs with ${key.name} and ${digest}`,
    run: async () => {
      const asked = toBeSigned(key, digest)
      const signature = await withSigner(subject.open(key.name), async (signer) => await signer.sign(asked))
      requireSignature(subject.certificates(key.name)[0], asked, signature)
    },
  }
}

function refuses(subject: SignerUnderTest, key: KeyUnderTest, digest: DigestAlgorithm): SignerCheck {
  return {
    name: `refuses ${digest} with ${key.name}, and says what it signs`,
    run: async () => {
      subject.service?.forget()
      await withSigner(subject.open(key.name), async (signer) => {
        await requireThisFailure(subject, signer.sign(toBeSigned(key, digest)), {
          ...{ code: 'usage', says: digest, advises: `'${key.digests[0]}'` },
        })
      })
      assert.equal(subject.service?.count('signature') ?? 0, 0)
    },
  }
}

function signsTacos(subject: SignerUnderTest, key: KeyUnderTest): SignerCheck {
  return {
    name: `signs a .taco with ${key.name} that a JDK accepts`,
    run: async () => {
      await withSigner(subject.open(key.name), async (signer) => {
        for (const digest of key.digests) {
          const taco = await signSmallTaco(signer, digest)
          const { status, problems } = await verifyTaco(taco, { trust: [subject.root()] })
          assert.equal(status, 'verified', problems.map(({ message }) => message).join('\n'))
          await subject.judge?.(taco, key.name)
        }
      })
    },
  }
}

function signsLargeData(subject: SignerUnderTest): SignerCheck {
  const key = firstKey(subject)
  return {
    name: 'signs data of several megabytes',
    run: async () => {
      const asked = { ...toBeSigned(key), data: Buffer.alloc(LARGE, 'x') }
      const signature = await withSigner(subject.open(key.name), async (signer) => await signer.sign(asked))
      requireSignature(subject.certificates(key.name)[0], asked, signature)
    },
  }
}

function refusesOtherAlgorithm(subject: SignerUnderTest): SignerCheck {
  const key = firstKey(subject)
  return {
    name: 'refuses to sign with an algorithm that is not the one of the key',
    run: async () => {
      const algorithm = key.algorithm === 'rsa' ? 'ecdsa' : 'rsa'
      await withSigner(subject.open(key.name), async (signer) => {
        for (const other of [algorithm, 'rsa-pss', 'ed25519'] as const) {
          await requireFailure(subject, signer.sign({ ...toBeSigned(key), algorithm: other }))
        }
      })
    },
  }
}
