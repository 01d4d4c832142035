import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateAuthority,
  type Issued,
  jarsignerVerify,
  javaHomeTrusting,
  readWithJava,
  requireOracle,
  runJarsigner,
  startTimestampServer,
  type TimestampServer,
  writePkcs12,
} from '@tacosmith/test-kit'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ResolvedTimestampOptions } from '../build/options/options.ts'
import { readArchive, wholeOf } from '../format/zip/index.ts'
import { verifyTaco } from '../verify/index.ts'
import { signTaco, timestampTaco } from './index.ts'
import { keySigner } from './key-signer.ts'

const DAY = 24 * 60 * 60 * 1000
const PLAIN = { timestamp: false, includeRoot: false } as const
const jarsigner = requireOracle('jarsigner')
const hasOpenssl = requireOracle('openssl')

let folder: string
let authority: CertificateAuthority
let javaHome: string | undefined
let tsa: TimestampServer
let unsigned: Uint8Array
let stamping: ResolvedTimestampOptions
const path = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-stamp-'))
  authority = await CertificateAuthority.create()
  if (jarsigner) javaHome = await javaHomeTrusting(path('jdk'), [authority.root.certificatePem])
  if (hasOpenssl) tsa = await startTimestampServer(authority)
  stamping = { urls: [tsa?.url ?? ''], timeout: 5000, retries: 0, optional: false }
  unsigned = await new JSZip()
    .file('manifest.xml', '<connector-plugin/>'.repeat(9))
    .file('a.js', 'x')
    .generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
})

afterAll(async () => {
  await tsa?.close()
  await rm(folder, { recursive: true, force: true })
})

const signerOf = ({ privateKey, certificate }: Issued): ReturnType<typeof keySigner> =>
  keySigner(privateKey, [certificate, authority.intermediate.certificate])

async function judge(
  bytes: Uint8Array,
): Promise<{ status: string; signers: number; stamped: number; jarsigner: number }> {
  const verdict = await verifyTaco(bytes, { trust: [authority.root.certificate] })
  expect(verdict.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  const file = path('judged.taco')
  await writeFile(file, bytes)
  const answer = javaHome === undefined ? undefined : await jarsignerVerify(file, javaHome)
  if (answer) expect(answer.output).toContain('jar verified.')
  return {
    status: verdict.status,
    signers: verdict.signers.length,
    stamped: verdict.signers.filter(({ timestamp }) => timestamp !== undefined).length,
    jarsigner: answer?.exit ?? 0,
  }
}

/** What jarsigner signs, with two entries in META-INF that are not its own. */
async function signWithJarsigner(
  name: string,
  alias: string,
  issued: Issued,
  words: string[] = [],
): Promise<void> {
  const keystore = path(`${alias}.p12`)
  const content = {
    keyPem: issued.keyPem,
    certificatesPem: authority.chainPem(issued),
    alias,
    password: 'changeit',
  }
  await writePkcs12(keystore, content)
  const { exit, output } = await runJarsigner([
    ...['-keystore', keystore, '-storepass', 'changeit', ...words, path(name), alias],
  ])
  expect([exit, output]).toEqual([0, expect.stringContaining('jar signed')])
}

describe.skipIf(!hasOpenssl)('a timestamp', () => {
  test('is added to our signature, and nothing else changes', async () => {
    const signed = (await signTaco(unsigned, { signer: signerOf(await authority.issue()), ...PLAIN })).bytes
    const { bytes, timestamps } = await timestampTaco(signed, stamping)
    expect(timestamps).toMatchObject([
      { signature: 'META-INF/TACO.EC', authority: 'Test Timestamp Authority' },
    ])
    expect(await judge(bytes)).toEqual({ status: 'verified', signers: 1, stamped: 1, jarsigner: 0 })
    const [before, after] = [readArchive(signed), readArchive(bytes)]
    expect(after.entries.map(({ name }) => name)).toEqual(before.entries.map(({ name }) => name))
    for (const { name, compressed } of before.entries) {
      const same = Buffer.compare(wholeOf(compressed), wholeOf(after.entry(name)!.compressed)) === 0
      expect([name, same]).toEqual([name, name !== 'META-INF/TACO.EC'])
    }
  })

  test.skipIf(!jarsigner)('is added to a signature of jarsigner, for each signer', async () => {
    await writeFile(path('jdk.taco'), unsigned)
    await signWithJarsigner('jdk.taco', 'first', await authority.issue({ key: 'rsa-2048' }))
    await signWithJarsigner('jdk.taco', 'second', await authority.issue({ key: 'p-384' }))
    const signed = await readFile(path('jdk.taco'))
    expect(await judge(signed)).toEqual({ status: 'verified', signers: 2, stamped: 0, jarsigner: 0 })
    const { bytes, timestamps } = await timestampTaco(signed, stamping)
    expect(timestamps.map(({ signature }) => signature).sort()).toEqual([
      'META-INF/FIRST.RSA',
      'META-INF/SECOND.EC',
    ])
    expect(await judge(bytes)).toEqual({ status: 'verified', signers: 2, stamped: 2, jarsigner: 0 })
  })

  test.skipIf(!jarsigner)('of jarsigner verifies here', async () => {
    await writeFile(path('stamped.taco'), unsigned)
    const issued = await authority.issue({ key: 'rsa-2048' })
    await signWithJarsigner('stamped.taco', 'release', issued, ['-tsa', tsa.url])
    const signed = await readFile(path('stamped.taco'))
    expect(await judge(signed)).toEqual({ status: 'verified', signers: 1, stamped: 1, jarsigner: 0 })
    await expect(timestampTaco(signed, stamping)).rejects.toMatchObject({ code: 'usage' })
  })

  test('is refused where it does not help', async () => {
    await expect(timestampTaco(unsigned, stamping)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('not signed'),
    })
    const notAfter = new Date(Date.now() + DAY)
    const signer = signerOf(await authority.issue({ notAfter }))
    const signed = (await signTaco(unsigned, { signer, ...PLAIN })).bytes
    await expect(timestampTaco(signed, stamping, new Date(Date.now() + 3 * DAY))).rejects.toMatchObject({
      code: 'certificate',
      message: expect.stringContaining(notAfter.toISOString().slice(0, 10)),
    })
    await expect(timestampTaco(Buffer.from('no zip'), stamping)).rejects.toMatchObject({
      code: 'archive-malformed',
    })
  })
})

describe('a second signer', () => {
  test('signs the same manifest, and the first signature stays as it was', async () => {
    const [first, second] = [await authority.issue({ key: 'rsa-2048' }), await authority.issue()]
    const once = await signTaco(unsigned, { signer: signerOf(first), ...PLAIN })
    const twice = await signTaco(once.bytes, { signer: signerOf(second), addSigner: true, ...PLAIN })
    expect(await judge(twice.bytes)).toEqual({ status: 'verified', signers: 2, stamped: 0, jarsigner: 0 })
    const [before, after] = [readArchive(once.bytes), readArchive(twice.bytes)]
    expect(after.entries.map(({ name }) => name).slice(0, 3)).toEqual([
      'META-INF/MANIFEST.MF',
      'META-INF/TACO_2.SF',
      'META-INF/TACO_2.EC',
    ])
    for (const { name, content } of before.entries) expect(after.entry(name)!.content()).toEqual(content())
    if (!requireOracle('java')) return
    await writeFile(path('twice.taco'), twice.bytes)
    const entries = (await readWithJava([path('twice.taco')])).filter(
      ({ name }) => !name.startsWith('META-INF'),
    )
    expect(entries).toHaveLength(4)
    for (const { signers } of entries) expect(signers).toBe(2)
  })

  // Newer JDKs take SHA-384 by themselves.
  test.skipIf(!jarsigner).each(['SHA-256', 'SHA-384', 'SHA-512'])(
    'signs beside jarsigner with %s in the manifest',
    async (digest) => {
      const name = `${digest}.taco`
      await writeFile(path(name), unsigned)
      const issued = await authority.issue({ key: 'rsa-2048' })
      await signWithJarsigner(name, 'jdk', issued, ['-digestalg', digest])
      const signer = signerOf(await authority.issue())
      const both = await signTaco(await readFile(path(name)), { signer, addSigner: true, ...PLAIN })
      expect(await judge(both.bytes)).toMatchObject({ status: 'verified', signers: 2, jarsigner: 0 })
    },
  )

  test.skipIf(!jarsigner)('is refused beside digests that JDKs ignore', async () => {
    await writeFile(path('weak.taco'), unsigned)
    const issued = await authority.issue({ key: 'rsa-2048' })
    await signWithJarsigner('weak.taco', 'jdk', issued, ['-digestalg', 'SHA-1'])
    const options = { signer: signerOf(await authority.issue()), addSigner: true, ...PLAIN }
    await expect(signTaco(await readFile(path('weak.taco')), options)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('no matching digest of SHA-256 or stronger'),
    })
  })

  test.skipIf(!jarsigner)('leaves room for jarsigner beside us', async () => {
    const signer = signerOf(await authority.issue())
    const ours = await signTaco(unsigned, { signer, ...PLAIN })
    await writeFile(path('ours.taco'), ours.bytes)
    const issued = await authority.issue({ key: 'rsa-2048' })
    // With other digests than those that are there jarsigner breaks every earlier signature, its own too.
    await signWithJarsigner('ours.taco', 'jdk', issued, ['-digestalg', 'SHA-256'])
    expect(await judge(await readFile(path('ours.taco')))).toMatchObject({ status: 'verified', signers: 2 })
  })

  test('is refused where there is no whole signature, or the name is taken', async () => {
    const signer = signerOf(await authority.issue())
    const options = { signer, addSigner: true, ...PLAIN }
    await expect(signTaco(unsigned, options)).rejects.toMatchObject({ code: 'usage' })
    const once = await signTaco(unsigned, { signer, ...PLAIN })
    await expect(signTaco(once.bytes, { ...options, signatureName: 'taco' })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('TACO'),
    })
  })
})
