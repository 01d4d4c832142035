import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateAuthority,
  type IssueOptions,
  jarsignerVerify,
  javaHomeTrusting,
  requireOracle,
  type TimestampServer,
} from '@tacosmith/test-kit'
import { expect } from 'vitest'
import { type ArchiveEntry, type NewEntry, readArchive, writeArchive } from '../../format/zip/index.ts'
import { type Certificate, createSignedData, readCertificate, requestTimestamp } from '../../keys/index.ts'
import { keySigner } from '../../sign/key-signer.ts'
import { signatureFiles } from './hand-made-signature.ts'

export const DAY = 24 * 60 * 60 * 1000
export const SIGNED_FILES: Readonly<Record<string, string>> = {
  'manifest.xml': '<connector-plugin/>',
  'a.js': 'function () {}',
}
const hasJdk = Boolean(requireOracle('jarsigner') && requireOracle('keytool'))

export type Edit = (entries: (ArchiveEntry | NewEntry)[]) => (ArchiveEntry | NewEntry)[]

/** Files that were signed with our own writers, and the JDK that is asked about them. */
export class SignedScene {
  readonly authority: CertificateAuthority
  /** What is trusted, here and by the JDK. */
  readonly trust: Uint8Array[]
  readonly #folder: string
  readonly #javaHome: string | undefined
  #signed: Uint8Array = new Uint8Array()

  private constructor(authority: CertificateAuthority, folder: string, javaHome: string | undefined) {
    this.authority = authority
    this.trust = [authority.root.certificate]
    this.#folder = folder
    this.#javaHome = javaHome
  }

  static async open(): Promise<SignedScene> {
    const folder = await mkdtemp(join(tmpdir(), 'tacosmith-verify-'))
    const authority = await CertificateAuthority.create()
    const roots = [authority.root.certificatePem]
    const javaHome = hasJdk ? await javaHomeTrusting(join(folder, 'jdk'), roots) : undefined
    const scene = new SignedScene(authority, folder, javaHome)
    scene.#signed = await scene.sign({})
    return scene
  }

  /** A good file without a timestamp. */
  get signed(): Uint8Array {
    return this.#signed
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }

  /** Signs without the checks of signTaco, so that bad certificates come through. */
  async sign(options: IssueOptions, chain: 'whole' | 'leaf' = 'whole'): Promise<Uint8Array> {
    const issued = await this.authority.issue(options)
    const certificates = chain === 'whole' ? [this.authority.intermediate.certificate] : []
    return await this.signWith(issued.privateKey, [issued.certificate, ...certificates])
  }

  /**
   * @param ders - The signer's certificate first.
   * @param timestamp - A server to be asked, or a token as it is.
   */
  async signWith(
    privateKey: Parameters<typeof keySigner>[0],
    ders: Uint8Array[],
    timestamp?: TimestampServer | Uint8Array,
  ): Promise<Uint8Array> {
    const { manifest, signatureFile } = signatureFiles(SIGNED_FILES)
    const signer = keySigner(privateKey, ders)
    const block = await createSignedData({
      content: signatureFile,
      certificates: ders.map((der) => readCertificate(der, 'test')) as [Certificate, ...Certificate[]],
      algorithm: 'ecdsa',
      digest: 'sha256',
      sign: async (data) => await signer.sign({ data, digest: 'sha256', algorithm: 'ecdsa' }),
      timestamp: async (signature) => {
        if (timestamp === undefined || timestamp instanceof Uint8Array) return timestamp
        return (await requestTimestamp(signature, { urls: [timestamp.url], timeout: 5000, retries: 0 })).token
      },
    })
    return writeArchive([
      { name: 'META-INF/MANIFEST.MF', content: manifest },
      { name: 'META-INF/T.SF', content: signatureFile },
      { name: 'META-INF/T.EC', content: block },
      ...Object.entries(SIGNED_FILES).map(([name, content]) => ({ name, content: Buffer.from(content) })),
    ])
  }

  /** The good file after a change. */
  edited(change: Edit): Uint8Array {
    return writeArchive(change(readArchive(this.#signed).entries))
  }

  async expectSameAsJarsigner(bytes: Uint8Array, exit: number): Promise<void> {
    if (this.#javaHome === undefined) return
    const file = join(this.#folder, 'case.taco')
    await writeFile(file, bytes)
    expect((await jarsignerVerify(file, this.#javaHome)).exit).toBe(exit)
  }
}

/** Changes the content of an entry, a character for each byte. */
export function replace(name: string, change: (text: string) => string): Edit {
  return (entries) =>
    entries.map((entry) => {
      if (entry.name !== name || !('compressed' in entry)) return entry
      const text = Buffer.from(entry.content()).toString('latin1')
      return { name, content: Buffer.from(change(text), 'latin1') }
    })
}

/** The files outside META-INF. */
export function contentsOf(bytes: Uint8Array): Record<string, string> {
  const entries = readArchive(bytes).entries.filter(({ name }) => !name.startsWith('META-INF/'))
  return Object.fromEntries(entries.map((entry) => [entry.name, Buffer.from(entry.content()).toString()]))
}
