import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateAuthority,
  EXTENDED_KEY_USAGE,
  type Issued,
  importWithKeytool,
  jarsignerVerify,
  javaHomeTrusting,
  KEY_USAGE,
  type KeyKind,
  readWithJava,
  requireOracle,
  startTimestampServer,
  type TimestampServer,
  writePkcs12,
} from '@tacosmith/test-kit'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ResolvedSignOptions } from '../build/options/options.ts'
import { TacosmithError } from '../errors.ts'
import { piecesOf, readArchive, wholeOf } from '../format/zip/index.ts'
import { verifyTaco } from '../verify/index.ts'
import { createSigner, type SignedTaco, signTaco } from './index.ts'
import { keySigner } from './key-signer.ts'

const DAY = 24 * 60 * 60 * 1000
const hasJdk = requireOracle('java') && requireOracle('jarsigner') && requireOracle('keytool')
const hasOpenssl = requireOracle('openssl')

/** Names that have to be folded, one of them inside a character. */
const FILES: Record<string, string> = {
  'manifest.xml': '<connector-plugin/>',
  'connectionBuilder.js': '(function dsbuilder(attr) { return [] })'.repeat(50),
  [`resources/${'long-'.repeat(30)}name.xml`]: '<resources/>',
  [`resources/Größe-${'ü'.repeat(60)}-日本語.xml`]: '<resources/>',
  'META-INF/services/x': 'a file in META-INF that is no signature',
  'empty.txt': '',
}

async function unsignedTaco(files: Record<string, string> = FILES): Promise<Uint8Array> {
  const zip = new JSZip()
  const date = new Date(Date.UTC(1980, 1, 1))
  for (const [name, content] of Object.entries(files)) zip.file(name, content, { date, createFolders: false })
  return await zip.generateAsync({ type: 'uint8array', platform: 'DOS', compression: 'DEFLATE' })
}

let folder: string
let authority: CertificateAuthority
let tsa: TimestampServer | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-sign-'))
  authority = await CertificateAuthority.create()
  tsa = hasOpenssl ? await startTimestampServer(authority) : undefined
})

afterAll(async () => {
  await tsa?.close()
  await rm(folder, { recursive: true, force: true })
})

function timestampFrom(url: string): ResolvedSignOptions['timestamp'] {
  return { urls: [url], timeout: 5000, retries: 0, optional: false }
}

function signerFor({ privateKey, certificate }: Issued): ReturnType<typeof keySigner> {
  return keySigner(privateKey, [certificate, authority.intermediate.certificate, authority.root.certificate])
}

const PLAIN = { timestamp: false, includeRoot: false } as const

describe('the JDK', () => {
  const KEYS: KeyKind[] = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'p-256', 'p-384', 'p-521']
  const VARIANTS = KEYS.flatMap((key) => [
    { key, source: 'pem', stamped: false },
    { key, source: key.startsWith('rsa') ? 'openssl' : 'keytool', stamped: true },
  ])
  const fileOf = ({ key, source, stamped }: (typeof VARIANTS)[number]): string =>
    join(folder, `${key}-${source}-${stamped ? 'stamped' : 'plain'}.taco`)
  let javaHome: string
  const results = new Map<string, SignedTaco>()

  async function optionsFor(key: KeyKind, source: string, issued: Issued): Promise<ResolvedSignOptions> {
    const base = join(folder, key)
    if (source === 'pem') {
      await writeFile(`${base}.key`, issued.keyPem)
      // The order of the certificates must not matter.
      await writeFile(
        `${base}.pem`,
        authority.root.certificatePem + authority.intermediate.certificatePem + issued.certificatePem,
      )
      return { key: `${base}.key`, certificates: `${base}.pem`, ...PLAIN }
    }
    const certificatesPem = authority.chainPem(issued)
    // keytool 17 takes no other characters than ASCII.
    const password = source === 'keytool' ? 'pass word' : 'pass wörd'
    await writePkcs12(`${base}.p12`, {
      keyPem: issued.keyPem,
      certificatesPem,
      alias: 'Release Key',
      password,
    })
    if (source === 'keytool') await importWithKeytool([`${base}.p12`], `${base}.jdk.p12`, password)
    const keystore = source === 'keytool' ? `${base}.jdk.p12` : `${base}.p12`
    return { keystore, storePassword: password, ...PLAIN }
  }

  beforeAll(async () => {
    if (!hasJdk || !hasOpenssl) return
    javaHome = await javaHomeTrusting(join(folder, 'jdk'), [authority.root.certificatePem])
    const unsigned = await unsignedTaco()
    for (const key of KEYS) {
      const issued = await authority.issue({ key, commonName: `Signer ${key}` })
      for (const variant of VARIANTS.filter((one) => one.key === key)) {
        const { signer, alias } = await createSigner(await optionsFor(key, variant.source, issued))
        const timestamp = variant.stamped ? timestampFrom(tsa?.url ?? '') : false
        const result = await signTaco(unsigned, { signer, alias, timestamp, includeRoot: false })
        await writeFile(fileOf(variant), result.bytes)
        results.set(fileOf(variant), result)
      }
    }
  })

  describe.each(VARIANTS)('$key from $source, timestamp $stamped', (variant) => {
    test.skipIf(!hasJdk || !hasOpenssl)('jarsigner -verify -strict says verified', async () => {
      const { exit, output } = await jarsignerVerify(fileOf(variant), javaHome)
      expect(output).toContain('jar verified.')
      expect(output).not.toContain('error')
      expect(output.includes('do not include a timestamp')).toBe(!variant.stamped)
      expect(exit).toBe(0)
    })

    test.skipIf(!hasJdk || !hasOpenssl)('verifyTaco agrees', async () => {
      const result = results.get(fileOf(variant))
      const verdict = await verifyTaco(result?.bytes ?? new Uint8Array(), {
        trust: [authority.root.certificate],
      })
      expect(verdict).toMatchObject({
        status: 'verified',
        ok: true,
        jarsignerExit: 0,
        validUntil: result?.validUntil,
      })
      expect(verdict.signers[0]?.chain.map(({ subject }) => subject)).toEqual([
        `CN=Signer ${variant.key}`,
        'CN=Test Intermediate',
        'CN=Test Root',
      ])
      expect(verdict.signers[0]?.timestamp?.authority).toBe(
        variant.stamped ? 'Test Timestamp Authority' : undefined,
      )
    })
  })

  test.skipIf(!hasJdk || !hasOpenssl)('JarFile and JarInputStream see every file signed', async () => {
    const files = VARIANTS.map(fileOf)
    const entries = await readWithJava(files)
    expect(entries.filter(({ name }) => name === 'ERROR')).toEqual([])
    for (const reader of ['JarFile', 'JarInputStream']) {
      for (const variant of VARIANTS) {
        const own = entries.filter((entry) => entry.reader === reader && entry.file === fileOf(variant))
        const signed = own.filter(({ name }) => name in FILES)
        expect(signed.map(({ name }) => name).sort()).toEqual(Object.keys(FILES).sort())
        for (const entry of signed) {
          expect(entry).toMatchObject({
            signers: 1,
            timestamped: variant.stamped,
            detail: `CN=Signer ${variant.key}`,
          })
        }
      }
    }
  })
})

describe('the signed file', () => {
  test('starts with manifest, signature file and block, and keeps the files packed as they were', async () => {
    const unsigned = await unsignedTaco()
    const { bytes, content } = await signTaco(unsigned, {
      signer: signerFor(await authority.issue()),
      alias: 'Schlüssel 1',
      ...PLAIN,
    })
    const before = readArchive(unsigned)
    const pieces = Array.from(piecesOf(content), (piece) => Buffer.from(piece))
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true)
    const after = readArchive(bytes)
    expect(after.entries.map(({ name }) => name)).toEqual([
      'META-INF/MANIFEST.MF',
      'META-INF/SCHL_SSE.SF',
      'META-INF/SCHL_SSE.EC',
      ...Object.keys(FILES),
    ])
    for (const name of Object.keys(FILES)) {
      expect(
        Buffer.compare(wholeOf(after.entry(name)!.compressed), wholeOf(before.entry(name)!.compressed)),
      ).toBe(0)
    }
  })

  test('is the same every time with an RSA key', async () => {
    const signer = signerFor(await authority.issue({ key: 'rsa-2048' }))
    const unsigned = await unsignedTaco()
    const first = await signTaco(unsigned, { signer, ...PLAIN })
    const second = await signTaco(unsigned, { signer, ...PLAIN, now: new Date(Date.now() + DAY) })
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0)
  })

  test('drops an older signature and keeps what the manifest says besides', async () => {
    const manifest =
      'Manifest-Version: 1.0\r\nCreated-By: someone\r\nX-Note: kept\r\n\r\nName: manifest.xml\r\nContent-Type: text/xml\r\n\r\n'
    const unsigned = await unsignedTaco({ ...FILES, 'META-INF/MANIFEST.MF': manifest })
    const old = await signTaco(unsigned, {
      signer: signerFor(await authority.issue({ key: 'rsa-2048' })),
      signatureName: 'old',
      ...PLAIN,
    })
    const { bytes } = await signTaco(old.bytes, { signer: signerFor(await authority.issue()), ...PLAIN })
    const archive = readArchive(bytes)
    expect(
      archive.entries.filter(({ name }) => name.startsWith('META-INF/')).map(({ name }) => name),
    ).toEqual(['META-INF/MANIFEST.MF', 'META-INF/TACO.SF', 'META-INF/TACO.EC', 'META-INF/services/x'])
    const text = Buffer.from(archive.entry('META-INF/MANIFEST.MF')!.content()).toString()
    expect(text).toMatch(
      /^Manifest-Version: 1\.0\r\nCreated-By: someone\r\nX-Note: kept\r\n\r\nName: manifest\.xml\r\nContent-Type: text\/xml\r\nSHA-256-Digest: /,
    )
    expect((await verifyTaco(bytes, { trust: [authority.root.certificate] })).status).toBe('verified')
  })

  test('holds the root only on request', async () => {
    const signer = signerFor(await authority.issue())
    const withoutRoot = await signTaco(await unsignedTaco(), { signer, ...PLAIN })
    const withRoot = await signTaco(await unsignedTaco(), { signer, timestamp: false, includeRoot: true })
    const holdsRoot = (bytes: Uint8Array): boolean =>
      Buffer.from(readArchive(bytes).entry('META-INF/TACO.EC')!.content()).includes(
        Buffer.from(authority.root.certificate),
      )
    expect([holdsRoot(withoutRoot.bytes), holdsRoot(withRoot.bytes)]).toEqual([false, true])
  })

  test('names the day on which a signature without timestamp ends', async () => {
    const signer = signerFor(await authority.issue({ notAfter: new Date('2031-05-06T07:08:09Z') }))
    const { warnings, validUntil } = await signTaco(await unsignedTaco(), {
      signer,
      ...PLAIN,
      now: new Date('2030-01-01'),
    })
    expect(validUntil).toBe('2031-05-06')
    expect(warnings).toMatchObject([
      { rule: 'taco-no-timestamp', severity: 'warning', message: expect.stringContaining('2031-05-06') },
    ])
  })
})

describe('refuses before it signs', () => {
  const past = (days: number): Date => new Date(Date.now() - days * DAY)
  const CASES: [string, Parameters<CertificateAuthority['issue']>[0], RegExp][] = [
    ['an expired certificate', { notBefore: past(20), notAfter: past(10) }, /expired on \d{4}-\d\d-\d\d/],
    ['one from the future', { notBefore: past(-10) }, /is not valid before/],
    ['one for encryption', { keyUsage: KEY_USAGE.keyEncipherment }, /keyUsage is keyEncipherment/],
    [
      'one for web servers',
      { extendedKeyUsage: EXTENDED_KEY_USAGE.serverAuthentication },
      /lacks codeSigning/,
    ],
    ['a short RSA key', { key: 'rsa-1024' }, /RSA key of 1024 bits/],
    ['Ed25519', { key: 'ed25519' }, /Ed25519 key, and the JREs of Java 8 to 15/],
    ['RSA-PSS', { key: 'rsa-pss' }, /RSA-PSS 2048 bits key, and the JREs of Java 8 to 15/],
  ]
  test.each(CASES)('%s', async (_, options, message) => {
    const signer = signerFor(await authority.issue({ commonName: 'Odd One', ...options }))
    const error = await failure(signTaco(await unsignedTaco(), { signer, ...PLAIN }))
    expect(error.code).toBe('certificate')
    expect(error.message).toMatch(message)
    expect(error.message).toContain('CN=Odd One')
    expect(error.help).toBeTruthy()
  })

  test('a chain whose intermediate is missing', async () => {
    const { privateKey, certificate } = await authority.issue()
    const signer = keySigner(privateKey, [certificate, authority.root.certificate])
    const error = await failure(signTaco(await unsignedTaco(), { signer, ...PLAIN }))
    expect(error.message).toContain(
      'the certificate of "CN=Test Intermediate", which issued "CN=Test Signer", is missing',
    )
  })

  test('a signer whose key does not fit its certificate', async () => {
    const [one, other] = [await authority.issue(), await authority.issue()]
    const signer = keySigner(one.privateKey, [other.certificate, authority.intermediate.certificate])
    const error = await failure(signTaco(await unsignedTaco(), { signer, ...PLAIN }))
    expect(error).toMatchObject({
      code: 'signing',
      message: expect.stringContaining('does not match its certificate'),
    })
  })

  test('and reports what a signer throws', async () => {
    const { certificate } = await authority.issue()
    const signer = {
      certificates: async () => [certificate, authority.intermediate.certificate],
      sign: async () => {
        throw new Error('the token is locked')
      },
    }
    const error = await failure(signTaco(await unsignedTaco(), { signer, ...PLAIN }))
    expect(error).toMatchObject({ code: 'signing', message: 'the signer failed: the token is locked' })
  })

  test.each(['aws', undefined, { sign: async () => new Uint8Array() }])(
    'a signer that is %j',
    async (signer) => {
      const error = await failure(signTaco(await unsignedTaco(), { signer: signer as never, ...PLAIN }))
      expect(error).toMatchObject({
        code: 'usage',
        message: 'signer is not an object with the functions sign and certificates',
      })
    },
  )

  test('a file that is no archive', async () => {
    const signer = signerFor(await authority.issue())
    const error = await failure(signTaco(Buffer.from('no archive'), { signer, ...PLAIN }))
    expect(error.code).toBe('archive-malformed')
  })

  test('a signature name with other characters', async () => {
    const signer = signerFor(await authority.issue())
    const error = await failure(signTaco(await unsignedTaco(), { signer, signatureName: '../X', ...PLAIN }))
    expect(error).toMatchObject({ code: 'usage', message: expect.stringContaining('"../X"') })
  })
})

test('an unreachable timestamp authority is an error, or a warning when the timestamp is optional', async () => {
  const signer = signerFor(await authority.issue())
  const timestamp = { urls: ['http://user:hunter2@127.0.0.1:9/'], timeout: 1000, retries: 0, optional: false }
  const error = await failure(signTaco(await unsignedTaco(), { signer, timestamp, includeRoot: false }))
  expect(error).toMatchObject({
    code: 'timestamp',
    message: expect.stringContaining('http://127.0.0.1:9/: '),
  })
  expect(error.message).not.toContain('hunter2')
  const { warnings } = await signTaco(await unsignedTaco(), {
    signer,
    timestamp: { ...timestamp, optional: true },
    includeRoot: false,
  })
  expect(warnings).toMatchObject([
    { rule: 'taco-no-timestamp', message: expect.stringContaining('127.0.0.1:9') },
  ])
})

async function failure(promise: Promise<unknown>): Promise<TacosmithError> {
  try {
    await promise
  } catch (error) {
    expect(error).toBeInstanceOf(TacosmithError)
    return error as TacosmithError
  }
  throw new Error('it did not fail')
}
