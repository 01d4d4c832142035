import JSZip from 'jszip'
import { describe, expect, test } from 'vitest'
import { TacosmithError } from '../../errors.ts'
import { joinSources, readArchive, wholeOf, writeArchive } from './index.ts'

const FILES: Record<string, string> = {
  'manifest.xml': '<a/>',
  'b/data.txt': 'data '.repeat(500),
  'ü.txt': '',
}

/** With data descriptors, as Java and streaming writers make them, when `streamFiles` is set. */
async function archive(
  files: Record<string, string> = FILES,
  options: JSZip.JSZipGeneratorOptions = {},
): Promise<Buffer> {
  const zip = new JSZip()
  for (const [name, content] of Object.entries(files)) zip.file(name, content, { createFolders: false })
  return Buffer.from(await zip.generateAsync({ compression: 'DEFLATE', ...options, type: 'uint8array' }))
}

const written = (files: Record<string, string> = FILES): Buffer =>
  Buffer.from(
    writeArchive(Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text) }))),
  )

function contents(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(
    readArchive(bytes).entries.map((e) => [e.name, Buffer.from(e.content()).toString()]),
  )
}

/** Overwrites one occurrence of a text, local header (`first`) or directory (`last`). */
function replaceText(bytes: Buffer, from: string, to: string, which: 'first' | 'last'): Buffer {
  const copy = Buffer.from(bytes)
  const position = which === 'first' ? copy.indexOf(from) : copy.lastIndexOf(from)
  copy.write(to, position, 'utf8')
  return copy
}

const directoryOffset = (bytes: Buffer): number => bytes.readUInt32LE(bytes.length - 6)

describe('reads', () => {
  test.each<[string, JSZip.JSZipGeneratorOptions]>([
    ['deflated', {}],
    ['stored', { compression: 'STORE' }],
    ['with data descriptors', { streamFiles: true }],
  ])('archives of other writers: %s', async (_, options) => {
    expect(contents(await archive(FILES, options))).toEqual(FILES)
  })

  test('a file in pieces as it reads the whole, be it sound or not', async () => {
    const sound = await archive(FILES, { streamFiles: true })
    const files = [sound, sound.subarray(0, -5), Buffer.concat([Buffer.from('x'), sound]), Buffer.alloc(0)]
    for (const file of files) {
      for (const size of [1, 7, 64, 1000]) {
        const count = Math.ceil(file.length / size)
        const pieces = Array.from({ length: count }, (_, index) =>
          file.subarray(index * size, (index + 1) * size),
        )
        const read = (bytes: Parameters<typeof readArchive>[0]): unknown => {
          try {
            return readArchive(bytes).entries.map((e) => [e.name, Buffer.from(e.content()).toString()])
          } catch (error) {
            return (error as Error).message
          }
        }
        expect(read(joinSources(pieces))).toEqual(read(file))
      }
    }
  })

  test('directories as entries without content', async () => {
    const zip = new JSZip()
    zip.file('b/data.txt', 'x')
    const names = readArchive(await zip.generateAsync({ type: 'uint8array' })).entries.map(({ name }) => name)
    expect(names).toEqual(['b/', 'b/data.txt'])
  })
})

describe('writes', () => {
  test('what other readers read, and the same bytes every time', async () => {
    const bytes = written()
    const zip = await JSZip.loadAsync(bytes, { checkCRC32: true })
    const read = await Promise.all(
      Object.keys(zip.files).map(async (name) => [name, await zip.file(name)?.async('string')]),
    )
    expect(Object.fromEntries(read)).toEqual(FILES)
    expect(written().equals(bytes)).toBe(true)
    expect(bytes.readUInt32LE(10)).toBe(0x00210000)
    // Deflated, they would not be the same bytes on every machine.
    expect(readArchive(bytes).entries.map(({ method }) => method)).toEqual(['stored', 'stored', 'stored'])
  })

  test('entries of another archive without packing them again, whether with data descriptors or not', async () => {
    const original = readArchive(await archive(FILES, { streamFiles: true }))
    const copy = readArchive(writeArchive(original.entries))
    expect(copy.entries.map((e) => Buffer.from(wholeOf(e.compressed)).toString('hex'))).toEqual(
      original.entries.map((e) => Buffer.from(wholeOf(e.compressed)).toString('hex')),
    )
    expect(contents(writeArchive(original.entries))).toEqual(FILES)
  })
})

describe('refuses', () => {
  const CASES: [string, () => Buffer | Promise<Buffer>, RegExp][] = [
    ['nothing at all', () => Buffer.alloc(0), /end-of-directory/],
    ['a file cut short', () => written().subarray(0, -1), /end-of-directory/],
    ['bytes after the end', () => Buffer.concat([written(), Buffer.from('x')]), /end-of-directory/],
    ['bytes before the start', () => Buffer.concat([Buffer.from('#!'), written()]), /before or between/],
    ['a comment', async () => await archive(FILES, { comment: 'hello' }), /end-of-directory/],
    [
      'a local header with another name',
      () => replaceText(written(), 'manifest.xml', 'manifesT.xml', 'first'),
      /names itself "manifesT.xml"/,
    ],
    [
      'a directory with another name',
      () => replaceText(written(), 'manifest.xml', 'manifesT.xml', 'last'),
      /names an entry "manifesT.xml"/,
    ],
    ['the same name twice', () => doubled('manifest.xml'), /two entries named "manifest.xml"/],
    [
      'names that differ by case',
      () => written({ 'a.txt': '1', 'A.txt': '2' }),
      /ignore case or Unicode form/,
    ],
    [
      'names that differ by Unicode form',
      () => written({ 'ü.txt': '1', 'u\u0308.txt': '2' }),
      /ignore case or Unicode form/,
    ],
    ['a path upwards', () => written({ '../evil': '' }), /"\.\." segment/],
    ['an absolute path', () => written({ '/etc/passwd': '' }), /starts with a slash/],
    ['a backslash', () => written({ 'a\\b': '' }), /backslash/],
    ['a drive', () => written({ 'C:evil': '' }), /drive letter/],
    ['a line break in a name', () => written({ 'a\nb': '' }), /control character/],
    ['an entry that the directory does not know', () => hidden(), /instead of 0|belong to no entry/],
    ['a gap before the directory', () => gap(), /belong to no entry/],
    ['a second name in an extra field', () => secondName(), /second, different name/],
    ['encryption', () => flagged(1), /encrypted/],
  ]
  test.each(CASES)('%s', async (_, make, message) => {
    const bytes = await make()
    expect(() => readArchive(bytes)).toThrow(TacosmithError)
    expect(() => readArchive(bytes)).toThrow(message)
  })

  test('content that does not fit its checksum, on reading it', () => {
    const bytes = written({ 'a.txt': 'abc' })
    bytes.writeUInt8(bytes.readUInt8(14) ^ 1, 14)
    const directory = directoryOffset(bytes)
    bytes.writeUInt8(bytes.readUInt8(directory + 16) ^ 1, directory + 16)
    expect(() => contents(bytes)).toThrow(/checksum of entry "a.txt"/)
  })

  test('content that unpacks to more than it claims, without unpacking it', async () => {
    const bytes = await archive({ 'a.txt': 'x'.repeat(5_000_000) })
    bytes.writeUInt32LE(10, 22)
    bytes.writeUInt32LE(10, directoryOffset(bytes) + 24)
    expect(() => contents(bytes)).toThrow(/does not unpack to the 10 bytes/)
  })

  test('more content than allowed', () => {
    expect(() => readArchive(written(), { totalSize: 100 })).toThrow(/more than the 100 allowed/)
    expect(() => readArchive(written(), { entries: 2 })).toThrow(/more than the 2 allowed/)
  })

  test.each([
    ['stored', written],
    ['deflated', archive],
  ])('with an error and nothing else, whatever byte is changed: %s', async (_, make) => {
    // In other tests a long text; here every byte of it would take its time.
    const bytes = await make({ ...FILES, 'b/data.txt': 'data '.repeat(50) })
    for (let position = 0; position < bytes.length; position++) {
      for (const value of [0x00, 0x01, 0x80, 0xff]) {
        const copy = Buffer.from(bytes)
        copy[position] = (copy[position] ?? 0) ^ value
        try {
          contents(copy)
        } catch (error) {
          expect(error).toBeInstanceOf(TacosmithError)
        }
      }
    }
  })
})

function doubled(name: string): Buffer {
  return Buffer.from(writeArchive([name, name].map((n) => ({ name: n, content: Buffer.from('x') }))))
}

/** The directory forgets its first entry. */
function hidden(): Buffer {
  const bytes = written()
  const directory = directoryOffset(bytes)
  const first = 46 + bytes.readUInt16LE(directory + 28)
  const shorter = Buffer.concat([bytes.subarray(0, directory), bytes.subarray(directory + first)])
  const end = shorter.length - 22
  shorter.writeUInt16LE(2, end + 8)
  shorter.writeUInt16LE(2, end + 10)
  shorter.writeUInt32LE(end - directory, end + 12)
  return shorter
}

function gap(): Buffer {
  const bytes = written()
  const directory = directoryOffset(bytes)
  const longer = Buffer.concat([bytes.subarray(0, directory), Buffer.from('gap'), bytes.subarray(directory)])
  longer.writeUInt32LE(directory + 3, longer.length - 6)
  return longer
}

/** Adds Info-ZIP's Unicode path field to the only entry of the directory. */
function secondName(): Buffer {
  const bytes = written({ 'a.txt': '' })
  const directory = directoryOffset(bytes)
  const extra = Buffer.concat([Buffer.from([0x75, 0x70, 10, 0, 1, 0, 0, 0, 0]), Buffer.from('b.txt')])
  const nameEnd = directory + 46 + 5
  const longer = Buffer.concat([bytes.subarray(0, nameEnd), extra, bytes.subarray(nameEnd)])
  longer.writeUInt16LE(extra.length, directory + 30)
  longer.writeUInt32LE(46 + 5 + extra.length, longer.length - 10)
  return longer
}

function flagged(flag: number): Buffer {
  const bytes = written({ 'a.txt': 'abc' })
  bytes.writeUInt16LE(flag, 6)
  bytes.writeUInt16LE(flag, directoryOffset(bytes) + 8)
  return bytes
}
