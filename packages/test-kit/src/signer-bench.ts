import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateAuthority,
  EXTENDED_KEY_USAGE,
  type Issued,
  type KeyKind,
} from './certificate-authority.ts'
import type { SignableDigest } from './digest-signing.ts'
import { jarsignerVerify } from './jdk-tools.ts'
import { LeakWatch } from './leak-watch.ts'
import { requireOracle, runOracle } from './oracles.ts'
import { hasJdk } from './signer-tests.ts'
import { javaHomeTrusting } from './trusting-java-home.ts'

/** How a {@link SignerBench} is made. */
export interface SignerBenchOptions {
  /** One key and certificate of each kind; the certificate's subject is `Signer KIND`. */
  kinds: readonly KeyKind[]
  /** What nothing may show: passwords, tokens. */
  secrets?: readonly string[]
  /** Default: a new one. */
  folder?: string
}

/** What the tests of every signer start from: keys with certificates, and what sees to it that no secret gets out. */
export class SignerBench {
  readonly watch: LeakWatch = new LeakWatch()
  readonly issued: Map<string, Issued> = new Map()
  readonly secrets: readonly string[]
  readonly #options: SignerBenchOptions
  readonly #open: { close(): Promise<void> }[] = []
  #started: { folder: string; authority: CertificateAuthority } | undefined
  #javaHome: Promise<string> | undefined

  constructor(options: SignerBenchOptions) {
    this.#options = options
    this.secrets = options.secrets ?? []
    for (const secret of this.secrets) this.watch.scanner.addPassword('a secret', secret)
  }

  /** For `beforeAll`. */
  async start(): Promise<void> {
    this.watch.listen()
    const folder = this.#options.folder ?? (await mkdtemp(join(tmpdir(), 'tacosmith-signer-')))
    await mkdir(folder, { recursive: true })
    const authority = await CertificateAuthority.create()
    this.#started = { folder, authority }
    for (const key of this.#options.kinds) {
      const issued = await authority.issue({ key, commonName: `Signer ${key}` })
      this.issued.set(key, issued)
      this.watch.scanner.addKey('a key', issued.privateKey)
    }
    await writeFile(this.file('chain.pem'), authority.chainPem(this.keyOf('p-256')))
  }

  /** For `afterEach`. */
  async tidy(): Promise<void> {
    for (const signer of this.#open.splice(0)) await signer.close()
    this.watch.lookIntoOutput()
  }

  /** For `afterAll`. @param except files that are meant to hold secrets */
  async end(except?: RegExp): Promise<void> {
    // Connections that close later still say so, and the process ends with the file: it listens until then.
    this.watch.lookIntoOutput()
    await this.watch.lookIntoFiles(this.folder, except)
    await rm(this.folder, { recursive: true, force: true })
  }

  /** Has the signer closed after the test. */
  keep<Signer extends { close(): Promise<void> }>(signer: Signer): Signer {
    this.#open.push(signer)
    return signer
  }

  get authority(): CertificateAuthority {
    return this.#requireStarted().authority
  }

  get folder(): string {
    return this.#requireStarted().folder
  }

  file(name: string): string {
    return join(this.folder, name)
  }

  /** PEM: the certificate for the key of the kind `p-256`, and its issuer. */
  get chainFile(): string {
    return this.file('chain.pem')
  }

  keyOf(kind: string): Issued {
    const issued = this.issued.get(kind)
    if (issued === undefined) throw new Error(`the bench holds no key ${kind}`)
    return issued
  }

  /** DER: the certificate for the key, and its issuer. */
  chain(kind: string): Uint8Array[] {
    return [this.keyOf(kind).certificate, this.authority.intermediate.certificate]
  }

  /** The same as PEM. */
  chainPem(kind: string): Buffer {
    return Buffer.from(this.authority.chainPem(this.keyOf(kind)))
  }

  /** A certificate that a server on this machine answers with. */
  async issueForServer(): Promise<Issued> {
    return await this.authority.issue({
      commonName: 'localhost',
      extendedKeyUsage: EXTENDED_KEY_USAGE.serverAuthentication,
      issuer: this.authority.root,
    })
  }

  /** jarsigner has to accept the file. Where there is no JDK, nothing judges it. */
  async judge(taco: Uint8Array): Promise<void> {
    if (!hasJdk()) return
    this.#javaHome ??= javaHomeTrusting(await mkdtemp(this.file('java-')), [
      this.authority.root.certificatePem,
    ])
    const file = join(await mkdtemp(this.file('judged-')), 'signed.taco')
    await writeFile(file, taco)
    const { exit, output } = await jarsignerVerify(file, await this.#javaHome)
    if (exit !== 0 || !output.includes('jar verified.')) throw new Error(`jarsigner: ${exit}\n${output}`)
  }

  /** OpenSSL has to find the signature of a certificate request good. Where there is no openssl, nothing judges it. */
  async judgeRequest(request: Uint8Array): Promise<void> {
    const openssl = requireOracle('openssl')
    if (openssl === undefined) return
    const file = join(await mkdtemp(this.file('request-')), 'request.csr')
    await writeFile(file, request)
    const { exit, output } = await runOracle(openssl, ['req', '-in', file, '-noout', '-verify'])
    if (exit !== 0 || !output.includes('verify OK')) throw new Error(`openssl: ${exit}\n${output}`)
  }

  /**
   * What `signerChecks` of core asks for that is the same for every signer.
   *
   * @param digestsOf the digests that the signer signs with a kind of key
   */
  forContract(digestsOf: (kind: KeyKind) => readonly SignableDigest[]): {
    keys: { name: KeyKind; algorithm: 'rsa' | 'ecdsa'; digests: readonly SignableDigest[] }[]
    certificates(kind: string): Uint8Array[]
    root(): Uint8Array
    secrets(): readonly string[]
    examine(error: unknown): void
    judge(taco: Uint8Array): Promise<void>
    judgeRequest(request: Uint8Array): Promise<void>
  } {
    return {
      keys: this.#options.kinds.map((name) => ({
        name,
        algorithm: name.startsWith('rsa') ? 'rsa' : 'ecdsa',
        digests: digestsOf(name),
      })),
      certificates: (kind) => this.chain(kind),
      root: () => this.authority.root.certificate,
      secrets: () => this.secrets,
      examine: (error) => this.watch.look('the error', error),
      judge: (taco) => this.judge(taco),
      judgeRequest: (request) => this.judgeRequest(request),
    }
  }

  #requireStarted(): { folder: string; authority: CertificateAuthority } {
    if (this.#started === undefined) throw new Error('the bench is used before it is started')
    return this.#started
  }
}
