import { createHmac, createPrivateKey, pbkdf2Sync, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateAuthority,
  type Issued,
  processorTime,
  requireOracle,
  runOracle,
} from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TacosmithError } from '../errors.ts'
import { childrenOf, octets, parseAsn1, rawBytes } from '../format/der/der-reader.ts'
import { integer, NULL, objectIdentifier, octetString, sequence } from '../format/der/der-writer.ts'
import { type KeystoreLocation, openKeystore } from './index.ts'

const PASSWORD = 'open sesame'
const openssl = requireOracle('openssl')

let folder: string
let authority: CertificateAuthority
let issued: Issued
const path = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-openssl-'))
  authority = await CertificateAuthority.create()
  issued = await authority.issue({ commonName: 'First' })
  await writeFile(path('all.pem'), issued.keyPem + authority.chainPem(issued))
  await writeFile(path('leaf.pem'), issued.keyPem + issued.certificatePem)
  await writeFile(path('intermediate.pem'), authority.intermediate.certificatePem)
})

afterAll(async () => await rm(folder, { recursive: true, force: true }))

async function run(...args: string[]): Promise<void> {
  const { exit, output } = await runOracle(openssl ?? '', args)
  if (exit !== 0) throw new Error(output)
}

/** `openssl pkcs12 -export`, with the password in a file so that it may hold any character. */
async function writeKeystore(name: string, password: string, ...args: string[]): Promise<string> {
  await writeFile(path('password'), password)
  await run(
    ...['pkcs12', '-export', '-in', path('all.pem'), '-out', path(name)],
    ...['-passout', password === '' ? 'pass:' : `file:${path('password')}`, '-name', 'First Key', ...args],
  )
  return path(name)
}

async function failure(location: KeystoreLocation): Promise<TacosmithError> {
  const error = (await openKeystore(location).catch((cause: unknown) => cause)) as TacosmithError
  expect(error.name).toBe('TacosmithError')
  expect(`${error.message} ${error.help} ${error.cause}`).not.toContain(PASSWORD)
  expect(error.help).toBeTruthy()
  return error
}

async function expectOpens(location: KeystoreLocation): Promise<void> {
  const entry = await openKeystore(location)
  expect(entry.privateKey.equals(issued.privateKey)).toBe(true)
  expect(entry.certificate.subject).toBe('CN=First')
  expect(entry.otherCertificates.map(({ subject }) => subject)).toEqual(['CN=Test Intermediate'])
}

describe.skipIf(!openssl)('PKCS#12 of OpenSSL', () => {
  test.each([
    ['the defaults', []],
    ['-legacy', ['-legacy']],
    ['-descert -legacy', ['-descert', '-legacy']],
    ['RC2-128', ['-legacy', '-keypbe', 'PBE-SHA1-RC2-128', '-certpbe', 'PBE-SHA1-RC2-128']],
    ['3DES with two keys', ['-legacy', '-keypbe', 'PBE-SHA1-2DES', '-certpbe', 'PBE-SHA1-2DES']],
    ['RC2-40 for the key', ['-legacy', '-keypbe', 'PBE-SHA1-RC2-40']],
    ['AES-128 and AES-192', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-192-CBC']],
    ['PBES2 with 3DES', ['-keypbe', 'DES-EDE3-CBC', '-certpbe', 'DES-EDE3-CBC']],
    ['SHA-1', ['-macalg', 'sha1']],
    ['SHA-512', ['-macalg', 'sha512']],
    ['no iteration', ['-noiter', '-nomaciter']],
    ['no MAC', ['-nomac']],
    ['nothing encrypted', ['-keypbe', 'NONE', '-certpbe', 'NONE']],
  ])('opens %s', async (_, args) => {
    const keystore = await writeKeystore('variant.p12', PASSWORD, ...args)
    await expectOpens({ keystore, storePassword: PASSWORD })
  })

  test('opens a file without encryption and MAC without a password', async () => {
    const keystore = await writeKeystore('bare.p12', '', '-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac')
    await expectOpens({ keystore })
  })

  test.each(['', 'pässwörd', 'пароль', 'key 🔑 and more', 'a'.repeat(70)])(
    'opens with the password "%s"',
    async (password) => {
      for (const args of [[], ['-legacy']]) {
        const keystore = await writeKeystore('password.p12', password, ...args)
        await expectOpens({ keystore, storePassword: password })
      }
    },
  )

  test('a wrong password is one even where the file has no MAC', async () => {
    const encrypted = [
      ['-certpbe', 'AES-256-CBC'],
      ['-legacy', '-certpbe', 'PBE-SHA1-RC2-40'],
    ]
    for (const args of encrypted) {
      const keystore = await writeKeystore('no-mac.p12', PASSWORD, '-nomac', ...args)
      for (let attempt = 0; attempt < 40; attempt++) {
        const error = await failure({ keystore, storePassword: `wrong ${attempt}` })
        expect(error.message).toMatch(/password .* is wrong, or the file is damaged/)
      }
    }
  })

  test('completes a keystore that holds the leaf only with a chain file', async () => {
    await run(
      ...['pkcs12', '-export', '-in', path('leaf.pem'), '-out', path('leaf.p12')],
      ...['-passout', `pass:${PASSWORD}`],
    )
    const location = { keystore: path('leaf.p12'), storePassword: PASSWORD }
    expect((await openKeystore(location)).otherCertificates).toEqual([])
    await expectOpens({ ...location, certificates: path('intermediate.pem') })
    await writeFile(path('both.pem'), authority.chainPem(issued))
    await expectOpens({ ...location, certificates: path('both.pem') })
  })

  test('refuses encryption that it does not know, and says how to convert', async () => {
    const args = ['-legacy', '-keypbe', 'PBE-SHA1-RC4-128', '-certpbe', 'PBE-SHA1-RC4-128']
    const keystore = await writeKeystore('rc4.p12', PASSWORD, ...args)
    const error = await failure({ keystore, storePassword: PASSWORD })
    expect(error.message).toContain('encrypted in a way that is not supported')
    expect(error.help).toContain('keytool -importkeystore')
  })

  test('refuses to hash a password for hours', async () => {
    const keystore = await writeKeystore('hostile.p12', PASSWORD)
    const bytes = await readFile(keystore)
    await writeFile(keystore, withIterations(bytes, 2048))
    await expectOpens({ keystore, storePassword: PASSWORD })
    await writeFile(keystore, withIterations(bytes, 2_000_000_000))
    const time = await processorTime(async () => {
      const error = await failure({ keystore, storePassword: PASSWORD })
      expect(error.message).toMatch(/asks for \d{10,} rounds .* in all, and at most 4000000 are allowed/)
    })
    expect(time).toBeLessThan(2000)
  })

  test.each([32, 20, 64])('checks a PBMAC1 with a key of %i bytes', async (keyBytes) => {
    const keystore = await writeKeystore('pbmac1.p12', PASSWORD, '-nomac', '-certpbe', 'AES-256-CBC')
    const bytes = await readFile(keystore)
    await writeFile(keystore, withPbmac1(bytes, PASSWORD, keyBytes))
    await expectOpens({ keystore, storePassword: PASSWORD })
    await writeFile(keystore, withPbmac1(bytes, 'another', keyBytes))
    expect((await failure({ keystore, storePassword: PASSWORD })).message).toContain('is wrong, or the file')
  })

  test('reads BER: indefinite lengths and strings in pieces', async () => {
    for (const args of [[], ['-legacy']]) {
      const keystore = await writeKeystore('ber.p12', PASSWORD, ...args)
      await writeFile(keystore, toBer(await readFile(keystore)))
      await expectOpens({ keystore, storePassword: PASSWORD })
    }
  })

  test('whatever is changed or cut, the answer is an error or the key', async () => {
    const bytes = await readFile(
      await writeKeystore('whole.p12', PASSWORD, '-nomac', '-keypbe', 'NONE', '-certpbe', 'NONE'),
    )
    for (let index = 0; index < bytes.length; index += 3) {
      const changed = Buffer.from(bytes)
      changed[index] = (changed[index] ?? 0) ^ (1 << (index % 8))
      await writeFile(path('changed.p12'), index % 2 === 0 ? changed : bytes.subarray(0, index))
      const outcome: unknown = await openKeystore({ keystore: path('changed.p12') }).catch(
        (error: unknown) => error,
      )
      if (outcome instanceof Error) expect(outcome.name).toBe('TacosmithError')
    }
  })
})

/** Adds the MAC of RFC 9579, which OpenSSL writes from 3.4 on. */
function withPbmac1(bytes: Uint8Array, password: string, keyBytes: number): Uint8Array {
  const [version = bytes, authSafe = bytes] = childrenOf(parseAsn1(bytes)).map(rawBytes)
  const content = octets(childrenOf(childrenOf(parseAsn1(authSafe))[1])[0])
  const salt = randomBytes(16)
  const key = pbkdf2Sync(password, salt, 2048, keyBytes, 'sha512')
  const mac = createHmac('sha256', key).update(content).digest()
  const algorithm = (oid: string, parameters: Uint8Array): Uint8Array =>
    sequence(objectIdentifier(oid), parameters)
  const prf = algorithm('1.2.840.113549.2.11', NULL)
  const derivation = sequence(octetString(salt), integer(2048), integer(keyBytes), prf)
  const parameters = sequence(
    algorithm('1.2.840.113549.1.5.12', derivation),
    algorithm('1.2.840.113549.2.9', NULL),
  )
  const digestInfo = sequence(algorithm('1.2.840.113549.1.5.14', parameters), octetString(mac))
  return sequence(version, authSafe, sequence(digestInfo, octetString(Buffer.from('NOT USED')), integer(1)))
}

/** Exchanges the iteration count of the MAC, the last INTEGER of the file. */
function withIterations(bytes: Uint8Array, count: number): Uint8Array {
  const [version, authSafe, macData] = childrenOf(parseAsn1(bytes)).map(rawBytes)
  const [digestInfo, salt] = childrenOf(parseAsn1(macData ?? bytes)).map(rawBytes)
  const wrap = (...parts: (Uint8Array | undefined)[]): Buffer => {
    const body = Buffer.concat(parts.filter((part) => part !== undefined))
    return Buffer.concat([Buffer.from([0x30, 0x80]), body, Buffer.from([0, 0])])
  }
  return wrap(version, authSafe, wrap(digestInfo, salt, integer(count)))
}

/** Writes the whole of a PKCS#12 file anew with indefinite lengths, its OCTET STRINGs in pieces. */
function toBer(der: Uint8Array): Buffer {
  const node = parseAsn1(der)
  const end = Buffer.from([0, 0])
  const tag = rawBytes(node)[0] ?? 0
  if ((tag & 0x20) !== 0) {
    const children = childrenOf(node).map((child) => toBer(rawBytes(child)))
    return Buffer.concat([Buffer.from([tag, 0x80]), ...children, end])
  }
  if (tag !== 0x04) return Buffer.from(der)
  const content = octets(node)
  const half = Math.ceil(content.length / 2)
  const piece = (bytes: Uint8Array): Buffer => {
    const length = bytes.length < 0x80 ? [bytes.length] : [0x82, bytes.length >> 8, bytes.length & 0xff]
    return Buffer.concat([Buffer.from([0x04, ...length]), bytes])
  }
  return Buffer.concat([
    Buffer.from([0x24, 0x80]),
    piece(content.subarray(0, half)),
    piece(content.subarray(half)),
    end,
  ])
}

describe.skipIf(!openssl)('encrypted keys of OpenSSL', () => {
  test.each([
    ['PKCS#8, PBES2', ['pkcs8', '-topk8', '-v2', 'aes-128-cbc']],
    ['PKCS#8, scrypt', ['pkcs8', '-topk8', '-scrypt']],
    ['PKCS#8 in DER', ['pkcs8', '-topk8', '-outform', 'DER']],
    ['the form before PKCS#8', ['ec', '-aes256']],
  ])('%s', async (_, [command = '', ...args]) => {
    const key = path('encrypted')
    await run(command, '-in', path('all.pem'), ...args, '-passout', `pass:${PASSWORD}`, '-out', key)
    const location = { key, certificates: path('both.pem') }
    await writeFile(path('both.pem'), authority.chainPem(issued))
    await expectOpens({ ...location, keyPassword: PASSWORD })
    await expectOpens({ ...location, storePassword: PASSWORD })
    expect((await failure(location)).message).toContain('no password was given')
    expect((await failure({ ...location, keyPassword: 'wrong' })).message).toMatch(/password .* is wrong/)
  })

  test('an old cipher is refused with the command that converts it', async () => {
    const key = path('old.pem')
    const legacy = ['-provider', 'legacy', '-provider', 'default']
    await run(
      ...['pkcs8', '-topk8', '-in', path('all.pem'), '-v1', 'PBE-MD5-DES', ...legacy],
      ...['-passout', `pass:${PASSWORD}`, '-out', key],
    )
    const error = await failure({ key, certificates: path('intermediate.pem'), keyPassword: PASSWORD })
    expect(error.help).toContain('openssl pkcs8 -topk8')
  })

  test('reads what "openssl pkcs12 -nodes" prints, attributes and all', async () => {
    const keystore = await writeKeystore('print.p12', PASSWORD)
    await run('pkcs12', '-in', keystore, '-noenc', '-passin', `pass:${PASSWORD}`, '-out', path('printed.pem'))
    expect(await readFile(path('printed.pem'), 'utf8')).toContain('Bag Attributes')
    await expectOpens({ keystore: path('printed.pem') })
    expect(createPrivateKey(await readFile(path('printed.pem'))).equals(issued.privateKey)).toBe(true)
  })
})
