import { entriesOf, type SignedTexts, sha, signedTexts, type TextOptions } from './signed-texts.ts'
import { type Case, FILES, type Workshop } from './workshop.ts'
import { zipFile } from './zip-file.ts'

/** What the cases on the manifest and the signature file share: rows, and ways to change the texts before they are signed. */
export type ManifestScene = ReturnType<typeof manifestScene>

export function manifestScene(shop: Workshop) {
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
  return {
    shop,
    row,
    policy,
    signed,
    beside,
    instead,
    inSignatureFile,
    longLine,
    content,
    other,
    longSha,
    noWhole,
  }
}
