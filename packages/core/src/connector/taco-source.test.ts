import { processorTime } from '@tacosmith/test-kit'
import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { tacoSource } from './taco-source.ts'

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && new TextDecoder().decode(bytes)
}

describe('tacoSource', () => {
  async function zip(files: Record<string, string | Uint8Array>): Promise<Uint8Array> {
    const archive = new JSZip()
    for (const [name, content] of Object.entries(files)) archive.file(name, content)
    return archive.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
  }

  /** Puts another name of the same length into an archive, which no well-meaning program would write. */
  function rename(archive: Uint8Array, from: string, to: string): Uint8Array {
    return Buffer.from(Buffer.from(archive).toString('latin1').replaceAll(from, to), 'latin1')
  }

  it('reads what was packed, without the signature', async () => {
    const files = { 'META-INF/MANIFEST.MF': 'm', 'META-INF/A.SF': 's', 'manifest.xml': '<ü/>', 'a/b.js': 'x' }
    const source = await tacoSource(await zip(files), 'x.taco')
    expect(await source.list()).toEqual(['a/b.js', 'manifest.xml'])
    expect(textOf(await source.read('manifest.xml'))).toBe('<ü/>')
    expect(await source.size?.('manifest.xml')).toBe(5)
    expect(await source.read('META-INF/A.SF')).toBeUndefined()
    expect(await source.read('__proto__')).toBeUndefined()
    expect(await source.read('a')).toBeUndefined()
  })

  it.each(['../b.js', '/x/b.js', 'a\\\\b.j', 'C:/b.js', 'META-INF/../x'])(
    'refuses the entry name %s',
    async (name) => {
      const placeholder = 'x'.repeat(name.length)
      const archive = rename(await zip({ [placeholder]: 'b' }), placeholder, name)
      await expect(tacoSource(archive, 'x.taco')).rejects.toMatchObject({
        code: 'archive-malformed',
        message: expect.stringContaining('x.taco'),
      })
    },
  )

  it.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('<connector-plugin/>')],
    ['the start of an archive only', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0])],
  ])('refuses %s', async (_name, bytes) => {
    await expect(tacoSource(bytes)).rejects.toMatchObject({ code: 'archive-malformed' })
  })

  it('refuses an archive that was cut short, wherever', async () => {
    const archive = await zip({ 'manifest.xml': '<a/>', 'b.js': 'b'.repeat(1000) })
    for (let length = 0; length < archive.length; length += 7) {
      await expect(tacoSource(archive.subarray(0, length))).rejects.toMatchObject({
        code: 'archive-malformed',
      })
    }
  })

  it('fails clearly on data that cannot be unpacked', async () => {
    const archive = await zip({ 'manifest.xml': 'abcdefgh'.repeat(100) })
    archive.fill(0xff, 42, 50)
    const reading = tacoSource(archive).then((source) => source.read('manifest.xml'))
    await expect(reading).rejects.toMatchObject({ code: 'archive-malformed' })
  })

  it('does not unpack what says that it is too large', async () => {
    const source = await tacoSource(await zip({ 'bomb.js': new Uint8Array(40 * 1024 * 1024) }))
    expect(await source.size?.('bomb.js')).toBe(40 * 1024 * 1024)
    await expect(source.read('bomb.js')).rejects.toMatchObject({
      code: 'archive-malformed',
      message: expect.stringContaining('bomb.js is larger than'),
    })
  })

  it('refuses an archive with bytes before it, whatever is in it', async () => {
    const archive = await zip({ 'bomb.js': new Uint8Array(40 * 1024 * 1024) })
    await expect(tacoSource(Buffer.concat([Buffer.from('before'), archive]), 'x.taco')).rejects.toMatchObject(
      {
        code: 'archive-malformed',
        message: expect.stringContaining('x.taco: the file is not a well-formed archive: '),
      },
    )
  })

  it('refuses a file whose checksum is wrong', async () => {
    const archive = Buffer.from(await zip({ 'manifest.xml': 'abcdefgh', 'b.js': 'x' }))
    const crc = archive.readUInt32LE(14)
    for (let at = archive.indexOf(crc32Bytes(crc)); at >= 0; at = archive.indexOf(crc32Bytes(crc), at + 1)) {
      archive.writeUInt32LE((crc ^ 1) >>> 0, at)
    }
    const source = await tacoSource(archive, 'x.taco')
    await expect(source.read('manifest.xml')).rejects.toMatchObject({
      code: 'archive-malformed',
      message: 'x.taco: the file is not a well-formed archive: the checksum of entry "manifest.xml" is wrong',
    })
    expect(textOf(await source.read('b.js'))).toBe('x')
  })

  it('refuses a small archive of huge contents', async () => {
    const mebibyte = new Uint8Array(1024 * 1024)
    const bombs = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`${index}.bin`, mebibyte]))
    const bytes = await zip(bombs)
    const time = await processorTime(async () => {
      await expect(tacoSource(bytes)).rejects.toMatchObject({
        message: expect.stringContaining('its contents would take 73400320 bytes'),
      })
    })
    expect(time).toBeLessThan(10_000)
  })
})

function crc32Bytes(crc: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(crc)
  return bytes
}
