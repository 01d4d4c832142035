import { createHash } from 'node:crypto'
import { plus } from './entry-edits.ts'
import { signedData } from './hand-made-signature.ts'
import { type Case, FILES, type Workshop } from './workshop.ts'
import { type ZipEntry, zipFile } from './zip-file.ts'

/** The text of a manifest and a signature file, to be changed before it is digested and signed. */
export interface SignedTexts {
  /** The main section of the manifest, its lines without ends. */
  main: string[]
  /** The sections of the manifest, each with its lines. */
  sections: string[][]
}

/** What may be changed on the way from the texts to a signed file. */
export interface TextOptions {
  end?: string
  /** Changes the manifest's bytes before they are digested. */
  manifest?(text: string): string
  /** Changes the signature file before it is signed. */
  signatureFile?(text: string): string
  /** The name of the digests in the signature file; SHA-256. */
  digest?: 'SHA-256' | 'SHA1'
  /** Digests sections without their blank line. */
  withoutBlankLines?: boolean
  files?: Readonly<Record<string, string>>
}

export function sha(text: string | Uint8Array, algorithm = 'sha256', outputLength?: number): string {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text
  const options = outputLength === undefined ? undefined : { outputLength }
  return createHash(algorithm, options).update(bytes).digest('base64')
}

/** The texts of a good file. */
export function signedTexts(files: Readonly<Record<string, string>> = FILES): SignedTexts {
  return {
    main: ['Manifest-Version: 1.0'],
    sections: Object.entries(files).map(([name, content]) => [
      `Name: ${Buffer.from(name).toString('latin1')}`,
      `SHA-256-Digest: ${sha(Buffer.from(content))}`,
    ]),
  }
}

/** Digests and signs texts, whatever they say. */
export function entriesOf(shop: Workshop, texts: SignedTexts, options: TextOptions = {}): ZipEntry[] {
  const { end = '\r\n', digest = 'SHA-256', files = FILES } = options
  const hash = digest === 'SHA-256' ? 'sha256' : 'sha1'
  const section = (lines: readonly string[]): string => lines.map((line) => line + end).join('') + end
  const short = (text: string): string => (options.withoutBlankLines ? text.slice(0, -end.length) : text)
  const manifest = (options.manifest ?? ((text) => text))(
    section(texts.main) + texts.sections.map(section).join(''),
  )
  const signed =
    section([
      'Signature-Version: 1.0',
      `${digest}-Digest-Manifest: ${sha(manifest, hash)}`,
      `${digest}-Digest-Manifest-Main-Attributes: ${sha(section(texts.main), hash)}`,
    ]) +
    texts.sections
      .map((lines) => section([lines[0] ?? '', `${digest}-Digest: ${sha(short(section(lines)), hash)}`]))
      .join('')
  const signatureFile = Buffer.from((options.signatureFile ?? ((text) => text))(signed), 'latin1')
  const certificates = [shop.signer.certificate, ...shop.chain]
  return [
    { name: 'META-INF/MANIFEST.MF', content: Buffer.from(manifest, 'latin1') },
    { name: 'META-INF/T.SF', content: signatureFile },
    { name: 'META-INF/T.EC', content: signedData(signatureFile, { signer: shop.signer, certificates }) },
    ...Object.entries(files).map(([name, content]) => ({ name, content })),
  ]
}

/** Cases on the manifest and the signature file: all of it digested and signed as it is. */
export async function manifestCases(shop: Workshop): Promise<Case[]> {
  const row = (name: string, exit: number, status: string, bytes: Uint8Array): Case => ({
    ...{ name, kind: 'row', exit, status, bytes },
  })
  const policy = (name: string, exit: number, bytes: Uint8Array): Case => ({
    ...{ name, kind: 'policy', exit, bytes },
  })
  const signed = (change: (texts: SignedTexts) => void, options: TextOptions = {}): Uint8Array => {
    const texts = signedTexts()
    change(texts)
    return zipFile(entriesOf(shop, texts, options))
  }
  const beside = (line: string): Uint8Array =>
    signed(({ sections }) => {
      sections[1]?.push(line)
    })
  const instead = (line: string): Uint8Array =>
    signed(({ sections }) => {
      if (sections[1] !== undefined) sections[1][1] = line
    })
  const inSignatureFile = (change: (text: string) => string): Uint8Array =>
    signed(() => {}, { signatureFile: change })
  const longLine = (size: number): Uint8Array =>
    signed(() => {}, {
      end: '\n',
      manifest: (text) => text.replace('Name: a.js\n', `Name: a.js\nX: ${'x'.repeat(size - 3)}\n`),
    })
  const content = FILES['a.js'] ?? ''
  const other = sha('other')
  const longSha = (name: string): string => sha('other', name)
  /** The digests of the sections count only where that of the whole manifest does not match. */
  const noWhole = (text: string): string => text.replace(/SHA-256-Digest-Manifest: .*\r\n/, '')
  return [
    // Digests of entries.
    ...['SHA-224', 'SHA3-256', 'SHA3-512', 'SHA256', 'Sha512', 'SHAKE128-256', 'SHA'].map((name) =>
      row(`a wrong ${name} digest beside a right one`, 1, 'tampered', beside(`${name}-Digest: ${other}`)),
    ),
    row('a wrong SHA-1 digest beside a right one', 0, 'verified', beside(`SHA-1-Digest: ${other}`)),
    row('a wrong MD5 digest beside a right one', 0, 'verified', beside(`MD5-Digest: ${other}`)),
    row('a digest of another name beside a right one', 0, 'verified', beside(`X-Digest: ${other}`)),
    row('SHA-224 alone', 0, 'verified', instead(`SHA-224-Digest: ${sha(content, 'sha224')}`)),
    row('SHA256 without a hyphen alone', 0, 'verified', instead(`SHA256-Digest: ${sha(content)}`)),
    row('SHA3-384 alone', 0, 'verified', instead(`SHA3-384-Digest: ${sha(content, 'sha3-384')}`)),
    row('SHAKE256-512 alone', 0, 'verified', instead(`SHAKE256-512-Digest: ${sha(content, 'shake256', 64)}`)),
    policy('SHA alone', 0, instead(`SHA-Digest: ${sha(content, 'sha1')}`)),
    row('MD2 alone', 16, 'weak', instead(`MD2-Digest: ${other}`)),
    row('a digest that Java does not know alone', 1, 'tampered', instead(`X-Digest: ${other}`)),
    row('no digest in a section', 1, 'tampered', instead(`X-Note: ${other}`)),
    row('a digest without a name', 1, 'tampered', instead(`-Digest: ${sha(content)}`)),
    row('a digest that is no Base64', 1, 'tampered', instead('SHA-256-Digest: A')),
    row('a digest that is too short', 1, 'tampered', instead('SHA-256-Digest: AAAA')),
    row('an empty digest', 1, 'tampered', instead('SHA-256-Digest: ')),
    row(
      'a digest without padding',
      0,
      'verified',
      instead(`SHA-256-Digest: ${sha(content).replace('=', '')}`),
    ),
    row(
      'a digest with other characters in between',
      0,
      'verified',
      instead(`SHA-256-Digest: ${sha(content).replace(/^(.{7})/, '$1 !')}`),
    ),
    row('digits behind the padding of a digest', 1, 'tampered', instead(`SHA-256-Digest: ${sha(content)}A`)),
    // Digests of the manifest.
    row(
      'a wrong digest of the whole manifest',
      0,
      'verified',
      inSignatureFile((text) => text.replace(/(Digest-Manifest: )..../, '$1AAAA')),
    ),
    row(
      'a wrong digest of the whole manifest beside a right one',
      0,
      'verified',
      inSignatureFile((text) =>
        text.replace('\r\n\r\n', `\r\nSHA3-256-Digest-Manifest: ${longSha('sha3-256')}\r\n\r\n`),
      ),
    ),
    row(
      'wrong digests of main section and sections under a right one of the whole',
      0,
      'verified',
      inSignatureFile((text) => text.replaceAll(/((?:Attributes|-Digest): )..../g, '$1AAAA')),
    ),
    row(
      'a section for nothing under a digest of the whole manifest',
      0,
      'verified',
      inSignatureFile((text) => `${text}Name: b.js\r\nSHA-256-Digest: ${other}\r\n\r\n`),
    ),
    row(
      'a section for nothing without a digest of the whole manifest',
      1,
      'tampered',
      inSignatureFile((text) => `${noWhole(text)}Name: b.js\r\nSHA-256-Digest: ${other}\r\n\r\n`),
    ),
    policy(
      'no digest of the whole manifest or its main section',
      0,
      inSignatureFile((text) => text.replaceAll(/SHA-256-Digest-Manifest.*\r\n/g, '')),
    ),
    row(
      'a main section proved by a digest that Java does not know',
      16,
      'unsigned',
      inSignatureFile((text) =>
        noWhole(text).replace('SHA-256-Digest-Manifest-Main', 'X-Digest-Manifest-Main'),
      ),
    ),
    row(
      'a wrong SHA-512 digest of the main section beside a right one',
      1,
      'tampered',
      inSignatureFile((text) =>
        noWhole(text).replace(
          '\r\n\r\n',
          `\r\nSHA-512-Digest-Manifest-Main-Attributes: ${longSha('sha512')}\r\n\r\n`,
        ),
      ),
    ),
    row(
      'a wrong SHA3-256 digest of a section beside a right one',
      1,
      'tampered',
      inSignatureFile((text) =>
        noWhole(text).replace('Name: a.js\r\n', `Name: a.js\r\nSHA3-256-Digest: ${longSha('sha3-256')}\r\n`),
      ),
    ),
    row(
      'a section in the signature file without a digest that Java knows',
      16,
      'partially-signed',
      inSignatureFile((text) => noWhole(text).replace('Name: a.js\r\nSHA-256-', 'Name: a.js\r\nX-')),
    ),
    row(
      'digests of sections without their blank lines',
      0,
      'verified',
      signed(() => {}, { withoutBlankLines: true, signatureFile: noWhole }),
    ),
    {
      name: 'digests of sections made in two ways',
      kind: 'policy',
      bytes: signed(() => {}, {
        signatureFile: (text) =>
          noWhole(text).replace(
            /(Name: a\.js\r\nSHA-256-Digest: ).*/,
            `$1${sha(`Name: a.js\r\nSHA-256-Digest: ${sha(content)}\r\n`)}`,
          ),
      }),
    },
    row(
      'a digest of the whole manifest that is no Base64',
      1,
      'tampered',
      inSignatureFile((text) => text.replace(/(Digest-Manifest: ).*/, '$1A')),
    ),
    row(
      'SHA-1 in the signature file alone',
      16,
      'weak',
      signed(() => {}, { digest: 'SHA1' }),
    ),
    // The text of the manifest.
    row('a line of 511 bytes and its end', 0, 'verified', longLine(511)),
    row('a line of 512 bytes and its end', 1, 'malformed', longLine(512)),
    row(
      'a signature file with a line of 512 bytes and its end',
      16,
      'tampered',
      inSignatureFile((text) => text.replace('\r\n', `\r\nX: ${'x'.repeat(509)}\r\n`)),
    ),
    row(
      'a name on two lines',
      1,
      'malformed',
      signed(() => {}, { manifest: (text) => text.replace('Name: a.js', 'Na\r\n me: a.js') }),
    ),
    row(
      'lines that end with LF',
      0,
      'verified',
      signed(() => {}, { end: '\n' }),
    ),
    row(
      'lines that end with CR',
      0,
      'verified',
      signed(() => {}, { end: '\r' }),
    ),
    row(
      'blank lines between sections',
      0,
      'verified',
      signed(() => {}, { manifest: (text) => text.replaceAll('\r\n\r\n', '\r\n\r\n\r\n\r\n') }),
    ),
    policy(
      'a section twice',
      0,
      signed(({ sections }) => sections.push([...(sections[1] ?? [])])),
    ),
    policy('an attribute twice', 0, beside(`SHA-256-Digest: ${sha(content)}`)),
    policy(
      'a manifest without an end to its last line',
      1,
      signed(() => {}, { manifest: (text) => text.slice(0, -4) }),
    ),
    row('a NUL in an attribute', 0, 'verified', beside('X: a\u0000b')),
    row('Magic', 0, 'verified', beside('Magic: unknown-magic')),
    row(
      'a multi-release file',
      0,
      'verified',
      signed(({ main }) => main.push('Multi-Release: true')),
    ),
    row(
      'no Manifest-Version',
      0,
      'verified',
      signed(({ main }) => main.splice(0, 1, 'X: y')),
    ),
    row(
      'an empty main section',
      0,
      'verified',
      signed(({ main }) => main.splice(0, 1)),
    ),
    row(
      'a section for a directory that is not there',
      0,
      'verified',
      signed(({ sections }) => sections.push(['Name: x/', 'X: y'])),
    ),
    row(
      'names with ./ in front',
      0,
      'verified',
      signed(({ sections }) => sections[1]?.splice(0, 1, 'Name: ./a.js')),
    ),
    row(
      'names with / in front',
      0,
      'verified',
      signed(({ sections }) => sections[1]?.splice(0, 1, 'Name: /a.js')),
    ),
    row(
      'lower-case name and digest',
      0,
      'verified',
      signed(({ sections }) => sections.splice(1, 1, ['name: a.js', `sha-256-digest: ${sha(content)}`])),
    ),
    // Files in META-INF.
    row(
      'a digest for the signature file',
      1,
      'tampered',
      signed(({ sections }) => sections.push(['Name: META-INF/T.SF', `SHA-256-Digest: ${other}`])),
    ),
    row(
      'a digest for the manifest itself',
      0,
      'verified',
      signed(({ sections }) => sections.push(['Name: META-INF/MANIFEST.MF', `SHA-256-Digest: ${other}`])),
    ),
    row(
      'an unsigned file in META-INF',
      16,
      'partially-signed',
      shop.edited(plus({ name: 'META-INF/x.txt', content: 'x' })),
    ),
    row(
      'an unsigned file below META-INF',
      16,
      'partially-signed',
      shop.edited(plus({ name: 'META-INF/x/T.SF', content: 'x' })),
    ),
    row(
      'an unsigned INDEX.LIST',
      16,
      'partially-signed',
      shop.edited(plus({ name: 'META-INF/INDEX.LIST', content: 'x' })),
    ),
    row(
      'SIG- with a long extension',
      16,
      'partially-signed',
      shop.edited(plus({ name: 'META-INF/SIG-x.long', content: 'x' })),
    ),
    policy('SIG- with a short extension', 0, shop.edited(plus({ name: 'META-INF/SIG-x.sig', content: 'x' }))),
    policy('an empty stray signature file', 0, shop.edited(plus({ name: 'META-INF/X.SF', content: '' }))),
  ]
}
