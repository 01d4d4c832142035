import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CertificateAuthority, requireOracle, runOracle } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Workplace, workplace } from '../testing/run-cli.ts'

const STOREPASS = 'Kx7-store-secret'
const openssl = requireOracle('openssl')

let place: Workplace
beforeEach(async () => {
  place = await workplace()
})
afterEach(() => place.dispose())

const environment = { STOREPASS }
const keystore = ['--keystore', 'release.p12', '--storepass', 'env:STOREPASS']

describe('cert request and import', () => {
  it('make a keystore and a request, and join the answer', async () => {
    const subject = 'CN=Käse GmbH, O=Käse GmbH, L=Köln, C=DE'
    const made = await place.run(
      ['cert', 'request', '--subject', subject, '--key-type', 'p-256', ...keystore, '--json'],
      environment,
    )
    expect(made.exitCode).toBe(0)
    expect(made.stderr).toContain(`\n  tacosmith cert import ANSWER ${keystore.join(' ')}\n`)
    expect(JSON.parse(made.stdout)).toEqual({
      paths: { keystore: join(place.folder, 'release.p12'), request: join(place.folder, 'release.csr') },
      fingerprints: { publicKey: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) },
    })
    expect(await place.files()).toEqual(['release.csr', 'release.p12'])
    expect(await readFile(join(place.folder, 'release.csr'), 'utf8')).toMatch(
      /^-----BEGIN CERTIFICATE REQUEST-----/,
    )
    if (openssl === undefined) return

    const authority = await CertificateAuthority.create()
    await place.write({
      'ca.key': authority.intermediate.keyPem,
      'ca.pem': authority.intermediate.certificatePem,
    })
    const inPlace = (name: string): string => join(place.folder, name)
    const signed = await runOracle(openssl, [
      ...['x509', '-req', '-in', inPlace('release.csr'), '-copy_extensions', 'copyall', '-days', '400'],
      ...['-CA', inPlace('ca.pem'), '-CAkey', inPlace('ca.key'), '-out', inPlace('answer.pem')],
    ])
    expect(signed.exit).toBe(0)
    const alone = await place.run(['cert', 'import', 'answer.pem', ...keystore, '--json'], environment)
    expect(alone.exitCode).toBe(0)
    expect(alone.stderr.replaceAll(/\s+/g, ' ')).toContain(
      'warning the issuer of the certificate, "CN=Test Intermediate", is missing: unless it is a root that Java knows, ' +
        'Tableau will not trust what is signed -> Add the certificate of "CN=Test Intermediate" to the files that are imported.',
    )
    expect(JSON.parse(alone.stdout)).toMatchObject({ missingIssuer: 'CN=Test Intermediate' })
    const joined = await place.run(['cert', 'import', 'answer.pem', 'ca.pem', ...keystore], environment)
    expect(joined.exitCode).toBe(0)
    expect(joined.stderr).toBe(
      'The chain ends below "CN=Test Root", which is fine if that is a root that Java knows.\n',
    )
    expect(joined.stdout).toMatch(/certificate SHA-256 +([0-9A-F]{2}:){31}/)
    expect(joined.stdout).toMatch(/valid until +\d{4}-\d\d-\d\d\n$/)
    for (const text of [made.stdout, made.stderr, joined.stdout, joined.stderr]) {
      expect(text).not.toContain(STOREPASS)
    }
  })

  it('refuse a password on the command line, and a missing keystore', async () => {
    const words = ['cert', 'request', '--subject', 'CN=a', '--keystore', 'release.p12']
    const bare = await place.run([...words, '--storepass', STOREPASS])
    expect(bare).toMatchObject({ exitCode: 2, stdout: '' })
    expect(bare.stderr).not.toContain(STOREPASS)
    expect((await place.run(words)).stderr).toContain('TACOSMITH_STOREPASS')
    const nowhere = await place.run(['cert', 'import', 'answer.pem'])
    expect(nowhere).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--keystore FILE') })
    expect(await place.files()).toEqual([])
  })

  it('show their help', async () => {
    const { exitCode, stdout } = await place.run(['cert', '--help'])
    expect(exitCode).toBe(0)
    for (const name of ['request', 'import', 'development']) expect(stdout).toContain(name)
    expect((await place.run(['cert', 'request', ...keystore])).exitCode).toBe(2)
  })
})

describe('cert development', () => {
  it('shows, renews and exports the throwaway certificate', async () => {
    const first = await place.run(['cert', 'development', '--json'])
    expect(first.exitCode).toBe(0)
    const shown = JSON.parse(first.stdout)
    expect(Object.keys(shown.paths)).toEqual(['folder', 'root', 'truststore'])
    expect(JSON.parse((await place.run(['cert', 'development', '--json'])).stdout)).toEqual(shown)

    const renewed = await place.run(
      ['cert', 'development', '--renew', '--export', 'dev.p12', '--storepass', 'env:STOREPASS', '--json'],
      environment,
    )
    const after = JSON.parse(renewed.stdout)
    expect(after.fingerprints.root).toBe(shown.fingerprints.root)
    expect(after.fingerprints.certificate).not.toBe(shown.fingerprints.certificate)
    expect(after.paths.keystore).toBe(join(place.folder, 'dev.p12'))
    expect(Date.parse(after.notAfter)).toBeGreaterThan(Date.now())
    if (openssl === undefined) return
    const exported = await runOracle(openssl, [
      ...['pkcs12', '-in', after.paths.keystore, '-passin', `pass:${STOREPASS}`, '-nokeys'],
    ])
    expect(exported.output).toContain('tacosmith development certificate')
  })
})
