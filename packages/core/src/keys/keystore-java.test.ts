import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateAuthority,
  type Issued,
  type JavaKeystore,
  requireOracle,
  writeWithJava,
} from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TacosmithError } from '../errors.ts'
import { type KeystoreLocation, openKeystore } from './index.ts'

const PASSWORD = 'open sesame'
const KEY_PASSWORD = 'of the key alone'
/** What a JDK takes for "no password". */
const ABSENT = '\0'
const PROPERTIES = 'keystore.pkcs12.'
const hasJava = requireOracle('java') !== undefined

let folder: string
let authority: CertificateAuthority
let otherAuthority: CertificateAuthority
let first: Issued
let second: Issued
let renewed: Issued

/** Every way to protect a PKCS#12 file that a JDK offers. */
const protections: Record<string, Record<string, string>> = {
  'the defaults of JDK 17': {},
  'the defaults of JDK 8': { 'keystore.pkcs12.legacy': 'true' },
  '3DES for keys and certificates': {
    [`${PROPERTIES}keyProtectionAlgorithm`]: 'PBEWithSHA1AndDESede',
    [`${PROPERTIES}certProtectionAlgorithm`]: 'PBEWithSHA1AndDESede',
    [`${PROPERTIES}macAlgorithm`]: 'HmacPBESHA1',
  },
  'RC2 with 128 bits': {
    [`${PROPERTIES}keyProtectionAlgorithm`]: 'PBEWithSHA1AndRC2_128',
    [`${PROPERTIES}certProtectionAlgorithm`]: 'PBEWithSHA1AndRC2_128',
    [`${PROPERTIES}macAlgorithm`]: 'HmacPBESHA224',
  },
  'AES-128 with SHA-384': {
    [`${PROPERTIES}keyProtectionAlgorithm`]: 'PBEWithHmacSHA384AndAES_128',
    [`${PROPERTIES}certProtectionAlgorithm`]: 'PBEWithHmacSHA224AndAES_128',
    [`${PROPERTIES}macAlgorithm`]: 'HmacPBESHA384',
  },
  'AES-256 with SHA-512': {
    [`${PROPERTIES}keyProtectionAlgorithm`]: 'PBEWithHmacSHA512AndAES_256',
    [`${PROPERTIES}certProtectionAlgorithm`]: 'PBEWithHmacSHA1AndAES_256',
    [`${PROPERTIES}macAlgorithm`]: 'HmacPBESHA512',
  },
  'certificates in the clear and no MAC': {
    [`${PROPERTIES}certProtectionAlgorithm`]: 'NONE',
    [`${PROPERTIES}macAlgorithm`]: 'NONE',
  },
}

const path = (name: string): string => join(folder, name)
const protectionPath = (name: string): string => path(`${Object.keys(protections).indexOf(name)}.p12`)

beforeAll(async () => {
  if (!hasJava) return
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-java-'))
  authority = await CertificateAuthority.create()
  otherAuthority = await CertificateAuthority.create('Other')
  first = await authority.issue({ commonName: 'First', key: 'rsa-2048' })
  second = await otherAuthority.issue({ commonName: 'Second' })
  renewed = await authority.issue({ commonName: 'First renewed', keyPair: first })
  const chain = [first.certificate, authority.intermediate.certificate]
  const keys = [
    { alias: 'first', issued: first, chain },
    {
      alias: 'second',
      issued: second,
      chain: [second.certificate, otherAuthority.intermediate.certificate],
      password: KEY_PASSWORD,
    },
    { alias: 'renewed', issued: renewed, chain: [renewed.certificate, authority.intermediate.certificate] },
  ]
  const trusted = {
    'a stranger': (await CertificateAuthority.create('Stranger')).root.certificate,
    'our root': authority.root.certificate,
  }
  const one = { type: 'PKCS12', password: PASSWORD, keys: keys.slice(0, 1) } as const
  await writeWithJava([
    ...Object.entries(protections).map(
      ([name, properties]): JavaKeystore => ({ ...one, path: protectionPath(name), properties }),
    ),
    { ...one, path: path('empty.p12'), password: '' },
    { ...one, path: path('absent.p12'), password: ABSENT },
    {
      ...one,
      path: path('absent-legacy.p12'),
      password: ABSENT,
      properties: { 'keystore.pkcs12.legacy': 'true' },
    },
    { ...one, path: path('many.p12'), keys, trusted },
    { ...one, path: path('many.jks'), type: 'JKS', keys, trusted },
    { ...one, path: path('trusted.jks'), type: 'JKS', keys: [], trusted },
    { ...one, path: path('one.jceks'), type: 'JCEKS' },
    {
      ...one,
      path: path('wide.jks'),
      type: 'JKS',
      password: 'pässwörd 🔑',
      keys: [{ alias: 'schlüssel 🔑', issued: first, chain }],
    },
  ])
}, 240_000)

afterAll(async () => {
  if (hasJava) await rm(folder, { recursive: true, force: true })
})

async function failure(location: KeystoreLocation): Promise<TacosmithError> {
  const error = (await openKeystore(location).catch((cause: unknown) => cause)) as TacosmithError
  expect(error.name).toBe('TacosmithError')
  expect(error.help).toBeTruthy()
  for (const secret of [PASSWORD, KEY_PASSWORD, 'not the password']) {
    expect(`${error.message} ${error.help} ${error.cause} ${error.stack}`).not.toContain(secret)
  }
  return error
}

describe.skipIf(!hasJava)('PKCS#12 of a JDK', () => {
  test.each(Object.keys(protections))('opens %s', async (name) => {
    const keystore = protectionPath(name)
    const entry = await openKeystore({ keystore, storePassword: PASSWORD })
    expect(entry.alias).toBe('first')
    expect(entry.privateKey.equals(first.privateKey)).toBe(true)
    expect(entry.certificate.subject).toBe('CN=First')
    expect(entry.otherCertificates.map(({ subject }) => subject)).toEqual(['CN=Test Intermediate'])
    expect((await failure({ keystore, storePassword: 'not the password' })).message).toMatch(
      /password .* is wrong/,
    )
  })

  test.each(['empty.p12', 'absent.p12', 'absent-legacy.p12'])('opens %s', async (name) => {
    for (const storePassword of [{}, { storePassword: '' }]) {
      const entry = await openKeystore({ keystore: path(name), ...storePassword })
      expect(entry.privateKey.equals(first.privateKey)).toBe(true)
    }
  })
})

describe.skipIf(!hasJava).each(['many.p12', 'many.jks'])('several entries in %s', (name) => {
  test('takes the key with the alias, in any case, and the certificates of that entry', async () => {
    const keystore = path(name)
    const one = await openKeystore({ keystore, storePassword: PASSWORD, alias: 'FIRST' })
    expect([one.alias, one.certificate.subject]).toEqual(['first', 'CN=First'])
    // The root is an entry of its own that connects; the stranger does not.
    expect(one.otherCertificates.map(({ subject }) => subject)).toEqual([
      'CN=Test Intermediate',
      'CN=Test Root',
    ])
    const two = await openKeystore({ keystore, storePassword: PASSWORD, alias: 'renewed' })
    expect(two.certificate.subject).toBe('CN=First renewed')
    expect(two.privateKey.equals(first.privateKey)).toBe(true)
  })

  test('opens a key with a password of its own', async () => {
    const location = { keystore: path(name), storePassword: PASSWORD, alias: 'second' }
    const entry = await openKeystore({ ...location, keyPassword: KEY_PASSWORD })
    expect(entry.privateKey.equals(second.privateKey)).toBe(true)
    expect(entry.otherCertificates.map(({ subject }) => subject)).toEqual(['CN=Other Intermediate'])
    for (const keyPassword of [{}, { keyPassword: 'not the password' }]) {
      const error = await failure({ ...location, ...keyPassword })
      expect(error.message).toMatch(/password for the key "second" in .* is wrong/)
      expect(error.help).toContain('keyPassword')
    }
  })

  test('lists the aliases when none or an unknown one is given', async () => {
    const location = { keystore: path(name), storePassword: PASSWORD }
    const none = await failure(location)
    expect(none.message).toContain('holds 3 keys')
    const unknown = await failure({ ...location, alias: 'third' })
    expect(unknown.message).toContain('no key with the alias "third"')
    for (const alias of ['first', 'second', 'renewed']) {
      expect(none.message).toContain(`"${alias}"`)
      expect(unknown.help).toContain(`"${alias}"`)
    }
    expect(unknown.help).not.toContain('stranger')
  })
})

describe.skipIf(!hasJava)('JKS', () => {
  test('opens one whose passwords and aliases are not ASCII', async () => {
    const entry = await openKeystore({ keystore: path('wide.jks'), storePassword: 'pässwörd 🔑' })
    expect(entry.alias).toBe('schlüssel 🔑')
    expect(entry.privateKey.equals(first.privateKey)).toBe(true)
  })

  test('needs the password of the key only', async () => {
    const location = { keystore: path('many.jks'), alias: 'second' }
    const entry = await openKeystore({ ...location, keyPassword: KEY_PASSWORD })
    expect(entry.privateKey.equals(second.privateKey)).toBe(true)
    expect((await failure(location)).message).toContain('no password was given')
  })

  test('says what is wrong', async () => {
    const wrong = await failure({
      keystore: path('many.jks'),
      storePassword: 'not the password',
      alias: 'first',
    })
    expect(wrong.message).toMatch(/password .* is wrong, or the file is damaged/)
    const none = await failure({ keystore: path('trusted.jks'), storePassword: PASSWORD })
    expect(none.message).toContain('contains no private key')
    const jceks = await failure({ keystore: path('one.jceks'), storePassword: PASSWORD })
    expect(jceks.message).toContain('JCEKS')
    expect(jceks.help).toContain('keytool -importkeystore')
  })

  test('refuses a damaged file, wherever it is cut or changed', async () => {
    const whole = await readFile(path('many.jks'))
    const keystore = path('damaged.jks')
    for (let length = 4; length < whole.length; length += 97) {
      await writeFile(keystore, whole.subarray(0, length))
      expect((await failure({ keystore, storePassword: PASSWORD, alias: 'first' })).code).toBe('keystore')
    }
    for (let index = 4; index < whole.length; index += 97) {
      const changed = Buffer.from(whole)
      changed[index] = (changed[index] ?? 0) ^ 0x55
      await writeFile(keystore, changed)
      const { code } = await failure({ keystore, storePassword: PASSWORD, alias: 'first' })
      expect(['keystore', 'certificate']).toContain(code)
    }
  })
})
