import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateAuthority,
  describeLeaks,
  type Issued,
  importWithKeytool,
  requireOracle,
  SecretScanner,
  writePkcs12,
} from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resolveSignOptions } from '../build/options/resolve-options.ts'
import { TacosmithError } from '../errors.ts'
import { writeArchive } from '../format/zip/index.ts'
import { openTruststore } from '../verify/index.ts'
import { createSigner, signTaco } from './index.ts'
import { keySigner } from './key-signer.ts'

const STORE = 'store pass/wörd 5518'
const ASCII_STORE = 'store-password-5518'
const KEY = 'key passphrase 7731'
const WRONG = 'wrong guess 3302'
const TSA = 'tsa-password-9176'
const PROXY = 'proxy-password-6420'

const hasOpenssl = requireOracle('openssl') !== undefined
const hasKeytool = requireOracle('keytool') !== undefined
const unsigned = writeArchive([{ name: 'manifest.xml', content: Buffer.from('<connector-plugin/>') }])
const scanner = new SecretScanner()
let folder: string
let issued: Issued
let authority: CertificateAuthority
let outcomes = 0

const path = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-secrets-'))
  authority = await CertificateAuthority.create()
  issued = await authority.issue({ key: 'rsa-2048' })
  for (const password of [STORE, ASCII_STORE, KEY, WRONG, TSA, PROXY])
    scanner.addPassword('a password', password)
  scanner.addKey('the private key', issued.privateKey)
  const encrypted = issued.privateKey.export({
    ...{ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: KEY },
  } as const)
  await writeFile(path('encrypted.pem'), encrypted)
  await writeFile(path('key.pem'), issued.keyPem)
  await writeFile(path('broken.pem'), issued.keyPem.replace(/\n(.{10})/, '\n@@'))
  await writeFile(path('chain.pem'), authority.chainPem(issued))
  await writeFile(path('password.txt'), `${WRONG}\nmore\n`)
  if (!hasOpenssl) return
  const content = { keyPem: issued.keyPem, certificatesPem: authority.chainPem(issued), alias: 'release' }
  await writePkcs12(path('store.p12'), { ...content, password: STORE })
  await writePkcs12(path('legacy.p12'), { ...content, password: STORE }, { legacy: true })
  if (!hasKeytool) return
  await writePkcs12(path('ascii.p12'), { ...content, password: ASCII_STORE })
  await importWithKeytool([path('ascii.p12')], path('store.jks'), ASCII_STORE, 'jks')
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  expect(outcomes).toBeGreaterThan(20)
})

/** Whatever becomes of it, an error or a result, must not show a secret. */
async function expectSilence(work: Promise<unknown>): Promise<unknown> {
  const outcome = await work.catch((error: unknown) => error)
  outcomes += 1
  expect(describeLeaks('it', scanner.findInValue(outcome))).toBe('')
  return outcome
}

async function expectSilentError(work: Promise<unknown>): Promise<void> {
  expect(await expectSilence(work)).toBeInstanceOf(TacosmithError)
}

async function sign(given: object, environment: Record<string, string> = {}): Promise<unknown> {
  const options = resolveSignOptions(given, environment)
  const { signer, alias } = await createSigner(options)
  const { bytes, ...described } = await signTaco(unsigned, { ...options, signer, alias })
  expect(scanner.find(bytes)).toEqual([])
  return described
}

describe('keystores and keys', () => {
  const stores = hasKeytool ? ['store.p12', 'legacy.p12', 'store.jks'] : ['store.p12', 'legacy.p12']
  test.skipIf(!hasOpenssl).each(stores)('%s, rightly and wrongly opened', async (name) => {
    const keystore = path(name)
    const storePassword = name.endsWith('.jks') ? ASCII_STORE : STORE
    const described = await expectSilence(sign({ keystore, storePassword }))
    expect(described).toHaveProperty('signer.fingerprint')
    await expectSilentError(sign({ keystore, storePassword: WRONG }))
    await expectSilentError(sign({ keystore, storePassword, alias: 'nobody' }))
    await expectSilentError(sign({ keystore, storePassword: { file: path('password.txt') } }))
    await expectSilentError(openTruststore({ files: [keystore], password: WRONG }))
    await expectSilence(sign({ keystore, storePassword, keyPassword: WRONG }))
  })

  test('PEM files, rightly and wrongly opened', async () => {
    const certificates = path('chain.pem')
    for (const key of ['encrypted.pem', 'key.pem']) {
      const described = await expectSilence(sign({ key: path(key), certificates, keyPassword: KEY }))
      expect(described).toHaveProperty('signer.fingerprint')
    }
    await expectSilentError(sign({ key: path('encrypted.pem'), certificates, keyPassword: WRONG }))
    await expectSilentError(sign({ key: path('encrypted.pem'), certificates }))
    await expectSilentError(sign({ key: path('broken.pem'), certificates }))
    await expectSilentError(sign({ key: path('key.pem'), certificates: path('key.pem') }))
    await expectSilentError(
      sign({ keystore: path('key.pem'), storePassword: WRONG, alias: WRONG.slice(0, 5) }),
    )
  })

  test('options that are wrong', async () => {
    await expectSilentError(sign({ keystore: path('store.p12'), storePassword: { env: 'NOT_SET' } }))
    const typo = async (): Promise<unknown> => sign({ keystore: path('store.p12'), storePasword: STORE })
    await expectSilentError(typo())
    const noText = async (): Promise<unknown> => sign({ keystore: [STORE], storePassword: STORE })
    await expectSilentError(noText())
  })
})

test('a signer that throws its own secrets is not repeated beyond its message', async () => {
  const signer = {
    ...keySigner(issued.privateKey, [issued.certificate, authority.intermediate.certificate]),
    sign: async () => {
      throw new Error('the token is locked')
    },
  }
  await expectSilentError(signTaco(unsigned, { signer, timestamp: false, includeRoot: false }))
})

describe('timestamp authorities and proxies with a password', () => {
  const answers: [string, RequestListener][] = [
    ['refuses', (_, response) => response.writeHead(401, { 'www-authenticate': 'Basic' }).end('no')],
    [
      'redirects',
      ({ headers }, response) => response.writeHead(302, { location: `/${headers.authorization}` }).end(),
    ],
    ['breaks off', (request) => request.socket.destroy()],
    ['answers with what it was sent', ({ headers }, response) => response.end(JSON.stringify(headers))],
  ]

  test.each(answers)('one that %s', async (_, listener) => {
    const server = createServer(listener)
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    try {
      await expectSilentError(stamped(`http://me:${TSA}@127.0.0.1:${port}/tsa`))
      const optional = await expectSilence(stamped(`http://me:${TSA}@127.0.0.1:${port}/tsa`, true))
      expect(optional).toHaveProperty('warnings.0.rule', 'taco-no-timestamp')
    } finally {
      await close(server)
    }
  })

  test('one that nobody runs, and addresses that are none', async () => {
    for (const address of [
      `http://me:${TSA}@127.0.0.1:9/`,
      `ftp://me:${TSA}@tsa.example/`,
      `http://me:${TSA}@:x/`,
    ]) {
      await expectSilentError(stamped(address))
    }
  })

  test('one behind a proxy', async () => {
    const before = process.env.http_proxy
    process.env.http_proxy = `http://me:${PROXY}@127.0.0.1:9`
    try {
      await expectSilentError(stamped(`http://me:${TSA}@tsa.example/`))
    } finally {
      if (before === undefined) delete process.env.http_proxy
      else process.env.http_proxy = before
    }
  })
})

async function stamped(url: string, optional = false): Promise<unknown> {
  const signer = keySigner(issued.privateKey, [issued.certificate, authority.intermediate.certificate])
  const timestamp = { urls: [url], timeout: 2000, retries: 0, optional }
  const { warnings } = await signTaco(unsigned, { signer, timestamp, includeRoot: false })
  return { warnings }
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
}

test('the check can fail', async () => {
  const leak = Promise.reject(new TacosmithError('keystore', 'cannot open it', { cause: { tried: [STORE] } }))
  await expect(expectSilentError(leak)).rejects.toThrow(/it shows a password/)
})
