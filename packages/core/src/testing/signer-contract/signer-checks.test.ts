import { oneDigestPerCurve, SignerBench, signDigest } from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { checkSignerOptions } from '../../build/options/signer-options.ts'
import { TacosmithError } from '../../errors.ts'
import { type RemoteKey, remoteKeyError, remoteKeySigner } from '../../sign/index.ts'
import type { Signer } from '../../sign/signer.ts'
import { type SignerUnderTest, signerChecks } from './index.ts'
import type { ClosableSigner } from './signer-under-test.ts'

const SECRET = 'the-token-of-the-service'
const bench = new SignerBench({ kinds: ['p-256', 'rsa-2048'] })

beforeAll(async () => await bench.start())
afterEach(async () => await bench.tidy())
afterAll(async () => await bench.end())

/** A service in memory, which is asked up to three times. */
class Service {
  attempts = 3
  readonly counts = { key: 0, signature: 0 }
  readonly faults: { request: 'key' | 'signature'; problem: 'throttled' | 'unavailable' | 'unreachable' }[] =
    []

  ask(request: 'key' | 'signature'): void {
    for (let attempt = 1; ; attempt += 1) {
      this.counts[request] += 1
      const index = this.faults.findIndex((fault) => fault.request === request)
      if (index < 0) return
      const [fault] = this.faults.splice(index, 1)
      if (fault !== undefined && attempt === this.attempts) throw problem(fault.problem)
    }
  }

  forget(): void {
    Object.assign(this.counts, { key: 0, signature: 0 })
    this.faults.length = 0
  }
}

function problem(name: Parameters<typeof remoteKeyError>[0], cause: unknown = ''): TacosmithError {
  return remoteKeyError(name, { key: 'the key', cause, help: 'Try again, with "key".' })
}

type Parts = SignerUnderTest & { memory: Service }

/** A signer that meets the contract. */
function goodSigner(): Parts {
  const service = new Service()
  const open = (kind: string, changes: Partial<RemoteKey> = {}): ClosableSigner =>
    remoteKeySigner(async () => {
      service.ask('key')
      const { privateKey, publicKey } = bench.keyOf(kind)
      return {
        name: `the key ${kind}`,
        publicKey,
        digests: oneDigestPerCurve(kind),
        certificates: bench.chainPem(kind),
        ecdsaFormat: 'ieee-p1363',
        sign: async (digest, algorithm) => {
          service.ask('signature')
          return signDigest(privateKey, digest, algorithm)
        },
        ...changes,
      }
    })
  const failing = (error: TacosmithError): ClosableSigner => remoteKeySigner(() => Promise.reject(error))
  const problems = {
    throttling: 'throttled',
    outage: 'unavailable',
    'broken connection': 'unreachable',
  } as const
  return {
    ...bench.forContract(oneDigestPerCurve),
    secrets: () => [SECRET],
    memory: service,
    open: (kind) => open(kind),
    withoutCertificate: (kind) => open(kind, { certificates: undefined }),
    failures: {
      missingKey: {
        ...{ open: () => failing(problem('key-not-found')), code: 'keystore' },
        ...{ says: 'does not exist', advises: '"key"' },
      },
      refusedLogin: {
        ...{ open: () => failing(problem('credentials-rejected')), code: 'environment' },
        ...{ says: 'were rejected', advises: '"key"' },
      },
      missingLibrary: {
        open: () => failing(new TacosmithError('environment', 'sdk is not installed', { help: 'Install.' })),
        ...{ code: 'environment', says: 'sdk', advises: 'Install' },
      },
      otherCertificates: {
        open: () => open('p-256', { certificates: bench.chainPem('rsa-2048') }),
        ...{ code: 'certificate', says: 'no certificate belongs', advises: 'RSA' },
      },
      nonsense: (signature) => open('p-256', { sign: async () => signature }),
      silence: (kind) => open(kind, { sign: () => Promise.reject(problem('unreachable')) }),
    },
    service: {
      attempts: service.attempts,
      count: (request) => service.counts[request],
      fail: (request, fault, times) => {
        for (let time = 0; time < times; time += 1) service.faults.push({ request, problem: problems[fault] })
      },
      forget: () => service.forget(),
      nobody: () => failing(problem('unreachable', new Error('connect ECONNREFUSED'))),
    },
    wrongOptions: {
      open: (changes) =>
        remoteKeySigner(async () => {
          checkSignerOptions('testSigner', { key: 'k', ...changes }, { key: 'text*' })
          throw new Error('these options were not refused')
        }),
      cases: [[{ key: 5 }, 'testSigner.key is 5, but should be a string']],
    },
  }
}

/** The names of the checks that a signer does not pass. */
async function failedChecks(subject: SignerUnderTest): Promise<string[]> {
  const failed: string[] = []
  for (const { name, run } of await signerChecks(subject)) {
    await run().catch(() => failed.push(name))
  }
  return failed
}

test('a good signer passes all checks', async () => {
  expect(await failedChecks(goodSigner())).toEqual([])
})

const withSigner =
  (change: (signer: Signer) => Partial<Signer & { close(): Promise<void> }>) => (good: Parts) => ({
    open: (kind: string) => {
      const signer = good.open(kind)
      return { ...signer, ...change(signer) }
    },
  })
const failingWith =
  (error: Error) =>
  ({ failures }: Parts): Partial<SignerUnderTest> => ({
    failures: { ...failures, missingKey: { ...failures.missingKey, open: () => rejecting(error) } },
  })

function rejecting(error: Error): Signer {
  return { certificates: () => Promise.reject(error), sign: () => Promise.reject(error) }
}

const notFound = (message: string, help?: string) =>
  new TacosmithError('keystore', message, help === undefined ? {} : { help })
const MISSING_KEY = 'says what to do about a key that does not exist'

test.each<[string, (good: Parts) => Partial<SignerUnderTest>, string]>([
  [
    'gives its certificates in another order',
    withSigner((signer) => ({ certificates: async () => (await signer.certificates()).reverse() })),
    'gives the certificates of p-256, its own first',
  ],
  [
    'signs another digest',
    withSigner((signer) => ({ sign: async (asked) => await signer.sign({ ...asked, digest: 'sha256' }) })),
    'signs with rsa-2048 and sha384',
  ],
  [
    'signs other data',
    withSigner((signer) => ({
      sign: async (asked) => await signer.sign({ ...asked, data: asked.data.slice(0, 1000) }),
    })),
    'signs data of several megabytes',
  ],
  [
    'signs what the key cannot',
    withSigner(() => ({ sign: async () => new Uint8Array(70) })),
    'refuses sha384 with p-256, and says what it signs',
  ],
  [
    'does not look at the algorithm',
    withSigner((signer) => ({
      sign: async (asked) => await signer.sign({ ...asked, algorithm: 'ecdsa' }),
    })),
    'refuses to sign with an algorithm that is not the one of the key',
  ],
  [
    'makes a .taco that a judge rejects',
    () => ({ judge: () => Promise.reject(new Error('no')) }),
    'signs a .taco with p-256 that a JDK accepts',
  ],
  [
    'stays closed',
    withSigner((signer) => {
      let closed = false
      return {
        sign: async (asked) => (closed ? await Promise.reject(notFound('closed')) : await signer.sign(asked)),
        close: async () => {
          closed = true
        },
      }
    }),
    'works again after it was closed',
  ],
  [
    'cannot sign twice',
    withSigner((signer) => {
      let used = 0
      return {
        sign: async (asked) => {
          used += 1
          return used > 1 ? new Uint8Array() : await signer.sign(asked)
        },
      }
    }),
    'signs several files one after the other and at once',
  ],
  [
    'gives another public key',
    ({ withoutCertificate, open }) => ({
      withoutCertificate: (kind) => ({
        ...(withoutCertificate ?? open)(kind),
        publicKey: async () => bench.keyOf('rsa-2048').publicKey.export({ format: 'der', type: 'spki' }),
      }),
    }),
    'makes a certificate request for p-256, which has no certificate yet',
  ],
  [
    'makes a request that a judge rejects',
    () => ({ judgeRequest: () => Promise.reject(new Error('no')) }),
    'makes a certificate request for p-256, which has no certificate yet',
  ],
  [
    'makes up a certificate',
    ({ open }) => ({ withoutCertificate: open }),
    'says what to do about a key without a certificate',
  ],
  ['throws what is no error for people', failingWith(new Error('does not exist')), MISSING_KEY],
  ['does not help', failingWith(notFound('the key does not exist')), MISSING_KEY],
  [
    'shows a secret',
    failingWith(notFound(`the key of ${SECRET} does not exist`, 'Check "key".')),
    MISSING_KEY,
  ],
  [
    'hides a secret in the cause',
    failingWith(
      new TacosmithError('keystore', 'the key does not exist', {
        help: 'Check "key".',
        cause: { request: { authorization: Buffer.from(SECRET).toString('base64') } },
      }),
    ),
    MISSING_KEY,
  ],
  [
    'accepts options that are wrong',
    ({ open }) => ({ wrongOptions: { open: () => open('p-256'), cases: [[{ key: 5 }, 'x']] } }),
    'refuses the options { key: 5 }',
  ],
  [
    'takes nonsense for a signature',
    ({ open, failures }) => ({ failures: { ...failures, nonsense: () => open('p-256') } }),
    'makes no .taco when it gets nothing in place of a signature',
  ],
  [
    'does not notice silence',
    ({ open, failures }) => ({ failures: { ...failures, silence: (kind) => open(kind) } }),
    'gives up when it gets no answer',
  ],
  [
    'takes certificates of another key',
    ({ open, failures }) => ({
      failures: {
        ...failures,
        otherCertificates: { ...failures.otherCertificates, open: () => open('p-256') },
      },
    }),
    'refuses certificates that belong to another key',
  ],
  [
    'looks the key up for each signature',
    (good) => ({
      open: (kind) => ({ ...good.open(kind), sign: async (asked) => await good.open(kind).sign(asked) }),
    }),
    'looks the key up once, however many files it signs',
  ],
  [
    'does not try again',
    ({ memory }) => {
      memory.attempts = 1
      return {}
    },
    'tries again after throttling',
  ],
  [
    'asks before it is used',
    ({ open, memory }) => ({
      open: (kind) => {
        memory.ask('key')
        return open(kind)
      },
    }),
    'asks the service for nothing before the first use',
  ],
])('a signer that %s is found out', async (_, change, check) => {
  const good = goodSigner()
  expect(await failedChecks({ ...good, ...change(good) })).toContain(check)
})

test('no key is no signer', async () => {
  await expect(signerChecks({ ...goodSigner(), keys: [] })).rejects.toThrow('has no key')
})
