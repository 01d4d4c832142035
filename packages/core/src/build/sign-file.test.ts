import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CertificateAuthority, type Issued, requireOracle, startTimestampServer } from '@tacosmith/test-kit'
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { type ByteSource, byteSource, PIECE_BYTES, piecesOf, writeArchive } from '../format/zip/index.ts'
import { type SignTacoOptions, signTaco } from '../sign/index.ts'
import { keySigner } from '../sign/key-signer.ts'
import { verifyIntegrity, verifyTaco } from '../verify/index.ts'
import { zipFile } from '../verify/testing/zip-file.ts'
import { signTacoFile, timestampTacoFile } from './sign-file.ts'

const hasOpenssl = requireOracle('openssl') !== undefined
let folder: string
let authority: CertificateAuthority
let issued: Issued
let options: SignTacoOptions

/** A driver is what makes connectors large, and does not get smaller by packing. */
const UNSIGNED = zipFile([
  { name: 'manifest.xml', content: '<connector-plugin/>', stored: true },
  { name: 'driver.jar', content: randomBytes(2_000_000), stored: true },
  { name: 'packed.jar', content: randomBytes(2_000_000) },
  { name: 'text.txt', content: Buffer.alloc(3_000_000, 'some text ') },
])

beforeAll(async () => {
  authority = await CertificateAuthority.create()
  issued = await authority.issue({ key: 'rsa-2048' })
  const certificates = [issued.certificate, authority.intermediate.certificate]
  options = {
    signer: keySigner(issued.privateKey, certificates),
    alias: 'release',
    timestamp: false,
    includeRoot: false,
    now: new Date(),
  }
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-sign-file-'))
  await writeFile(join(folder, 'in.taco'), UNSIGNED)
  return async () => await rm(folder, { recursive: true, force: true })
})

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** `toEqual` takes many seconds for millions of bytes. */
function expectSame(bytes: Uint8Array, expected: Uint8Array): void {
  expect([bytes.length, Buffer.compare(bytes, expected)]).toEqual([expected.length, 0])
}

test('a file on disk is signed as its bytes are, to another file or in place', async () => {
  const [input, output] = [join(folder, 'in.taco'), join(folder, 'out', 'signed.taco')]
  const signed = await signTacoFile(input, output, options)
  const bytes = await readFile(output)
  expectSame((await signTaco(UNSIGNED, options)).bytes, bytes)
  expect(signed.sha256).toBe(sha256(bytes))
  expectSame(await readFile(input), UNSIGNED)

  await signTacoFile(input, input, options)
  expectSame(await readFile(input), bytes)
  expect((await readdir(folder)).sort()).toEqual(['in.taco', 'out'])
  expect(await verifyTaco(bytes, { trust: [authority.root.certificate] })).toMatchObject({
    status: 'verified',
  })
})

test('a file that changes while it is being signed is told, and nothing is written', async () => {
  const [input, output] = [join(folder, 'in.taco'), join(folder, 'out.taco')]
  await writeFile(output, 'what was there')
  const other = writeArchive([{ name: 'manifest.xml', content: randomBytes(UNSIGNED.length) }])
  const signer = {
    ...options.signer,
    certificates: async () => await options.signer.certificates(),
    sign: async (request: Parameters<typeof options.signer.sign>[0]) => {
      await writeFile(input, other, { flag: 'r+' })
      return await options.signer.sign(request)
    },
  }
  await expect(signTacoFile(input, output, { ...options, signer })).rejects.toMatchObject({
    code: 'environment',
    message: `${input} was changed while it was being read`,
  })
  expect(await readFile(output, 'utf8')).toBe('what was there')
  expect((await readdir(folder)).sort()).toEqual(['in.taco', 'out.taco'])
})

test.runIf(hasOpenssl)(
  'a timestamp is added to a file on disk, but not to one that was tampered with',
  async () => {
    const server = await startTimestampServer(authority)
    onTestFinished(async () => await server.close())
    const stamping = { urls: [server.url], timeout: 5000, retries: 0, optional: false }
    const input = join(folder, 'in.taco')
    await signTacoFile(input, input, options)
    const signed = await readFile(input)

    const { timestamps, sha256: digest } = await timestampTacoFile(
      input,
      join(folder, 'stamped.taco'),
      stamping,
    )
    expect(timestamps).toMatchObject([{ signature: 'META-INF/RELEASE.RSA' }])
    expect(digest).toBe(sha256(await readFile(join(folder, 'stamped.taco'))))

    const tampered = Buffer.from(signed)
    tampered.write('<connector-plugiN/>', tampered.indexOf('<connector-plugin/>'))
    await writeFile(input, tampered)
    await expect(timestampTacoFile(input, input, stamping)).rejects.toMatchObject({
      code: 'archive-malformed',
    })
    expectSame(await readFile(input), tampered)
  },
)

test('however large a file is, only small parts of it are in memory at a time', async () => {
  const watched = new WatchedSource(UNSIGNED)
  const { content } = await signTaco(watched, options)
  expect(await verifyIntegrity(content)).toEqual([])
  let size = 0
  for (const piece of piecesOf(content)) size += piece.length
  expect(size).toBe(content.length)
  expect(watched.largest).toBeLessThanOrEqual(PIECE_BYTES)
})

/** Says how much was asked for at a time. */
class WatchedSource implements ByteSource {
  readonly length: number
  readonly #source: ByteSource
  largest = 0

  constructor(bytes: Uint8Array) {
    this.#source = byteSource(bytes)
    this.length = bytes.length
  }

  slice(start: number, end: number): Uint8Array {
    const bytes = this.#source.slice(start, end)
    this.largest = Math.max(this.largest, bytes.length)
    return bytes
  }

  checkUnchanged(): void {}
}
