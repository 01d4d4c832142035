import type { ResolvedTimestampOptions } from '../build/options/options.ts'
import { TacosmithError } from '../errors.ts'
import {
  type Archive,
  type ArchiveBytes,
  MANIFEST_NAME,
  readArchive,
  refuseNestedSignatures,
  writeArchiveSource,
} from '../format/zip/index.ts'
import {
  buildChain,
  type Certificate,
  type CertificateChain,
  createSignedData,
  isRsa,
  readCertificate,
  refuseBrokenChain,
  requestTimestamp,
  type SignatureAlgorithm,
  type Timestamp,
  verifyWith,
} from '../keys/index.ts'
import { CONFIGURED_NAMES, type KeyOptionNames } from '../keys/option-names.ts'
import { checkChain, checkKey, chooseDigest, type UsableKey } from './preflight.ts'
import { addSignatureFile, writeSignatureFiles } from './signature-files.ts'
import { freeSignatureName, signatureFileName } from './signature-name.ts'
import { describeResult, type SignedTaco } from './signed-taco.ts'
import { type DigestAlgorithm, isSigner, type Signer } from './signer.ts'

/** How {@link signTaco} signs. */
export interface SignTacoOptions {
  signer: Signer
  /** The keystore entry's name; the signature files are called after it. */
  alias?: string | undefined
  /** Default: derived from the alias, or `TACO`. */
  signatureName?: string | undefined
  /** Default: what the strength of the key requires. */
  digest?: DigestAlgorithm | undefined
  timestamp: ResolvedTimestampOptions | false
  /** Embed the root too. */
  includeRoot: boolean
  /** Sign with RSA-PSS and Ed25519 keys, which JREs of Java 8 to 15 take for no signature. Default false. */
  allowRsaPssAndEd25519?: boolean | undefined
  /** Keep the signatures that are there and add one over the same manifest. Default false. */
  addSigner?: boolean | undefined
  /** What messages call the options that the user gave. Default: as in a configuration. */
  names?: KeyOptionNames | undefined
  /** The time against which certificates are checked. Default: now. */
  now?: Date | undefined
}

/**
 * Signs a `.taco`, unsigned or signed before: older signatures are dropped, or kept with `addSigner`.
 *
 * The connector's files are copied as they are, without packing them again. With an RSA key and without a timestamp
 * the same input gives the same bytes.
 *
 * @param bytes the file: in memory, or an open file; `signTacoFile` does everything that signing a file takes
 * @throws TacosmithError `archive-malformed` when the file is not a well-formed archive, `certificate` when Tableau would
 * reject a signature of this certificate, `signing` when the signer fails, `timestamp` when no authority answers, `usage` when a signer cannot be added.
 */
export async function signTaco(bytes: ArchiveBytes, options: SignTacoOptions): Promise<SignedTaco> {
  refuseOtherSigners(options.signer)
  const now = options.now ?? new Date()
  const archive = readArchive(bytes)
  refuseNestedSignatures(archive)
  const { chain, key } = await readIdentity(options, now)
  const digest = chooseDigest(chain.leaf, key, options)
  const name = signatureName(archive, options)
  const files = await (options.addSigner ? addSignatureFile(archive) : writeSignatureFiles(archive))

  const stamped = new TimestampStep(options)
  const block = await createSignedData({
    content: files.signatureFile,
    certificates: embeddedCertificates(chain, options.includeRoot),
    algorithm: key.algorithm,
    digest,
    sign: async (data) => await signAndCheck(options, chain.leaf, { data, digest, algorithm: key.algorithm }),
    timestamp: async (signature) => await stamped.request(signature),
  })
  const content = writeArchiveSource([
    { name: MANIFEST_NAME, content: files.manifest },
    { name: `META-INF/${name}.SF`, content: files.signatureFile },
    { name: `META-INF/${name}.${isRsa(key) ? 'RSA' : 'EC'}`, content: block },
    ...files.entries,
  ])
  return describeResult({
    content,
    chain,
    key,
    digest,
    timestamp: stamped.timestamp,
    failure: stamped.failure,
    names: options.names,
  })
}

/** What calling something else gives would sound as if a token had failed. */
function refuseOtherSigners(signer: unknown): void {
  if (isSigner(signer)) return
  throw new TacosmithError('usage', 'signer is not an object with the functions sign and certificates', {
    help: 'Give a signer from a signer package, or one opened by createSigner.',
  })
}

function signatureName(
  archive: Archive,
  { signatureName: chosen, alias, addSigner }: SignTacoOptions,
): string {
  const name = signatureFileName(chosen, alias)
  if (!addSigner) return name
  const taken = archive.entries.map((entry) => entry.name)
  return freeSignatureName(name, chosen !== undefined, taken)
}

async function readIdentity(
  options: SignTacoOptions,
  now: Date,
): Promise<{ chain: CertificateChain; key: UsableKey }> {
  const { signer, names = CONFIGURED_NAMES } = options
  const [leaf, ...others] = (await callSigner(() => signer.certificates())).map((der) =>
    readCertificate(der, 'the signer'),
  )
  if (leaf === undefined) {
    throw new TacosmithError('certificate', 'the signer gave no certificate', {
      help: "Signer.certificates() must return the signer's certificate first, then its issuers.",
    })
  }
  const chain = buildChain(leaf, others, now)
  const key = checkKey(leaf, options)
  checkChain(chain, now)
  refuseBrokenChain(chain, others, names.certificates)
  return { chain, key }
}

function embeddedCertificates(
  { leaf, intermediates, root }: CertificateChain,
  includeRoot: boolean,
): [Certificate, ...Certificate[]] {
  return [leaf, ...intermediates, ...(includeRoot && root !== undefined ? [root] : [])]
}

/** A signer outside our control may hold another key than its certificate says. */
async function signAndCheck(
  { signer, names }: SignTacoOptions,
  certificate: Certificate,
  toBeSigned: { data: Uint8Array; digest: DigestAlgorithm; algorithm: SignatureAlgorithm },
): Promise<Uint8Array> {
  const signature = await callSigner(() => signer.sign(toBeSigned)).catch((error: unknown) => {
    throw namingDigest(error, names)
  })
  if (verifyWith(certificate.publicKey, toBeSigned.data, signature, toBeSigned)) return signature
  throw new TacosmithError(
    'signing',
    `the signer's signature does not match its certificate "${certificate.subject}"`,
    {
      help: 'Check that the certificate belongs to the key; an ECDSA signature must be DER-encoded (SEQUENCE { r, s }), an RSA-PSS one must have a salt as long as the digest.',
    },
  )
}

/** A signer that does not make this digest knows only how it is set in a configuration. */
function namingDigest(error: unknown, { digest }: KeyOptionNames = CONFIGURED_NAMES): unknown {
  if (!(error instanceof TacosmithError) || error.code !== 'usage') return error
  const help = error.help?.replaceAll(CONFIGURED_NAMES.digest, digest)
  return new TacosmithError('usage', error.message, { ...(help === undefined ? {} : { help }), cause: error })
}

async function callSigner<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call()
  } catch (cause) {
    if (cause instanceof TacosmithError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new TacosmithError('signing', `the signer failed: ${reason}`, {
      help: 'Check that the token or service that holds the key can be reached and is unlocked.',
      cause,
    })
  }
}

/** Gets the timestamp and remembers how that went. */
class TimestampStep {
  readonly #options: ResolvedTimestampOptions | false
  readonly #name: string | undefined
  timestamp: Timestamp | undefined
  failure: TacosmithError | undefined

  constructor({ timestamp, names }: SignTacoOptions) {
    this.#options = timestamp
    this.#name = names?.timestamp
  }

  async request(signature: Uint8Array): Promise<Uint8Array | undefined> {
    if (this.#options === false) return undefined
    try {
      this.timestamp = await requestTimestamp(signature, { ...this.#options, name: this.#name })
      return this.timestamp.token
    } catch (error) {
      if (!(error instanceof TacosmithError) || !this.#options.optional) throw error
      this.failure = error
      return undefined
    }
  }
}
