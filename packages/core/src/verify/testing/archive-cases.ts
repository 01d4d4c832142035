import { archiveHeaderCases } from './archive-header-cases.ts'
import { inEntry, plus } from './entry-edits.ts'
import { signatureFiles, signedData } from './hand-made-signature.ts'
import { signatureNameCases } from './signature-name-cases.ts'
import { type Case, FILES, type Workshop } from './workshop.ts'
import { zipFile } from './zip-file.ts'

/** The lenient cases on the archive. */
export async function archiveCases(shop: Workshop): Promise<Case[]> {
  const lenient = (name: string, bytes: Uint8Array): Case => ({ name, kind: 'lenient', bytes })
  const bad = (name: string, bytes: Uint8Array): Case => ({ name, kind: 'bad', bytes })
  const good = (name: string, bytes: Uint8Array): Case => ({ name, kind: 'good', exit: 0, bytes })
  const row = (name: string, bytes: Uint8Array): Case => ({
    ...{ name, kind: 'row', exit: 1, status: 'malformed', bytes },
  })
  /** With another compression method (at byte 10 of the directory header) or other flags (at byte 8). */
  const packedAs = (offset: number, value: number): Uint8Array =>
    shop.edited(
      inEntry('a.js', {
        patches: [
          { header: 'directory', offset, size: 2, value },
          { header: 'local', offset: offset - 2, size: 2, value },
        ],
      }),
    )
  const named = (name: string): Uint8Array => {
    const files = signatureFiles({ [name]: 'x' })
    const block = signedData(files.signatureFile, {
      signer: shop.signer,
      certificates: [shop.signer.certificate, ...shop.chain],
    })
    return zipFile([
      { name: 'META-INF/MANIFEST.MF', content: files.manifest },
      { name: 'META-INF/T.SF', content: files.signatureFile },
      { name: 'META-INF/T.EC', content: block },
      { name, content: 'x' },
    ])
  }
  const twice = (one: string, other: string): Uint8Array => {
    const files = signatureFiles({ [one]: 'x', [other]: 'y' })
    const block = signedData(files.signatureFile, {
      signer: shop.signer,
      certificates: [shop.signer.certificate, ...shop.chain],
    })
    return zipFile([
      { name: 'META-INF/MANIFEST.MF', content: files.manifest },
      { name: 'META-INF/T.SF', content: files.signatureFile },
      { name: 'META-INF/T.EC', content: block },
      { name: one, content: 'x' },
      { name: other, content: 'y' },
    ])
  }
  const unicodePath = Buffer.concat([Buffer.from([0x75, 0x70, 10, 0, 1, 0, 0, 0, 0]), Buffer.from('b.jsx')])
  const junk = Buffer.from('JUNK')
  return [
    ...archiveHeaderCases(shop),
    ...signatureNameCases(shop),
    good(
      'stored entries',
      shop.edited((all) => all.map((entry) => ({ ...entry, stored: true }))),
    ),
    good(
      'data descriptors',
      shop.edited((all) => all.map((entry) => ({ ...entry, descriptor: true }))),
    ),
    good(
      'an extra field that is no name',
      shop.edited(inEntry('a.js', { extra: Buffer.from([0xfe, 0xca, 0, 0]) })),
    ),
    lenient('identical duplicate entries', shop.edited(plus({ name: 'a.js', content: FILES['a.js'] ?? '' }))),
    lenient(
      'a local header without a directory entry',
      shop.edited(plus({ name: 'x.js', content: 'x', only: 'local' })),
    ),
    lenient('a local header with another name', shop.edited(inEntry('a.js', { localName: 'b.js' }))),
    lenient(
      'bytes before',
      shop.edited((all) => all, { prefix: junk }),
    ),
    lenient('bytes between two entries', shop.edited(inEntry('a.js', { before: junk }))),
    lenient(
      'bytes before the directory',
      shop.edited((all) => all, { beforeDirectory: junk }),
    ),
    lenient(
      'bytes after',
      shop.edited((all) => all, { suffix: junk }),
    ),
    lenient(
      'archive comment',
      shop.edited((all) => all, { comment: 'hello' }),
    ),
    { ...lenient('wrong CRC', shop.edited(inEntry('a.js', { crc32: 1 }))), refusedSince: 25 },
    lenient('name with ..', named('../a.js')),
    lenient('name with .. inside', named('x/../a.js')),
    lenient('name with a leading slash', named('/a.js')),
    lenient('name with a backslash', named('x\\a.js')),
    lenient('name with a drive', named('C:a.js')),
    good('name of 4096 characters', named(`${'x'.repeat(4093)}.js`)),
    lenient('name of 4097 characters', named(`${'x'.repeat(4094)}.js`)),
    lenient('names that differ by case only', twice('a.js', 'A.js')),
    lenient('names that differ by Unicode form only', twice('\u00e9.js', 'e\u0301.js')),
    lenient('an extra field with another name', shop.edited(inEntry('a.js', { extra: unicodePath }))),
    bad(
      'a directory entry without local header',
      shop.edited(plus({ name: 'x.js', content: 'x', only: 'directory' })),
    ),
    bad('name with a control character', named('a\u0007.js')),
    row('an entry packed with bzip2', packedAs(10, 12)),
    row('an encrypted entry', packedAs(8, 1)),
    bad('nothing', new Uint8Array()),
    bad('an end record alone', zipFile([])),
    bad('text', Buffer.from('this is no archive')),
    bad(
      'zip64 marks',
      ((): Uint8Array => {
        const bytes = Buffer.from(shop.file())
        bytes.writeUInt16LE(0xffff, bytes.length - 12)
        return bytes
      })(),
    ),
  ]
}
