import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateAuthority,
  EXTENDED_KEY_USAGE,
  type IssueOptions,
  issueSelfSigned,
  jarsignerVerify,
  javaHomeTrusting,
  KEY_USAGE,
  requireOracle,
  startTimestampServer,
  type TimestampServer,
} from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type ArchiveEntry,
  formatSection,
  type NewEntry,
  readArchive,
  writeArchive,
} from '../format/zip/index.ts'
import { type Certificate, createSignedData, readCertificate, requestTimestamp } from '../keys/index.ts'
import { keySigner } from '../sign/key-signer.ts'
import { verifyIntegrity, verifyTaco } from './index.ts'

const DAY = 24 * 60 * 60 * 1000
const FILES: Record<string, string> = { 'manifest.xml': '<connector-plugin/>', 'a.js': 'function () {}' }
const hasJdk = requireOracle('jarsigner') && requireOracle('keytool')

let folder: string
let authority: CertificateAuthority
let javaHome: string
let signed: Uint8Array

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-verify-'))
  authority = await CertificateAuthority.create()
  if (hasJdk) javaHome = await javaHomeTrusting(join(folder, 'jdk'), [authority.root.certificatePem])
  signed = await sign({})
})

afterAll(async () => await rm(folder, { recursive: true, force: true }))

/** Signs without the checks of signTaco, so that bad certificates come through. */
async function sign(options: IssueOptions, chain: 'whole' | 'leaf' = 'whole'): Promise<Uint8Array> {
  const issued = await authority.issue(options)
  const certificates = chain === 'whole' ? [authority.intermediate.certificate] : []
  return await signWith(issued.privateKey, [issued.certificate, ...certificates])
}

async function signWith(
  privateKey: Parameters<typeof keySigner>[0],
  ders: Uint8Array[],
  timestamp?: TimestampServer | Uint8Array,
): Promise<Uint8Array> {
  const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64')
  const main = formatSection([{ name: 'Manifest-Version', value: '1.0' }])
  const sections = Object.entries(FILES).map(([name, content]) => ({
    name,
    bytes: formatSection([
      { name: 'Name', value: name },
      { name: 'SHA-256-Digest', value: sha256(Buffer.from(content)) },
    ]),
  }))
  const manifest = Buffer.concat([main, ...sections.map(({ bytes }) => bytes)])
  const signatureFile = Buffer.concat([
    formatSection([
      { name: 'Signature-Version', value: '1.0' },
      { name: 'SHA-256-Digest-Manifest', value: sha256(manifest) },
      { name: 'SHA-256-Digest-Manifest-Main-Attributes', value: sha256(main) },
    ]),
    ...sections.map(({ name, bytes }) =>
      formatSection([
        { name: 'Name', value: name },
        { name: 'SHA-256-Digest', value: sha256(bytes) },
      ]),
    ),
  ])
  const signer = keySigner(privateKey, ders)
  const block = await createSignedData({
    content: signatureFile,
    certificates: ders.map((der) => readCertificate(der, 'test')) as [Certificate, ...Certificate[]],
    algorithm: 'ecdsa',
    digest: 'sha256',
    sign: async (data) => await signer.sign({ data, digest: 'sha256', algorithm: 'ecdsa' }),
    timestamp: async (signature) => {
      if (timestamp === undefined || timestamp instanceof Uint8Array) return timestamp
      return (await requestTimestamp(signature, { urls: [timestamp.url], timeout: 5000, retries: 0 })).token
    },
  })
  return writeArchive([
    { name: 'META-INF/MANIFEST.MF', content: manifest },
    { name: 'META-INF/T.SF', content: signatureFile },
    { name: 'META-INF/T.EC', content: block },
    ...Object.entries(FILES).map(([name, content]) => ({ name, content: Buffer.from(content) })),
  ])
}

type Edit = (entries: (ArchiveEntry | NewEntry)[]) => (ArchiveEntry | NewEntry)[]

function edit(change: Edit): Uint8Array {
  return writeArchive(change(readArchive(signed).entries))
}

function replace(name: string, change: (text: string) => string): Edit {
  return (entries) =>
    entries.map((entry) => {
      if (entry.name !== name || !('compressed' in entry)) return entry
      const text = Buffer.from(entry.content()).toString('latin1')
      return { name, content: Buffer.from(change(text), 'latin1') }
    })
}

async function expectSameAsJarsigner(bytes: Uint8Array, exit: number): Promise<void> {
  if (!hasJdk) return
  const file = join(folder, 'case.taco')
  await writeFile(file, bytes)
  expect((await jarsignerVerify(file, javaHome)).exit).toBe(exit)
}

describe('a file that was changed after signing', () => {
  const add =
    (name: string): Edit =>
    (entries) => [...entries, { name, content: Buffer.from('x') }]
  const remove =
    (name: string): Edit =>
    (entries) =>
      entries.filter((entry) => entry.name !== name)
  // Name, change, status, rule, jarsigner's exit code.
  const CASES: [string, Edit, string, string, number][] = [
    ['an edited file', replace('a.js', () => 'evil'), 'tampered', 'taco-entry-changed', 1],
    ['an added file', add('b.js'), 'partially-signed', 'taco-unsigned-entry', 16],
    ['a deleted file', remove('a.js'), 'tampered', 'taco-entry-deleted', 0],
    [
      'an edited manifest section',
      replace('META-INF/MANIFEST.MF', (text) =>
        text.replace('Name: a.js', 'X: 1\r\nName: a.js').replace('X: 1\r\nName: a.js', 'Name: a.js\r\nX: 1'),
      ),
      'tampered',
      'taco-manifest-changed',
      1,
    ],
    [
      'an edited manifest main section',
      replace('META-INF/MANIFEST.MF', (text) => text.replace('1.0', '1.0\r\nX: 1')),
      'tampered',
      'taco-manifest-changed',
      1,
    ],
    [
      'an edited signature file',
      replace('META-INF/T.SF', (text) => text.replace('1.0', '1.0\r\nX: 1')),
      'tampered',
      'taco-signature-invalid',
      1,
    ],
    [
      'a cut block',
      replace('META-INF/T.EC', (text) => text.slice(0, -10)),
      'tampered',
      'taco-signature-unreadable',
      16,
    ],
    ['a missing block', remove('META-INF/T.EC'), 'unsigned', 'taco-stray-signature-file', 16],
    ['a stray signature file', add('META-INF/OLD.SF'), 'tampered', 'taco-stray-signature-file', 0],
    ['a stray SIG- file', add('META-INF/SIG-X'), 'tampered', 'taco-stray-signature-file', 0],
    [
      'all signature files removed',
      (entries) => entries.filter(({ name }) => !/T\.(SF|EC)$/.test(name)),
      'unsigned',
      'taco-unsigned',
      16,
    ],
    [
      'everything in META-INF removed',
      (entries) => entries.filter(({ name }) => !name.startsWith('META-INF')),
      'unsigned',
      'taco-unsigned',
      0,
    ],
  ]
  test.each(CASES)('%s', async (_, change, status, rule, exit) => {
    const bytes = edit(change)
    const verdict = await verifyTaco(bytes, { trust: [authority.root.certificate] })
    expect(verdict).toMatchObject({ ok: false, status, jarsignerExit: exit })
    expect(verdict.problems.map((found) => found.rule)).toContain(rule)
    expect((await verifyIntegrity(bytes)).map((found) => found.rule)).toContain(rule)
    await expectSameAsJarsigner(bytes, exit)
  })

  test('one changed bit is never a crash, and never verified if it changes a file', async () => {
    let refused = 0
    for (let position = 0; position < signed.length; position += 3) {
      const copy = Uint8Array.from(signed)
      copy[position] = (copy[position] ?? 0) ^ 0x10
      const verdict = await verifyTaco(copy, { trust: [authority.root.certificate] })
      // Dates, versions and filling bits may change without anybody reading anything else.
      if (verdict.ok) expect(contentsOf(copy)).toEqual(FILES)
      else refused++
    }
    expect(refused).toBeGreaterThan(signed.length / 3 / 2)
  })
})

function contentsOf(bytes: Uint8Array): Record<string, string> {
  const entries = readArchive(bytes).entries.filter(({ name }) => !name.startsWith('META-INF/'))
  return Object.fromEntries(entries.map((entry) => [entry.name, Buffer.from(entry.content()).toString()]))
}

describe('the certificate', () => {
  const past = (days: number): Date => new Date(Date.now() - days * DAY)
  const CASES: [string, () => Promise<Uint8Array>, string, number, string][] = [
    ['good', async () => signed, 'verified', 0, '.taco verified.'],
    [
      'expired',
      async () => await sign({ notBefore: past(20), notAfter: past(10) }),
      'expired',
      4,
      'The signer certificate has expired.',
    ],
    [
      'not yet valid',
      async () => await sign({ notBefore: past(-10) }),
      'not-yet-valid',
      4,
      'The signer certificate is not yet valid.',
    ],
    [
      'for servers',
      async () => await sign({ extendedKeyUsage: EXTENDED_KEY_USAGE.serverAuthentication }),
      'bad-key-usage',
      8,
      'The signer certificate chain is not validated.',
    ],
    [
      'for encryption',
      async () => await sign({ keyUsage: KEY_USAGE.keyEncipherment }),
      'unsigned',
      16,
      '.taco is not signed.',
    ],
    [
      'without usages',
      async () => await sign({ keyUsage: false, extendedKeyUsage: false }),
      'verified',
      0,
      '.taco verified.',
    ],
    [
      'without its intermediate',
      async () => await sign({}, 'leaf'),
      'untrusted',
      4,
      'The signer certificate chain is not validated.',
    ],
    ['self-signed', selfSigned, 'untrusted', 4, 'The signer certificate chain is not validated.'],
  ]
  async function selfSigned(): Promise<Uint8Array> {
    const { privateKey, certificate } = await issueSelfSigned()
    return await signWith(privateKey, [certificate])
  }
  test.each(CASES)('%s', async (_, make, status, exit, tableauLog) => {
    const bytes = await make()
    const verdict = await verifyTaco(bytes, { trust: [authority.root.certificate] })
    expect(verdict).toMatchObject({ status, jarsignerExit: exit, tableauLog, ok: status === 'verified' })
    // A signature that Java passes over proves nothing.
    expect((await verifyIntegrity(bytes)).map(({ rule }) => rule)).toEqual(
      status === 'unsigned' ? ['taco-signature-ignored'] : [],
    )
    await expectSameAsJarsigner(bytes, exit)
  })

  test('is not trusted without roots, or with the wrong one', async () => {
    const other = await CertificateAuthority.create('Other')
    for (const trust of [[], [other.root.certificate]]) {
      const verdict = await verifyTaco(signed, { trust })
      expect(verdict).toMatchObject({ ok: false, status: 'untrusted' })
      expect(verdict.problems[0]?.message).toContain('"CN=Test Root", which issued "CN=Test Intermediate"')
    }
  })

  test('is judged at the day asked for', async () => {
    const at = new Date(Date.now() + 800 * DAY)
    expect(
      (await verifyTaco(signed, { trust: [Buffer.from(authority.root.certificatePem)], at })).status,
    ).toBe('expired')
  })

  test('does not count when a certificate that is no authority issued it', async () => {
    const middle = await authority.issue({ commonName: 'No Authority' })
    const leaf = await authority.issue({ issuer: middle })
    const bytes = await signWith(leaf.privateKey, [
      leaf.certificate,
      middle.certificate,
      authority.intermediate.certificate,
    ])
    expect((await verifyTaco(bytes, { trust: [authority.root.certificate] })).status).toBe('untrusted')
    await expectSameAsJarsigner(bytes, 4)
  })
})

describe.skipIf(!requireOracle('openssl'))('the timestamp', () => {
  async function stamp(
    options: IssueOptions,
    by: CertificateAuthority = authority,
    stampOptions: IssueOptions = {},
  ): Promise<Uint8Array> {
    const server = await startTimestampServer(by, 'good', await by.issueForTimestamps(stampOptions))
    try {
      const { privateKey, certificate } = await authority.issue(options)
      return await signWith(privateKey, [certificate, authority.intermediate.certificate], server)
    } finally {
      await server.close()
    }
  }
  const trust = (): Uint8Array[] => [authority.root.certificate]
  const inDays = (days: number): Date => new Date(Date.now() + days * DAY)

  test('keeps a file good after its certificate has expired, until its own certificate expires too', async () => {
    const bytes = await stamp({ notAfter: inDays(100) }, authority, { notAfter: inDays(200) })
    const statusAt = async (days: number): Promise<string> =>
      (await verifyTaco(bytes, { trust: trust(), at: inDays(days) })).status
    expect([await statusAt(0), await statusAt(150), await statusAt(250)]).toEqual([
      'verified',
      'verified',
      'expired',
    ])
    const { validUntil } = await verifyTaco(bytes, { trust: trust() })
    expect(validUntil).toBe(inDays(200).toISOString().slice(0, 10))
    await expectSameAsJarsigner(bytes, 0)
  })

  test('does not help when its certificate expires first', async () => {
    const bytes = await stamp({ notAfter: inDays(200) }, authority, { notAfter: inDays(100) })
    expect((await verifyTaco(bytes, { trust: trust(), at: inDays(150) })).status).toBe('verified')
    expect((await verifyTaco(bytes, { trust: trust(), at: inDays(250) })).status).toBe('expired')
  })

  test('does not help when the certificate had expired before', async () => {
    const bytes = await stamp({ notBefore: inDays(-20), notAfter: inDays(-10) })
    const verdict = await verifyTaco(bytes, { trust: trust() })
    expect(verdict).toMatchObject({ status: 'expired', jarsignerExit: 4 })
    await expectSameAsJarsigner(bytes, 4)
  })

  test('has to come from a trusted authority', async () => {
    const bytes = await stamp({}, await CertificateAuthority.create('Other'))
    const verdict = await verifyTaco(bytes, { trust: trust() })
    expect(verdict).toMatchObject({ status: 'untrusted', jarsignerExit: 64 })
    expect(verdict.problems.map(({ rule }) => rule)).toEqual(['taco-timestamp-untrusted'])
    await expectSameAsJarsigner(bytes, 64)
  })

  test('has to belong to the signature', async () => {
    const server = await startTimestampServer(authority)
    try {
      const stolen = await requestTimestamp(Buffer.from('another signature'), {
        urls: [server.url],
        timeout: 5000,
        retries: 0,
      })
      const { privateKey, certificate } = await authority.issue()
      const bytes = await signWith(
        privateKey,
        [certificate, authority.intermediate.certificate],
        stolen.token,
      )
      const verdict = await verifyTaco(bytes, { trust: trust() })
      expect(verdict).toMatchObject({ ok: false, status: 'tampered' })
      expect(verdict.problems[0]?.rule).toBe('taco-timestamp-invalid')
    } finally {
      await server.close()
    }
  })
})

function blockOf(bytes: Uint8Array): Uint8Array {
  return readArchive(bytes).entry('META-INF/T.EC')!.content()
}

test('a damaged block gives a verdict that is not good, whatever the damage', async () => {
  const block = Buffer.from(blockOf(signed))
  let seed = 7
  const random = (limit: number): number => {
    seed = (seed * 48271) % 0x7fffffff
    return seed % limit
  }
  for (let round = 0; round < 400; round++) {
    const copy = Buffer.from(block)
    for (let change = 0; change <= round % 4; change++) copy[random(copy.length)] = random(256)
    const bytes = edit(replace('META-INF/T.EC', () => copy.toString('latin1')))
    const verdict = await verifyTaco(bytes, { trust: [authority.root.certificate] })
    // Some bytes carry no meaning, but then the files are as they were signed.
    if (verdict.ok) expect(contentsOf(bytes)).toEqual(FILES)
  }
})

test('any bytes give a verdict', async () => {
  for (const bytes of [new Uint8Array(), Buffer.from('PK'), Buffer.alloc(1000, 0x50)]) {
    expect(await verifyTaco(bytes)).toMatchObject({ ok: false, status: 'malformed', signers: [] })
  }
})
