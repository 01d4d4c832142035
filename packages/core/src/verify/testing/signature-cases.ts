import { plus, replace, without } from './entry-edits.ts'
import { attribute } from './hand-made-signature.ts'
import type { Case, Workshop } from './workshop.ts'
import type { ZipEntry } from './zip-file.ts'

/** The rows and lenient cases on the block and the two text files. */
export async function signatureCases(shop: Workshop): Promise<Case[]> {
  const { signer, chain } = shop
  const row = (name: string, exit: number, status: string, bytes: Uint8Array): Case => ({
    ...{ name, kind: 'row', exit, status, bytes },
  })
  const bad = (name: string, bytes: Uint8Array): Case => ({ name, kind: 'bad', bytes })
  const block = /T\.EC$/
  const cut = replace('META-INF/T.EC', (text) => text.slice(0, -20))
  const second = shop.entries({ signer: await shop.authority.issue() }, {}, 'SECOND').slice(1, 3)
  const brokenSecond = second.map((entry) =>
    entry.name.endsWith('.EC') ? { ...entry, content: Buffer.from(entry.content).subarray(0, -20) } : entry,
  )
  return [
    row('unsigned entry', 16, 'partially-signed', shop.edited(plus({ name: 'b.js', content: 'x' }))),
    row('unsigned jar', 16, 'unsigned', shop.edited(without(/T\.(SF|EC)$/))),
    row('unsigned jar without manifest', 0, 'unsigned', shop.edited(without(/^META-INF/))),
    row(
      'entry that the signature file leaves out',
      16,
      'partially-signed',
      shop.file({}, { covered: (name) => name !== 'a.js' }),
    ),
    row(
      'entry that the manifest leaves out',
      16,
      'partially-signed',
      shop.file({}, { listed: (name) => name !== 'a.js' }),
    ),
    row('corrupt block', 16, 'tampered', shop.edited(cut)),
    row('missing block', 16, 'unsigned', shop.edited(without(block))),
    row('missing signature file', 16, 'unsigned', shop.edited(without(/T\.SF$/))),
    row(
      'duplicate manifest',
      16,
      'malformed',
      shop.edited((all) => [all[0] as ZipEntry, ...all]),
    ),
    row('modified entry', 1, 'tampered', shop.edited(replace('a.js', () => 'evil'))),
    row(
      'changed signature file',
      1,
      'tampered',
      shop.edited(replace('META-INF/T.SF', (text) => text.replace('1.0', '1.0\r\nX: 1'))),
    ),
    row(
      'changed main attributes',
      1,
      'tampered',
      shop.edited(replace('META-INF/MANIFEST.MF', (text) => text.replace('1.0', '1.0\r\nX: 1'))),
    ),
    row(
      'changed manifest section',
      1,
      'tampered',
      shop.edited(
        replace('META-INF/MANIFEST.MF', (text) => text.replace('Name: a.js\r\n', 'Name: a.js\r\nX: 1\r\n')),
      ),
    ),
    row(
      'a section added to the manifest',
      16,
      'partially-signed',
      shop.edited((all) =>
        plus({ name: 'b.js', content: '' })(
          replace(
            'META-INF/MANIFEST.MF',
            (text) =>
              `${text}Name: b.js\r\nSHA-256-Digest: 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\r\n\r\n`,
          )(all),
        ),
      ),
    ),
    row(
      'duplicate names with different content',
      1,
      'malformed',
      shop.edited(plus({ name: 'a.js', content: 'evil' })),
    ),
    row('truncation', 1, 'malformed', shop.file().subarray(0, -40)),
    row('SHA-512 digests', 0, 'verified', shop.file({}, { digestName: 'SHA-512' })),
    row('SHA-1 digests', 16, 'weak', shop.file({}, { digestName: 'SHA1' })),
    row('MD5 digests', 16, 'weak', shop.file({}, { digestName: 'MD5' })),
    row('SHA-1 signature', 16, 'weak', shop.file({ digest: 'sha1' })),
    row('SHA-384 signature', 0, 'verified', shop.file({ digest: 'sha384' })),
    row('no signed attributes', 0, 'verified', shop.file({ bare: true })),
    row('signer named by key identifier', 16, 'unsigned', shop.file({ byKeyIdentifier: true })),
    row('signature file of another version', 16, 'unsigned', shop.file({}, { signatureVersion: '2.0' })),
    row('no digest of the whole manifest', 0, 'verified', shop.file({}, { withoutWholeDigest: true })),
    row('two signers', 0, 'verified', shop.edited(plus(...second))),
    {
      name: 'two signers of which one is broken',
      kind: 'lenient',
      bytes: shop.edited(plus(...brokenSecond)),
    },
    { name: 'deleted entry', kind: 'lenient', bytes: shop.edited(without(/^a\.js$/)) },
    {
      name: 'stray .SF',
      kind: 'lenient',
      bytes: shop.edited(plus({ name: 'META-INF/OLD.SF', content: 'x' })),
    },
    {
      name: 'stray .RSA',
      kind: 'lenient',
      bytes: shop.edited(plus({ name: 'META-INF/OLD.RSA', content: 'x' })),
    },
    {
      name: 'stray SIG-X',
      kind: 'lenient',
      bytes: shop.edited(plus({ name: 'META-INF/SIG-X', content: 'x' })),
    },
    bad('wrong algorithm under the signature', shop.file({ protectedDigest: 'sha384' })),
    bad('certificate of the signer missing', shop.file({ certificates: chain })),
    bad('signature by another key', shop.file({ signer: { ...signer, privateKey: shop.tsa.privateKey } })),
    row('content inside the block', 0, 'verified', shop.file({ embed: true })),
    bad(
      'an unsigned attribute that is no timestamp',
      shop.file({ unsigned: [attribute('1.2.840.113549.1.9.16.2.12', Buffer.from([5, 0]))] }),
    ),
    bad('empty block', shop.edited(replace('META-INF/T.EC', () => ''))),
    bad('empty signature file', shop.edited(replace('META-INF/T.SF', () => ''))),
    bad('empty manifest', shop.edited(replace('META-INF/MANIFEST.MF', () => ''))),
    bad('block with a byte after it', shop.edited(replace('META-INF/T.EC', (text) => `${text}\0`))),
    bad(
      'two sections for one entry',
      shop.edited(replace('META-INF/MANIFEST.MF', (text) => `${text}Name: a.js\r\nX: 1\r\n\r\n`)),
    ),
  ]
}
