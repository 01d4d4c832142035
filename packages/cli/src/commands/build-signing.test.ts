import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  CertificateAuthority,
  jarsignerVerify,
  javaHomeTrusting,
  minimalConnector,
  requireOracle,
  startTimestampServer,
  writePkcs12,
} from '@tacosmith/test-kit'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { expectPlainMistake } from '../testing/plain-mistake.ts'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place.dispose())

const good = minimalConnector()
const tacoName = 'dist/brook_jdbc-v1.0.0.taco'
const password = 'correct-horse-7731'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('tacosmith build with a key', () => {
  let authority: CertificateAuthority
  const hasOpenssl = requireOracle('openssl') !== undefined
  const hasJdk = requireOracle('jarsigner') !== undefined
  beforeAll(async () => {
    authority = await CertificateAuthority.create()
  })

  /** A connector, a key with its chain, and a keystore with two entries. */
  const prepare = async (options: Parameters<CertificateAuthority['issue']>[0] = {}) => {
    place = await workplace(inConnectorFolder(good))
    const issued = await authority.issue({ key: 'p-256', ...options })
    const certificatesPem = authority.chainPem(issued)
    await place.write({
      'key.pem': issued.keyPem,
      'chain.pem': certificatesPem,
      'password.txt': `${password}\n`,
    })
    return { issued, certificatesPem }
  }
  const prepareKeystore = async () => {
    const { issued, certificatesPem } = await prepare()
    const content = { keyPem: issued.keyPem, certificatesPem, alias: 'release', password }
    await writePkcs12(join(place.folder, 'store.p12'), content)
  }
  const builtFiles = async () => (await place.files()).filter((file) => file.startsWith('dist'))
  const pem = ['--key', 'key.pem', '--certificates', 'chain.pem']
  const store = ['--keystore', 'store.p12', '--storepass']

  it('signs with --tsa-optional though no authority answers, and with Ed25519 when it is allowed', async () => {
    await prepare({ key: 'ed25519' })
    const words = ['build', ...pem, '--tsa', 'http://127.0.0.1:9/', '--allow-rsa-pss-and-ed25519']
    expect((await place.run(words)).exitCode).toBe(2)
    expect(await builtFiles()).toEqual([])
    const { exitCode, stderr } = await place.run([...words, '--tsa-optional'])
    expect(exitCode).toBe(0)
    expect(stderr).toMatch(/127\.0\.0\.1:9[\s\S]*reject the file from 20\d\d-\d\d-\d\d on/)
    expect(stderr).toContain('the JREs of Java 8 to 15 treat the file as unsigned')
    expect(await builtFiles()).toHaveLength(1)
    const refused = await place.run(['build', ...pem])
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Ed25519') })
  })

  it.runIf(hasJdk)(
    'makes a file that jarsigner verifies, and names the day it dies without a timestamp',
    async () => {
      await prepare()
      const outcome = await place.run(['build', ...pem])
      expect(outcome.exitCode).toBe(0)
      expect(outcome.stderr).toMatch(/timestamp[\s\S]*20\d\d-\d\d-\d\d/)
      expect(outcome.stdout).toMatch(/signed by/)
      const home = await javaHomeTrusting(join(place.folder, 'jdk'), [authority.root.certificatePem])
      const { exit, output } = await jarsignerVerify(join(place.folder, tacoName), home)
      expect(output).toContain('jar verified.')
      expect(exit).toBe(0)
    },
  )

  it.runIf(hasOpenssl)(
    'takes keystore and password from options, files and the environment alike',
    async () => {
      await prepareKeystore()
      const server = await startTimestampServer(authority)
      try {
        const environment = {
          TACOSMITH_KEYSTORE: 'store.p12',
          TACOSMITH_STOREPASS: password,
          TACOSMITH_TSA: server.url,
        }
        const outcomes = [
          await place.run(['build', ...store, 'env:PASS', '--tsa', server.url], { PASS: password }),
          await place.run([
            'build',
            ...store,
            'file:password.txt',
            '--alias',
            'release',
            '--tsa',
            server.url,
          ]),
          await place.run(['build'], environment),
        ]
        for (const outcome of outcomes) {
          expect(outcome).toMatchObject({ exitCode: 0, stderr: '' })
          expect(outcome.stdout).toMatch(/timestamp +20\d\d-/)
          expectPlainMistake(outcome, password)
        }
      } finally {
        await server.close()
      }
    },
  )

  it('signs with the development certificate and says what that is worth', async () => {
    place = await workplace(inConnectorFolder(good))
    const outcome = await place.run(['build', '--sign', 'development'])
    expect(outcome.exitCode).toBe(0)
    expect(outcome.stderr).toMatch(
      /Tableau will not load the file[\s\S]*DisableVerifyConnectorPluginSignature/,
    )
    expect((await place.files()).filter((file) => /\.(p12|pem|key)$/.test(file))).toEqual([])
  })

  it.each<[string, string[], string, string]>([
    ['a configuration', [], "'required'", "sign is 'required', but there is no key"],
    ['--sign required', ['--sign', 'required'], 'undefined', 'sign has no key'],
    [
      '--sign required, where the configuration takes the throwaway certificate',
      ['--sign', 'required'],
      "'development'",
      'sign has no key',
    ],
  ])('fails without a key where one is required: %s', async (_, flags, sign, message) => {
    place = await workplace({
      ...inConnectorFolder(good),
      'tacosmith.config.mjs': `export default { sign: ${sign} }`,
    })
    const outcome = await place.run(['build', ...flags])
    expectPlainMistake(outcome, password)
    expect(outcome).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(message) })
    expect((await place.files()).filter((file) => file.endsWith('.taco'))).toEqual([])
  })

  it.runIf(hasOpenssl)('signs where a key is required and the variables name one', async () => {
    await prepareKeystore()
    await place.write({ 'tacosmith.config.mjs': `export default { sign: 'required' }` })
    const environment = { TACOSMITH_KEYSTORE: 'store.p12', TACOSMITH_STOREPASS: password }
    const outcome = await place.run(['build', '--json'], environment)
    expect(JSON.parse(outcome.stdout)).toMatchObject({ signed: true })
  })

  it.runIf(hasOpenssl).each<[string, string[], Record<string, string>, RegExp]>([
    [
      'a wrong password',
      [...store, 'env:PASS'],
      { PASS: 'wrong-9981' },
      /password for .*store\.p12 is wrong/,
    ],
    ['no password', ['--keystore', 'store.p12'], {}, /store\.p12 is password-protected/],
    ['a password on the command line', [...store, password], {}, /env:NAME or file:PATH/],
    [
      'a password in the place of a variable',
      [...store, `env:${password}`],
      {},
      /--storepass does not refer to an environment variable that is set/,
    ],
    [
      'a password in the place of a file',
      [...store, `file:${password}`],
      {},
      /the file that should contain the password of the keystore \(--storepass\) does not exist/,
    ],
    ['a variable that is not set', [...store, 'env:NOT_SET'], {}, /NOT_SET/],
    ['a missing alias', [...store, 'env:PASS', '--alias', 'beta'], { PASS: password }, /beta[\s\S]*release/],
    [
      'a missing keystore',
      ['--keystore', 'none.p12', '--storepass', 'env:PASS'],
      { PASS: password },
      /none\.p12/,
    ],
    [
      'a keystore that is none',
      ['--keystore', 'chain.pem', '--storepass', 'env:PASS'],
      { PASS: password },
      /chain\.pem/,
    ],
    ['a key without certificates', ['--key', 'key.pem'], {}, /certificates/],
    ['no key at all', ['--sign'], {}, /has no key/],
    [
      'a timestamp authority that does not answer',
      [...store, 'env:PASS', '--tsa', 'http://user:hidden-5512@127.0.0.1:9/tsa'],
      { PASS: password },
      /127\.0\.0\.1:9/,
    ],
  ])('%s: one clear message, exit code 2, no file', async (_what, words, environment, message) => {
    await prepareKeystore()
    const outcome = await place.run(['build', ...words], environment)
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' })
    expect(outcome.stderr).toMatch(message)
    // What is wrong, and a line with how to fix it.
    expect(outcome.stderr).toMatch(/^error .+\n {2}\S/)
    expectPlainMistake(outcome, password, 'wrong-9981', 'hidden-5512')
    expect(await builtFiles()).toEqual([])
  })

  it('an expired certificate: one clear message, exit code 2, no file', async () => {
    await prepare({ notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') })
    const outcome = await place.run(['build', ...pem])
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' })
    expect(outcome.stderr).toMatch(/expired[\s\S]*2021-01-01/)
    expectPlainMistake(outcome, password)
    expect(await builtFiles()).toEqual([])
  })

  it('a failed build leaves an earlier file as it was', async () => {
    await prepare()
    await place.run(['build', ...pem])
    const before = sha256(await readFile(join(place.folder, tacoName)))
    expect((await place.run(['build', ...pem, '--tsa', 'http://127.0.0.1:9'])).exitCode).toBe(2)
    expect(sha256(await readFile(join(place.folder, tacoName)))).toBe(before)
    expect(await builtFiles()).toEqual([tacoName])
  })
})
