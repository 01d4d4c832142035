import { createHash } from 'node:crypto'
import { type BlockOptions, signedData } from './hand-made-signature.ts'
import { FILES, type Workshop } from './workshop.ts'
import type { ZipEntry } from './zip-file.ts'

/** The text of a manifest and a signature file, to be changed before it is digested and signed. */
export interface SignedTexts {
  /** The main section of the manifest, its lines without ends. */
  main: string[]
  /** The sections of the manifest, each with its lines. */
  sections: string[][]
}

/** The files of a connector by their names. */
export type SignedFiles = Readonly<Record<string, string | Uint8Array>>

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
  files?: SignedFiles
  /** The signer, or what is different in the block. */
  block?: Partial<BlockOptions>
}

export function sha(text: string | Uint8Array, algorithm = 'sha256', outputLength?: number): string {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text
  const options = outputLength === undefined ? undefined : { outputLength }
  return createHash(algorithm, options).update(bytes).digest('base64')
}

/** The texts of a good file. */
export function signedTexts(files: SignedFiles = FILES): SignedTexts {
  return {
    main: ['Manifest-Version: 1.0'],
    sections: Object.entries(files).map(([name, content]) => [
      `Name: ${Buffer.from(name).toString('latin1')}`,
      `SHA-256-Digest: ${sha(typeof content === 'string' ? Buffer.from(content) : content)}`,
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
    {
      name: 'META-INF/T.EC',
      content: signedData(signatureFile, { signer: shop.signer, certificates, ...options.block }),
    },
    ...Object.entries(files).map(([name, content]) => ({ name, content })),
  ]
}
