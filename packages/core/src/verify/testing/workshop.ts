import { CertificateAuthority, type Issued, type IssueOptions } from '@tacosmith/test-kit'
import {
  type BlockOptions,
  type ManifestOptions,
  signatureFiles,
  signedData,
  type TokenOptions,
  timestampToken,
} from './hand-made-signature.ts'
import { type ZipEntry, type ZipOptions, zipFile } from './zip-file.ts'

/** A file made by hand, and what has to be said about it. */
export interface Case {
  name: string
  /**
   * `row`: a row of the table of jarsigner's answers; ours has to be the same.
   * `lenient`: jarsigner says verified, we have to refuse.
   * `policy`: we refuse and say that Java may accept it; the exit code is jarsigner's, or is not predicted.
   * `bad`: it must not be accepted; jarsigner may say what it likes.
   * `good`: both accept it.
   */
  kind: 'row' | 'lenient' | 'policy' | 'bad' | 'good'
  bytes: Uint8Array
  /** What `jarsigner -verify -strict` exits with. */
  exit?: number
  status?: string
  /** The JDK from which on jarsigner refuses a lenient case too, as far as was measured. */
  refusedSince?: number
}

const DAY = 24 * 60 * 60 * 1000
export const inDays = (days: number): Date => new Date(Date.now() + days * DAY)
export const FILES: Readonly<Record<string, string>> = {
  'manifest.xml': '<connector-plugin/>',
  'a.js': '(function f(attr) { return [] })',
  'Größe/ü.xml': 'ü'.repeat(100),
}

/** Makes signed files that are wrong in one respect. */
export class Workshop {
  readonly authority: CertificateAuthority
  readonly other: CertificateAuthority
  readonly signer: Issued
  readonly tsa: Issued
  /** The roots that are trusted. */
  readonly trusted: Uint8Array[]

  private constructor(
    authority: CertificateAuthority,
    other: CertificateAuthority,
    signer: Issued,
    tsa: Issued,
  ) {
    this.authority = authority
    this.other = other
    this.signer = signer
    this.tsa = tsa
    this.trusted = [authority.root.certificate]
  }

  static async open(): Promise<Workshop> {
    const authority = await CertificateAuthority.create('Test', inDays(-1000))
    const other = await CertificateAuthority.create('Unknown')
    return new Workshop(authority, other, await authority.issue(), await authority.issueForTimestamps())
  }

  get chain(): Uint8Array[] {
    return [this.authority.intermediate.certificate]
  }

  /** A token by the good authority, now. */
  token(options: Partial<TokenOptions> = {}): (signature: Uint8Array) => Uint8Array {
    const signer = options.signer ?? this.tsa
    const certificates = [signer.certificate, ...this.chain]
    return timestampToken({ time: new Date(), certificates, ...options, signer })
  }

  /** The entries of a signed file, the manifest first. */
  entries(block: Partial<BlockOptions> = {}, manifest: ManifestOptions = {}, name = 'T'): ZipEntry[] {
    const files = signatureFiles(FILES, manifest)
    const signer = block.signer ?? this.signer
    const extension = signer.privateKey.asymmetricKeyType?.startsWith('rsa') ? 'RSA' : 'EC'
    const content = signedData(files.signatureFile, {
      certificates: [signer.certificate, ...this.chain],
      ...block,
      signer,
    })
    return [
      { name: 'META-INF/MANIFEST.MF', content: files.manifest },
      { name: `META-INF/${name}.SF`, content: files.signatureFile },
      { name: `META-INF/${name}.${extension}`, content },
      ...Object.entries(FILES).map(([entry, text]) => ({ name: entry, content: text })),
    ]
  }

  file(block: Partial<BlockOptions> = {}, manifest: ManifestOptions = {}, zip: ZipOptions = {}): Uint8Array {
    return zipFile(this.entries(block, manifest), zip)
  }

  async certified(options: IssueOptions, block: Partial<BlockOptions> = {}): Promise<Uint8Array> {
    return this.file({ ...block, signer: await this.authority.issue(options) })
  }

  /** A good file after a change to its entries. */
  edited(change: (entries: ZipEntry[]) => ZipEntry[], zip: ZipOptions = {}): Uint8Array {
    return zipFile(change(this.entries()), zip)
  }
}
