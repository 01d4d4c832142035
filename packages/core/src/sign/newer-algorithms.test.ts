import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateAuthority,
  type Issued,
  type IssueOptions,
  jarsignerVerify,
  javaHomeTrusting,
  readWithJava,
  requireOracle,
  runJarsigner,
  writePkcs12,
} from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resolveSignOptions } from '../build/options/resolve-options.ts'
import { readArchive, writeArchive } from '../format/zip/index.ts'
import { verifyIntegrity, verifyTaco } from '../verify/index.ts'
import { createSigner, type SignedTaco, signTaco } from './index.ts'
import { keySigner } from './key-signer.ts'

const hasJdk = requireOracle('java') && requireOracle('jarsigner') && requireOracle('keytool')
const hasOpenssl = requireOracle('openssl')
const PASSWORD = 'secret'
const FILES = ['manifest.xml', 'a.js', 'größe.xml']

/** A key that its owner bound to one digest. */
function boundTo(hashAlgorithm: 'sha1' | 'sha384'): IssueOptions {
  const saltLength = hashAlgorithm === 'sha1' ? 20 : 48
  // The types of Node take the length for a text.
  const options: { modulusLength: number } = Object.assign(
    { modulusLength: 2048 },
    { hashAlgorithm, mgf1HashAlgorithm: hashAlgorithm, saltLength },
  )
  return { keyPair: generateKeyPairSync('rsa-pss', options) }
}

const KEYS: { name: string; options: IssueOptions; extension: string; algorithm: string }[] = [
  {
    name: 'RSA-PSS',
    options: { key: 'rsa-pss' },
    extension: 'RSA',
    algorithm: 'RSA-PSS 2048 bits with SHA-256',
  },
  {
    name: 'RSA-PSS bound to SHA-384',
    options: boundTo('sha384'),
    extension: 'RSA',
    algorithm: 'RSA-PSS 2048 bits with SHA-384',
  },
  { name: 'Ed25519', options: { key: 'ed25519' }, extension: 'EC', algorithm: 'Ed25519 with SHA-512' },
]

let folder: string
let authority: CertificateAuthority
let javaHome: string
const unsigned = writeArchive(FILES.map((name) => ({ name, content: Buffer.from(`content of ${name}`) })))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-newer-'))
  authority = await CertificateAuthority.create()
  if (hasJdk) javaHome = await javaHomeTrusting(join(folder, 'jdk'), [authority.root.certificatePem])
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

const path = (name: string): string => join(folder, name)
const signer = ({ privateKey, certificate }: Issued): ReturnType<typeof keySigner> =>
  keySigner(privateKey, [certificate, authority.intermediate.certificate])

async function signed(issued: Issued, more: { digest?: 'sha256' | 'sha512' } = {}): Promise<SignedTaco> {
  const options = { timestamp: false, includeRoot: false, allowRsaPssAndEd25519: true } as const
  return await signTaco(unsigned, { signer: signer(issued), ...options, ...more })
}

async function expectAgreement(file: string): Promise<void> {
  const { exit, output } = await jarsignerVerify(file, javaHome)
  const verdict = await verifyTaco(await readFile(file), { trust: [authority.root.certificate] })
  expect(output).toContain('jar verified.')
  expect({ ok: verdict.ok, exit: verdict.jarsignerExit }).toEqual({ ok: true, exit })
  expect(exit).toBe(0)
  const warnings = verdict.problems.filter(({ rule }) => rule === 'taco-newer-algorithm')
  expect(warnings).toMatchObject([
    {
      severity: 'warning',
      message: expect.stringContaining('the JREs of Java 8 to 15 treat the file as unsigned'),
    },
  ])
}

describe.each(KEYS)('$name', ({ name, options, extension, algorithm }) => {
  test('signs when it is allowed, and says which JREs do not see that', async () => {
    const result = await signed(await authority.issue(options))
    expect(result.signer.algorithm).toBe(algorithm)
    expect(result.warnings.map(({ rule }) => rule)).toEqual(['taco-no-timestamp', 'taco-newer-algorithm'])
    expect(readArchive(result.bytes).entries[2]?.name).toBe(`META-INF/TACO.${extension}`)
    expect(await verifyIntegrity(result.bytes)).toEqual([])
  })

  test('is refused without being asked for', async () => {
    const issued = await authority.issue(options)
    const attempt = signTaco(unsigned, { signer: signer(issued), timestamp: false, includeRoot: false })
    await expect(attempt).rejects.toMatchObject({
      code: 'certificate',
      message: expect.stringContaining('the JREs of Java 8 to 15 treat files signed with one as unsigned'),
      help: expect.stringContaining('allowRsaPssAndEd25519'),
    })
  })

  test.skipIf(!hasJdk || !hasOpenssl)(
    'from a keystore, as the options say: the JDK verifies it',
    async () => {
      const issued = await authority.issue(options)
      const [store, file] = [path(`${name}.p12`), path(`${name}.taco`)]
      const content = { keyPem: issued.keyPem, certificatesPem: authority.chainPem(issued), alias: 'release' }
      await writePkcs12(store, { ...content, password: PASSWORD })
      const resolved = resolveSignOptions(
        { keystore: store, storePassword: PASSWORD, allowRsaPssAndEd25519: true },
        {},
      )
      const { signer: opened, alias } = await createSigner(resolved)
      const { bytes } = await signTaco(unsigned, { ...resolved, signer: opened, alias })
      await writeFile(file, bytes)
      await expectAgreement(file)
      const entries = (await readWithJava([file])).filter((entry) => FILES.includes(entry.name))
      expect(entries.map(({ signers }) => signers)).toEqual(entries.map(() => 1))
      expect(entries).toHaveLength(2 * FILES.length)
    },
  )
})

const BY_JARSIGNER: { name: string; options: IssueOptions; words: string[] }[] = [
  { name: 'RSA-PSS', options: { key: 'rsa-pss' }, words: [] },
  { name: 'RSA-PSS bound to SHA-384', options: boundTo('sha384'), words: [] },
  { name: 'RSA-PSS by an RSA key', options: { key: 'rsa-2048' }, words: ['-sigalg', 'RSASSA-PSS'] },
  { name: 'RSA-PSS by a long RSA key', options: { key: 'rsa-4096' }, words: ['-sigalg', 'RSASSA-PSS'] },
  { name: 'Ed25519', options: { key: 'ed25519' }, words: [] },
]

test.skipIf(!hasJdk || !hasOpenssl).each(BY_JARSIGNER)(
  'what jarsigner signs with $name is verified, with a warning',
  async ({ name, options, words }) => {
    const issued = await authority.issue(options)
    const [store, file] = [path(`jarsigner ${name}.p12`), path(`jarsigner ${name}.taco`)]
    const content = { keyPem: issued.keyPem, certificatesPem: authority.chainPem(issued), alias: 'release' }
    await writePkcs12(store, { ...content, password: PASSWORD })
    await writeFile(file, unsigned)
    const keystore = ['-keystore', store, '-storepass', PASSWORD]
    const { output } = await runJarsigner([...keystore, ...words, file, 'release'])
    expect(output).toContain('jar signed.')
    await expectAgreement(file)
  },
)

describe('a digest that the key does not sign with', () => {
  test.each([
    ['Ed25519', { key: 'ed25519' }, 'sha256', 'sha512'],
    ['RSA-PSS bound to another', boundTo('sha384'), 'sha512', 'sha384'],
  ] as const)('%s', async (_, options, digest, allowed) => {
    await expect(signed(await authority.issue(options as IssueOptions), { digest })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(`cannot sign with ${digest}`),
      help: expect.stringContaining(allowed),
    })
  })

  test('a key that is bound to SHA-1', async () => {
    await expect(signed(await authority.issue(boundTo('sha1')))).rejects.toMatchObject({
      code: 'certificate',
      message: expect.stringContaining('bound to RSA-PSS with sha1'),
    })
  })
})

test('an RSA-PSS signature with another salt than agreed is refused, whoever made it', async () => {
  const issued = await authority.issue({ key: 'rsa-pss' })
  const { sign, constants } = await import('node:crypto')
  const odd = {
    ...signer(issued),
    sign: async ({ data, digest }: { data: Uint8Array; digest: string }) =>
      sign(digest, data, {
        key: issued.privateKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: 20,
      }),
  }
  const options = { timestamp: false, includeRoot: false, allowRsaPssAndEd25519: true } as const
  await expect(signTaco(unsigned, { signer: odd, ...options })).rejects.toMatchObject({
    code: 'signing',
    help: expect.stringContaining('salt as long as the digest'),
  })
})
