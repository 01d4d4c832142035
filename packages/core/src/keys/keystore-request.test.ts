import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CertificateAuthority, requireOracle, runKeytool, runOracle } from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importCertificate, type RequestKeyKind, requestCertificate } from '../build/certificates.ts'
import { TacosmithError } from '../errors.ts'
import { openKeystore } from './keystore.ts'

const openssl = requireOracle('openssl')
const keytool = requireOracle('keytool')
const PASSWORD = 'a password & more'
const SUBJECT = String.raw`CN=Käse\, Brot & Söhne 株式会社, OU="R, D", O=Käse GmbH, L=Köln, C=DE`
const KINDS: RequestKeyKind[] = ['rsa-3072', 'rsa-4096', 'p-256', 'p-384']

let folder: string
let authority: CertificateAuthority
const keystoreOf = (kind: string): string => join(folder, `${kind}.p12`)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-request-'))
  authority = await CertificateAuthority.create()
  for (const key of KINDS) {
    await requestCertificate({ subject: SUBJECT, key, keystore: keystoreOf(key), password: PASSWORD })
  }
}, 240_000)

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function failure(work: Promise<unknown>): Promise<TacosmithError> {
  const error: unknown = await work.catch((reason: unknown) => reason)
  if (error instanceof TacosmithError) return error
  throw new Error('it did not fail', { cause: error })
}

/** The authority's answer to the request that was made with a keystore. */
async function answerFor(kind: string): Promise<string> {
  const { privateKey } = await openKeystore({ keystore: keystoreOf(kind), storePassword: PASSWORD })
  const { createPublicKey } = await import('node:crypto')
  const keyPair = { privateKey, publicKey: createPublicKey(privateKey) }
  const issued = await authority.issue({ keyPair, commonName: 'Käse GmbH' })
  const file = join(folder, `${kind}-answer.pem`)
  // The order must not matter.
  await writeFile(
    file,
    authority.root.certificatePem + authority.intermediate.certificatePem + issued.certificatePem,
  )
  return file
}

describe('a request', () => {
  test.skipIf(!openssl).each(KINDS)('is one that OpenSSL verifies: %s', async (kind) => {
    const { output, exit } = await runOracle(openssl ?? '', [
      ...['req', '-in', join(folder, `${kind}.csr`), '-noout', '-verify', '-text'],
      ...['-nameopt', 'RFC2253,utf8,-esc_msb'],
    ])
    expect(exit).toBe(0)
    expect(output).toContain('verify OK')
    expect(output).toContain(String.raw`CN=Käse\, Brot & Söhne 株式会社,OU=R\, D,O=Käse GmbH,L=Köln,C=DE`)
    expect(output).toContain('Code Signing')
    expect(output).toContain('Digital Signature')
    expect(output).toContain(
      kind.startsWith('rsa') ? `${kind.slice(4)} bit` : `NIST CURVE: P-${kind.slice(2)}`,
    )
  })

  test.skipIf(!openssl)('comes with a keystore that OpenSSL opens, and with the same key', async () => {
    const keystore = ['pkcs12', '-in', keystoreOf('p-256'), '-passin', `pass:${PASSWORD}`]
    const info = await runOracle(openssl ?? '', [...keystore, '-info', '-nokeys'])
    expect(info.output).toMatch(/MAC: sha256, Iteration 10000/)
    expect(info.output).toMatch(/PBES2, PBKDF2, AES-256-CBC, Iteration 10000, PRF hmacWithSHA256/)
    const key = await runOracle(openssl ?? '', ['req', '-in', join(folder, 'p-256.csr'), '-noout', '-pubkey'])
    const { privateKey } = await openKeystore({ keystore: keystoreOf('p-256'), storePassword: PASSWORD })
    const { createPublicKey } = await import('node:crypto')
    expect(key.output).toBe(createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }))
  })

  test.skipIf(!keytool).each(KINDS)('comes with a keystore that keytool opens: %s', async (kind) => {
    const { exit, output } = await runKeytool([
      ...['-list', '-v', '-keystore', keystoreOf(kind), '-storepass', PASSWORD],
    ])
    expect(exit).toBe(0)
    expect(output).toContain('Alias name: tacosmith')
    expect(output).toContain('Entry type: PrivateKeyEntry')
  })

  test.skipIf(process.platform === 'win32')('leaves files that only their owner may read', async () => {
    for (const file of [keystoreOf('p-256'), join(folder, 'p-256.csr')]) {
      expect((await stat(file)).mode & 0o777).toBe(0o600)
    }
  })

  test('has a placeholder that nobody can sign with', async () => {
    const { certificate } = await openKeystore({ keystore: keystoreOf('p-256'), storePassword: PASSWORD })
    expect(certificate.selfSigned).toBe(true)
    expect(certificate.notAfter.getTime()).toBeLessThan(Date.now())
  })

  test('never replaces a keystore', async () => {
    const before = await readFile(keystoreOf('p-256'))
    const error = await failure(
      requestCertificate({ subject: 'CN=x', keystore: keystoreOf('p-256'), password: PASSWORD }),
    )
    expect(error).toMatchObject({ code: 'output', message: expect.stringContaining('already exists') })
    expect(await readFile(keystoreOf('p-256'))).toEqual(before)
  })

  test.each([
    ['O=Acme', 'no CN'],
    ['Acme', '"Acme" is not of the form'],
    ['CN=', 'CN is empty'],
    ['CN=a, C=Germany', 'C=Germany'],
    ['CN=a+O=b', 'joins two parts'],
    ['CN=a, X=b', '"X=b" is not of the form'],
    ['CN=a, E=ü@example.com', 'is not ASCII'],
    ['', 'is not of the form'],
  ])('refuses the subject %j', async (subject, reason) => {
    const error = await failure(
      requestCertificate({ subject, keystore: join(folder, 'never.p12'), password: PASSWORD }),
    )
    expect(error).toMatchObject({ code: 'usage', message: expect.stringContaining(reason) })
  })

  test.each(['', 'short', 'pässword'])(
    'refuses the password %j, which keytool does not take',
    async (password) => {
      const error = await failure(
        requestCertificate({ subject: 'CN=a', keystore: join(folder, 'never.p12'), password }),
      )
      expect(error.code).toBe('usage')
      if (password !== '') expect(error.message + error.help).not.toContain(password)
    },
  )
})

test('an old request is not replaced, and is not said to hold a key', async () => {
  const keystore = join(folder, 'again.p12')
  const request = join(folder, 'again.csr')
  await writeFile(request, 'the old one')
  const error = await failure(requestCertificate({ subject: SUBJECT, keystore, request, password: PASSWORD }))
  expect(error).toMatchObject({ code: 'output', message: `${request} already exists and is not replaced` })
  expect(error.help).toContain('Move the old request away')
})

describe('an answer', () => {
  test('joins key, certificate and issuers, whatever their order', async () => {
    const answer = await answerFor('p-384')
    const keystore = keystoreOf('p-384')
    const joined = await importCertificate({ keystore, password: PASSWORD, certificates: [answer] })
    expect(joined.certificate.subject).toBe('CN=Käse GmbH')
    expect(joined.issuers.map(({ subject }) => subject)).toEqual(['CN=Test Intermediate', 'CN=Test Root'])
    expect(joined).not.toHaveProperty('help')
    const entry = await openKeystore({ keystore, storePassword: PASSWORD })
    expect(entry.alias).toBe('tacosmith')
    expect(entry.certificate.fingerprint).toBe(joined.certificate.fingerprint)
    expect(entry.otherCertificates).toHaveLength(2)
    if (keytool === undefined) return
    const { output } = await runKeytool([...['-list', '-v', '-keystore', keystore, '-storepass', PASSWORD]])
    expect(output).toContain('Certificate chain length: 3')
  })

  test('keeps the issuers that the keystore holds where it is the certificate alone', async () => {
    const keystore = keystoreOf('p-256')
    const answer = await answerFor('p-256')
    await importCertificate({ keystore, password: PASSWORD, certificates: [answer] })
    const pem = await readFile(answer, 'utf8')
    await writeFile(answer, pem.slice(pem.lastIndexOf('-----BEGIN')))
    const joined = await importCertificate({ keystore, password: PASSWORD, certificates: [answer] })
    expect(joined.issuers.map(({ subject }) => subject)).toEqual(['CN=Test Intermediate', 'CN=Test Root'])
    expect((await openKeystore({ keystore, storePassword: PASSWORD })).otherCertificates).toHaveLength(2)
  })

  test('tells which issuer is missing', async () => {
    const answer = await answerFor('rsa-3072')
    const pem = await readFile(answer, 'utf8')
    const own = pem.slice(pem.lastIndexOf('-----BEGIN'))
    expect(new X509Certificate(own).subject).toBe('CN=Käse GmbH')
    await writeFile(answer, own)
    const { help, issuers } = await importCertificate({
      ...{ keystore: keystoreOf('rsa-3072'), password: PASSWORD, certificates: [answer] },
    })
    expect(issuers).toEqual([])
    expect(help).toContain('"CN=Test Intermediate"')
    await writeFile(answer, own + authority.root.certificatePem)
    const broken = await failure(
      importCertificate({ keystore: keystoreOf('rsa-3072'), password: PASSWORD, certificates: [answer] }),
    )
    expect(broken).toMatchObject({
      code: 'certificate',
      message: expect.stringContaining('Test Intermediate'),
    })
  })

  test('for another key is refused, and nothing changes', async () => {
    const answer = await answerFor('p-384')
    const before = await readFile(keystoreOf('p-256'))
    const error = await failure(
      importCertificate({ keystore: keystoreOf('p-256'), password: PASSWORD, certificates: [answer] }),
    )
    expect(error).toMatchObject({
      code: 'certificate',
      message: expect.stringContaining('no certificate belongs'),
    })
    expect(await readFile(keystoreOf('p-256'))).toEqual(before)
  })

  test('needs the right password', async () => {
    const certificates = [await answerFor('p-256')]
    const error = await failure(
      importCertificate({ keystore: keystoreOf('p-256'), password: 'wrong password', certificates }),
    )
    expect(error.code).toBe('keystore')
    expect(error.message).not.toContain('wrong password')
  })

  test.skipIf(!keytool)('is not put into a keystore with other entries', async () => {
    const keystore = join(folder, 'several.p12')
    const options = ['-keystore', keystore, '-storepass', PASSWORD]
    for (const alias of ['one', 'two']) {
      const made = ['-genkeypair', '-alias', alias, '-dname', `CN=${alias}`, '-keyalg', 'EC']
      expect((await runKeytool([...options, ...made])).exit).toBe(0)
    }
    const certificates = [await answerFor('p-256')]
    const error = await failure(importCertificate({ keystore, password: PASSWORD, certificates }))
    expect(error).toMatchObject({ code: 'keystore', message: expect.stringContaining('holds 2 keys') })
  })
})
