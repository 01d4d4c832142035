import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  CertificateAuthority,
  type Issued,
  minimalConnector,
  requireOracle,
  runOracle,
} from '@tacosmith/test-kit'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'
import { signerConfig } from '../testing/signer-config.ts'

const STOREPASS = 'Kx7-store-secret'
const openssl = requireOracle('openssl')
let place: Workplace
let authority: CertificateAuthority
let issued: Issued

beforeAll(async () => {
  authority = await CertificateAuthority.create()
  issued = await authority.issue({ key: 'p-256', commonName: 'Acme' })
})
beforeEach(async () => {
  place = await workplace({
    ...inConnectorFolder(minimalConnector()),
    'key.pem': issued.keyPem,
    'tacosmith.config.mjs': signerConfig,
    'answer.pem': issued.certificatePem + authority.intermediate.certificatePem,
  })
})
afterEach(() => place.dispose())

describe('a key of the configured signer', () => {
  it('gets its certificate, and then signs', async () => {
    const made = await place.run(['cert', 'request', '--subject', 'CN=Acme, C=DE', '--json'])
    expect(made).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('tacosmith cert import ANSWER\n'),
    })
    const request = join(place.folder, 'request.csr')
    expect(JSON.parse(made.stdout)).toEqual({
      paths: { request },
      fingerprints: { publicKey: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) },
    })
    if (openssl !== undefined) {
      const { output } = await runOracle(openssl, ['req', '-in', request, '-noout', '-verify', '-subject'])
      expect(output).toContain('verify OK')
      expect(output).toContain('CN = Acme')
    }
    const early = await place.run(['build'])
    expect(early).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('there is no certificate') })

    const joined = await place.run(['cert', 'import', 'answer.pem', '--json'])
    expect(joined.exitCode).toBe(0)
    expect(joined.stderr).toContain("certificates: 'certificates.pem'")
    expect(JSON.parse(joined.stdout)).toMatchObject({
      paths: { certificates: join(place.folder, 'certificates.pem') },
      fingerprints: { issuers: [expect.any(String)] },
      notAfter: expect.stringMatching(/^\d{4}-/),
    })
    const again = await place.run(['cert', 'import', 'answer.pem'])
    expect(again).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('gives this certificate already'),
    })
    expect((await place.run(['build'])).exitCode).toBe(0)

    const exported = await place.run(['cert', 'export'])
    expect(exported).toMatchObject({ exitCode: 0, stdout: issued.certificatePem })
  })

  it('takes no options of a keystore, and no new key', async () => {
    const words = ['cert', 'request', '--subject', 'CN=Acme']
    const keyType = await place.run([...words, '--key-type', 'p-384'])
    expect(keyType).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--key-type cannot be combined with sign.signer'),
    })
    const alias = await place.run([...words, '--alias', 'x', '--storepass', 'env:STOREPASS'], { STOREPASS })
    expect(alias).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--storepass and --alias cannot be combined with sign.signer'),
    })
    expect(await place.files()).not.toContain('request.csr')
  })

  it('leaves a keystore that the command line names alone', async () => {
    const made = await place.run(
      ['cert', 'request', '--subject', 'CN=Acme', '--keystore', 'x.p12', '--storepass', 'env:STOREPASS'],
      { STOREPASS },
    )
    expect(made.exitCode).toBe(0)
    expect(await place.files()).toEqual(expect.arrayContaining(['x.csr', 'x.p12']))
    const out = await place.run(
      ['cert', 'import', 'answer.pem', '--keystore', 'x.p12', '--storepass', 'env:STOREPASS', '-o', 'y.pem'],
      { STOREPASS },
    )
    expect(out).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--out is only for') })
  })
})

describe('cert export', () => {
  const keystore = ['--keystore', 'release.p12', '--storepass', 'env:STOREPASS']

  it.skipIf(openssl === undefined)(
    'gives PEM, DER and the chain from a keystore, as OpenSSL reads them',
    async () => {
      const { writePkcs12 } = await import('@tacosmith/test-kit')
      const certificatesPem = authority.chainPem(issued)
      await writePkcs12(join(place.folder, 'release.p12'), {
        ...{ keyPem: issued.keyPem, certificatesPem, alias: 'release', password: STOREPASS },
      })
      const run = (...words: string[]) => place.run(['cert', 'export', ...keystore, ...words], { STOREPASS })
      expect(await run()).toMatchObject({ exitCode: 0, stdout: issued.certificatePem, stderr: '' })
      expect(await run('--chain')).toMatchObject({ exitCode: 0, stdout: certificatesPem })
      expect(await run('--der', '-o', 'release.der')).toMatchObject({
        exitCode: 0,
        stdout: expect.stringContaining('release.der'),
      })
      expect(await readFile(join(place.folder, 'release.der'))).toEqual(Buffer.from(issued.certificate))
      const { stdout } = await run('--json')
      expect(JSON.parse(stdout)).toMatchObject({ paths: {}, pem: issued.certificatePem })
      const file = await run('--json', '-o', 'release.pem')
      expect(JSON.parse(file.stdout)).toMatchObject({
        paths: { certificate: join(place.folder, 'release.pem') },
      })
      expect(JSON.parse(file.stdout)).not.toHaveProperty('pem')
    },
  )

  it('gives the development certificate', async () => {
    const { exitCode, stdout } = await place.run(['cert', 'export', '--development', '--chain'])
    expect(exitCode).toBe(0)
    expect(stdout.match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(2)
  })

  it('never writes over a key', async () => {
    const outcome = await place.run(['cert', 'export', '--development', '-o', 'key.pem'])
    expect(outcome).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('something else than cert'),
    })
    expect(await readFile(join(place.folder, 'key.pem'), 'utf8')).toBe(issued.keyPem)
  })

  it.each([
    [['--der', '--chain'], '--der cannot be combined with --chain'],
    [['--der'], '--der needs --out'],
    [['--development', '--alias', 'x'], '--development cannot be combined with --alias'],
  ])('refuses %j', async (words, message) => {
    const outcome = await place.run(['cert', 'export', ...words])
    expect(outcome).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(message) })
  })
})
