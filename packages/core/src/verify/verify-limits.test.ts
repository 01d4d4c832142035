import { crc32, deflateRawSync } from 'node:zlib'
import { type Issued, KEY_USAGE, processorTime } from '@tacosmith/test-kit'
import { beforeAll, describe, expect, test } from 'vitest'
import { element, sequence } from '../format/der/der-writer.ts'
import { verifyTaco } from './index.ts'
import { timestampToken } from './testing/hand-made-signature.ts'
import { Workshop } from './testing/workshop.ts'
import { type ZipEntry, zipFile } from './testing/zip-file.ts'

let shop: Workshop
let trust: Uint8Array[]
beforeAll(async () => {
  shop = await Workshop.open()
  trust = [shop.authority.root.certificate]
})

interface Cost {
  status: string
  /** Milliseconds. */
  time: number
  /** Bytes that the process grew by at most, as the garbage collector leaves it. */
  memory: number
}

const MEGABYTE = 1024 * 1024

async function costOf(bytes: Uint8Array): Promise<Cost> {
  const before = process.resourceUsage().maxRSS
  let status = ''
  const time = await processorTime(async () => {
    const verdict = await verifyTaco(bytes, { trust })
    expect(verdict.ok).toBe(false)
    status = verdict.status
  })
  return { status, time, memory: (process.resourceUsage().maxRSS - before) * 1024 }
}

async function expectCheap(bytes: Uint8Array, status: string, megabytes = 200): Promise<void> {
  const cost = await costOf(bytes)
  expect(cost.status).toBe(status)
  expect(cost.time).toBeLessThan(5000)
  expect(cost.memory).toBeLessThan(megabytes * MEGABYTE)
}

const edited = (change: (entries: ZipEntry[]) => ZipEntry[]): Uint8Array => shop.edited(change)
const withBlock = (content: Uint8Array): Uint8Array =>
  edited((all) => all.map((entry) => (entry.name === 'META-INF/T.EC' ? { ...entry, content } : entry)))

/** 200 MB, packed once: that takes longer than all that is done to it. */
let packedBomb: Omit<ZipEntry, 'name'> | undefined
function bomb(name: string): ZipEntry {
  if (packedBomb === undefined) {
    const content = Buffer.alloc(200 * MEGABYTE)
    packedBomb = { content, packed: deflateRawSync(content), crc32: crc32(content) }
  }
  return { ...packedBomb, name }
}

describe('is refused within bounded time and memory', () => {
  test('a bomb that tells its size', async () => {
    const bytes = zipFile(['a', 'b', 'c'].map(bomb))
    await expectCheap(bytes, 'malformed')
  })

  test('a bomb that lies about its size', async () => {
    const bytes = Buffer.from(zipFile([bomb('a')]))
    const directory = bytes.indexOf('PK\u0001\u0002')
    bytes.writeUInt32LE(10, 22)
    bytes.writeUInt32LE(10, directory + 24)
    const signed = Buffer.from(shop.file())
    await expectCheap(bytes, 'malformed')
    const covered = edited((all) => [...all, { name: 'bomb', content: Buffer.alloc(100 * MEGABYTE) }])
    const lying = Buffer.from(covered)
    for (let at = lying.indexOf('bomb'); at > 0; at = lying.indexOf('bomb', at + 4)) {
      if (lying.readUInt32LE(at - 30) === 0x04034b50) lying.writeUInt32LE(10, at - 8)
      if (at >= 46 && lying.readUInt32LE(at - 46) === 0x02014b50) lying.writeUInt32LE(10, at - 22)
    }
    await expectCheap(lying, 'malformed')
    expect(signed.length).toBeLessThan(10_000)
  })

  test('a manifest of 100 MB', async () => {
    const main = 'Manifest-Version: 1.0\r\n\r\n'
    const text = main + 'Name: x\r\n\r\n'.repeat(9 * MEGABYTE)
    await expectCheap(
      edited((all) => all.map((entry, index) => (index === 0 ? { ...entry, content: text } : entry))),
      'malformed',
      400,
    )
  })

  test('a manifest of 7 MB, full of entries that are not there', async () => {
    const sections = Array.from({ length: 300_000 }, (_, index) => `Name: ${index}\r\nX: 1\r\n\r\n`)
    const text = `Manifest-Version: 1.0\r\n\r\n${sections.join('')}`
    await expectCheap(
      edited((all) => all.map((entry, index) => (index === 0 ? { ...entry, content: text } : entry))),
      'malformed',
      400,
    )
  })

  test.each([
    ['attributes', (number: number) => `A${number}: b\r\n`],
    ['continuations', () => ' x\r\n'],
    ['empty lines', () => '\r'],
  ])('a manifest of 7 MB that consists of %s', async (_kind, line) => {
    const lines = Array.from({ length: 700_000 }, (_, number) => line(number))
    const text = `Manifest-Version: 1.0\r\n${lines.join('')}`
    await expectCheap(
      edited((all) => all.map((entry, index) => (index === 0 ? { ...entry, content: text } : entry))),
      'malformed',
      400,
    )
  })

  test('65,000 entries, with and without a signature', async () => {
    const many = Array.from({ length: 65_000 }, (_, index) => ({
      name: `${index}.js`,
      content: '',
      stored: true,
    }))
    await expectCheap(zipFile(many), 'unsigned', 400)
    await expectCheap(
      edited((all) => [...all, ...many]),
      'partially-signed',
      400,
    )
  })

  test('100,000 entries', async () => {
    const many = Array.from({ length: 100_000 }, (_, index) => ({
      name: `${index}`,
      content: '',
      stored: true,
    }))
    const bytes = zipFile(many.slice(0, 65_000))
    // More than the format can count: the end record tells too few, or says that zip64 tells.
    for (const count of [0xffff, 100_000 % 65_536]) {
      const copy = Buffer.from(bytes)
      copy.writeUInt16LE(count, copy.length - 12)
      copy.writeUInt16LE(count, copy.length - 14)
      await expectCheap(copy, 'malformed', 400)
    }
  })

  test('thousands of signatures', async () => {
    const [, signatureFile, block] = shop.entries()
    const more = Array.from({ length: 3000 }, (_, index) => [
      { ...(signatureFile as ZipEntry), name: `META-INF/T${index}.SF` },
      { ...(block as ZipEntry), name: `META-INF/T${index}.EC` },
    ]).flat()
    await expectCheap(
      edited((all) => [...all, ...more]),
      'malformed',
      400,
    )
  })

  test('ASN.1 that nests a hundred thousand times, or ends too early', async () => {
    const deep = Buffer.concat(Array.from({ length: 100_000 }, () => Buffer.from([0x30, 0x80])))
    await expectCheap(withBlock(deep), 'tampered')
    let nested: Uint8Array = Buffer.alloc(0)
    for (let depth = 0; depth < 500; depth++) nested = sequence(nested)
    await expectCheap(withBlock(nested), 'tampered')
    await expectCheap(withBlock(element(0x30, Buffer.alloc(1_900_000, Buffer.from([5, 0])))), 'tampered')
    const block = Buffer.from(shop.entries()[2]?.content ?? '')
    for (let length = 0; length < block.length; length += 37) {
      const verdict = await verifyTaco(withBlock(block.subarray(0, length)), { trust })
      expect([length, verdict.status]).toEqual([length, 'tampered'])
    }
  })

  test('authorities that all sign each other', async () => {
    const ring: Issued[] = []
    const authority = { authority: true, keyUsage: KEY_USAGE.certificates, extendedKeyUsage: false } as const
    const first = await shop.authority.issue({ ...authority, commonName: 'Ring', issuer: shop.other.root })
    for (let index = 0; index < 40; index++) {
      // One name and one key: each of them has signed all others.
      ring.push(
        await shop.authority.issue({ ...authority, commonName: 'Ring', issuer: first, keyPair: first }),
      )
    }
    const signer = await shop.authority.issue({ issuer: first })
    const certificates = [signer.certificate, ...ring.map(({ certificate }) => certificate)]
    await expectCheap(shop.file({ signer, certificates }), 'untrusted')
    const token = timestampToken({ signer, certificates, time: new Date() })
    await expectCheap(shop.file({ token }), 'untrusted')
    // The same among what is trusted.
    const anchors = ring.slice(1).map(({ certificate }) => certificate)
    const file = shop.file({ signer, certificates })
    expect(await processorTime(() => verifyTaco(file, { trust: anchors }))).toBeLessThan(5000)
  })
})
