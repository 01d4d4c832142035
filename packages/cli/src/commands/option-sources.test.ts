import { join } from 'node:path'
import {
  CertificateAuthority,
  type Issued,
  minimalConnector,
  requireOracle,
  writePkcs12,
} from '@tacosmith/test-kit'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

const PASSWORD = 'Kx7-store-secret'
const WRONG = 'wrong-password-8814'
const hasOpenssl = requireOracle('openssl') !== undefined
let place: Workplace
let authority: CertificateAuthority
let issued: Issued

beforeAll(async () => {
  authority = await CertificateAuthority.create()
  issued = await authority.issue({ key: 'p-256' })
})
beforeEach(async () => {
  place = await workplace(inConnectorFolder(minimalConnector()))
  if (!hasOpenssl) return
  const content = { keyPem: issued.keyPem, certificatesPem: authority.chainPem(issued), alias: 'release' }
  await writePkcs12(join(place.folder, 'store.p12'), { ...content, password: PASSWORD })
})
afterEach(() => place.dispose())

const configured = (sign: object): Promise<void> =>
  place.write({ 'tacosmith.config.mjs': `export default ${JSON.stringify({ sign })}\n` })

/** Every other name that the same option has. */
const NAMES = ['--storepass', 'sign.storePassword', 'TACOSMITH_STOREPASS']

describe.runIf(hasOpenssl)('a wrong password is told by the name of what gave it', () => {
  it.each([
    ['--storepass', ['--keystore', 'store.p12', '--storepass', 'env:WRONG'], {}, undefined],
    ['TACOSMITH_STOREPASS', [], { TACOSMITH_KEYSTORE: 'store.p12', TACOSMITH_STOREPASS: WRONG }, undefined],
    ['TACOSMITH_STOREPASS', ['--keystore', 'store.p12'], { TACOSMITH_STOREPASS: WRONG }, undefined],
    ['sign.storePassword', [], {}, { keystore: 'store.p12', storePassword: { env: 'WRONG' } }],
    ['--storepass', ['--storepass', 'env:WRONG'], {}, { keystore: 'store.p12' }],
  ])('%s', async (name, words, environment, sign) => {
    if (sign !== undefined) await configured(sign)
    const { exitCode, stderr } = await place.run(['build', '--sign', ...words], { WRONG, ...environment })
    expect(exitCode).toBe(2)
    expect(stderr).toContain('is wrong')
    expect(stderr).toContain(name)
    for (const other of NAMES.filter((one) => one !== name)) expect(stderr).not.toContain(other)
  })
})

describe.runIf(hasOpenssl)('a missing password is asked for where the keystore is named', () => {
  it.each([
    ['Give --storepass env:NAME', ['--keystore', 'store.p12'], {}, undefined],
    ['Set the variable TACOSMITH_STOREPASS.', [], { TACOSMITH_KEYSTORE: 'store.p12' }, undefined],
    ["Set sign.storePassword, preferably as { env: 'NAME' }", [], {}, { keystore: 'store.p12' }],
  ])('%s', async (help, words, environment, sign) => {
    if (sign !== undefined) await configured(sign)
    for (const command of [
      ['build', '--sign', ...words],
      ['cert', 'export', ...words],
    ]) {
      const { exitCode, stderr } = await place.run(command, environment as Record<string, string>)
      expect(exitCode).toBe(2)
      expect(stderr.replaceAll(/\s+/g, ' ')).toContain(help)
    }
  })
})

it.runIf(hasOpenssl)('the alias and the timestamp authority are called as on the command line', async () => {
  const password = ['--storepass', 'env:PASSWORD']
  const words = ['build', '--keystore', 'store.p12', ...password]
  const alias = await place.run([...words, '--alias', 'nobody'], { PASSWORD })
  expect(alias.stderr).toContain('name one of them with --alias')
  const untimed = await place.run(words, { PASSWORD })
  expect(untimed).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('Give --tsa: the address') })
})

it('a file that does not exist is told by the name of what gave it', async () => {
  const flag = await place.run(['build', '--keystore', 'none.p12'])
  expect(flag.stderr).toContain('Check the path given as --keystore.')
  const variable = await place.run(['build'], { TACOSMITH_KEYSTORE: 'none.p12' })
  expect(variable.stderr).toContain('Check the path given as TACOSMITH_KEYSTORE.')
  await configured({ keystore: 'none.p12' })
  expect((await place.run(['build'])).stderr).toContain('Check the path given as sign.keystore.')
  const answer = await place.run(['cert', 'import', 'none.pem', '--keystore', 'store.p12'])
  expect(answer.stderr).not.toContain('sign.')
})

it('a key that nothing names is asked for by flags', async () => {
  const { exitCode, stderr } = await place.run(['build', '--sign'])
  expect(exitCode).toBe(2)
  expect(stderr).toContain('Give --keystore FILE, or --key FILE with --certificates FILE')
})

it('a new keystore needs a password', async () => {
  const words = ['cert', 'request', '--subject', 'CN=a', '--keystore', 'new.p12']
  const { exitCode, stderr } = await place.run(words)
  expect(exitCode).toBe(2)
  expect(stderr).toContain('no password was given for the new keystore new.p12')
  expect(stderr).toContain('--storepass env:NAME or file:PATH')
  const short = await place.run([...words, '--storepass', 'env:SHORT'], { SHORT: 'abc' })
  expect(short.stderr).toContain('keytool would not accept the password of the keystore (--storepass)')
})

describe('beside a configured signer', () => {
  const signer = `const never = async () => { throw new Error('it was asked') }
export default { sign: { signer: { certificates: never, sign: never } } }
`
  it.each([
    [['--alias', 'x'], '--alias cannot be combined with sign.signer', '--signature-name'],
    [['--keystore', 'store.p12'], '--keystore cannot be combined with sign.signer', 'remove sign.signer'],
    [
      ['--key', 'k.pem', '--certificates', 'c.pem'],
      '--key and --certificates cannot be combined',
      'omit --key',
    ],
    [['--storepass', 'env:PASSWORD'], '--storepass cannot be combined with sign.signer', 'omit --storepass'],
  ])('%j is refused', async (words, message, help) => {
    await place.write({ 'tacosmith.config.mjs': signer, 'x.taco': 'never read' })
    for (const command of [['build'], ['sign', 'x.taco']]) {
      const { exitCode, stderr } = await place.run([...command, ...words], { PASSWORD })
      expect(exitCode).toBe(2)
      expect(stderr).toContain(message)
      expect(stderr).toContain(help)
    }
  })
})
