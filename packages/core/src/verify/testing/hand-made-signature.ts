import { constants, createHash, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { Issued } from '@tacosmith/test-kit'
import {
  context,
  element,
  integer,
  NULL,
  objectIdentifier,
  octetString,
  sequence,
  set,
} from '../../format/der/der-writer.ts'
import { signatureIdentifier } from '../../format/x509/signature-algorithms.ts'
import { formatSection, type ManifestAttribute } from '../../format/zip/index.ts'
import { readCertificate } from '../../keys/index.ts'

export type HandMadeDigest = 'sha1' | 'sha256' | 'sha384' | 'sha512'

/** What a SignedData is made of; the defaults make a good one. */
export interface BlockOptions {
  signer: Issued
  /** DER. Default: the signer's alone. */
  certificates?: Uint8Array[]
  digest?: HandMadeDigest
  /** The AlgorithmIdentifier of the signature. Default: what fits the key. */
  signatureAlgorithm?: Uint8Array
  /** Signs with RSA-PSS and a salt of so many bytes. Default for an RSA-PSS key: as long as the digest. */
  saltLength?: number
  /** Overrides the signature algorithm that CMSAlgorithmProtection names. */
  protectedAlgorithm?: Uint8Array
  /** Makes the signature in another way. */
  sign?: (data: Uint8Array, key: KeyObject) => Uint8Array
  /** Without signed attributes. */
  bare?: boolean
  /** Names the signer by key identifier. */
  byKeyIdentifier?: boolean
  /** The IssuerAndSerialNumber. Default: of the signer's certificate. */
  identifier?: Uint8Array
  /** Makes the token over the signature. */
  token?: (signature: Uint8Array) => Uint8Array
  /** Further unsigned attributes. */
  unsigned?: Uint8Array[]
  /** Puts the content in. */
  contentType?: string
  /** Further signed attributes. */
  signedAttributes?: Uint8Array[]
  /** Overrides what CMSAlgorithmProtection says. */
  protectedDigest?: HandMadeDigest
  /** Overrides the content that is embedded. */
  embed?: boolean
}

export const DIGESTS: Record<HandMadeDigest, string> = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
}
const SHA1_WITH_RSA = '1.2.840.113549.1.1.5'
const SHA1_WITH_ECDSA = '1.2.840.10045.4.1'
const DATA = '1.2.840.113549.1.7.1'

export function attribute(oid: string, value: Uint8Array): Uint8Array {
  return sequence(objectIdentifier(oid), element(0x31, value))
}

function hash(digest: string, bytes: Uint8Array): Uint8Array {
  return createHash(digest).update(bytes).digest()
}

/** A ContentInfo with SignedData over `content`, as good or bad as it is asked for. */
export function signedData(content: Uint8Array, options: BlockOptions): Uint8Array {
  const { signer, digest = 'sha256', contentType = DATA } = options
  const digestAlgorithm = sequence(objectIdentifier(DIGESTS[digest]), NULL)
  const signatureAlgorithm = options.signatureAlgorithm ?? fittingAlgorithm(signer.privateKey, digest)
  const implicit = Buffer.from(options.protectedAlgorithm ?? signatureAlgorithm)
  implicit[0] = 0xa1
  const protectedDigest = sequence(objectIdentifier(DIGESTS[options.protectedDigest ?? digest]), NULL)
  const attributes = [
    attribute('1.2.840.113549.1.9.3', objectIdentifier(contentType)),
    attribute('1.2.840.113549.1.9.52', sequence(protectedDigest, implicit)),
    attribute('1.2.840.113549.1.9.4', octetString(hash(digest, content))),
    ...(options.signedAttributes ?? []),
  ].toSorted(Buffer.compare)
  const toSign = options.bare ? content : set(...attributes)
  const signature =
    options.sign?.(toSign, signer.privateKey) ??
    signWith(digest, toSign, signer.privateKey, options.saltLength)
  const identifier = options.byKeyIdentifier
    ? element(0x80, hash('sha1', signer.publicKey.export({ format: 'der', type: 'spki' })))
    : (options.identifier ?? identifierOf(signer.certificate))
  const unsigned = [
    ...(options.token ? [attribute('1.2.840.113549.1.9.16.2.14', options.token(signature))] : []),
    ...(options.unsigned ?? []),
  ]
  const signerInfo = sequence(
    integer(options.byKeyIdentifier ? 3 : 1),
    identifier,
    digestAlgorithm,
    ...(options.bare ? [] : [context(0, ...attributes)]),
    signatureAlgorithm,
    octetString(signature),
    ...(unsigned.length === 0 ? [] : [context(1, ...unsigned)]),
  )
  const certificates = options.certificates ?? [signer.certificate]
  const embed = options.embed ?? contentType !== DATA
  return sequence(
    objectIdentifier('1.2.840.113549.1.7.2'),
    context(
      0,
      sequence(
        integer(contentType === DATA ? 1 : 3),
        set(digestAlgorithm),
        sequence(objectIdentifier(contentType), ...(embed ? [context(0, octetString(content))] : [])),
        ...(certificates.length === 0 ? [] : [context(0, ...certificates)]),
        set(signerInfo),
      ),
    ),
  )
}

function identifierOf(der: Uint8Array): Uint8Array {
  const { issuerDer, serialDer } = readCertificate(der, 'test')
  return sequence(issuerDer, serialDer)
}

function fittingAlgorithm({ asymmetricKeyType }: KeyObject, digest: HandMadeDigest): Uint8Array {
  if (asymmetricKeyType === 'ed25519') return signatureIdentifier('ed25519', 'sha512')
  if (digest !== 'sha1') {
    const isRsa = asymmetricKeyType === 'rsa' || asymmetricKeyType === 'rsa-pss'
    return signatureIdentifier(isRsa ? asymmetricKeyType : 'ecdsa', digest)
  }
  return asymmetricKeyType === 'rsa'
    ? sequence(objectIdentifier(SHA1_WITH_RSA), NULL)
    : sequence(objectIdentifier(SHA1_WITH_ECDSA))
}

function signWith(digest: string, data: Uint8Array, key: KeyObject, saltLength?: number): Uint8Array {
  if (key.asymmetricKeyType === 'ed25519') return sign(null, data, key)
  if (key.asymmetricKeyType !== 'rsa-pss' && saltLength === undefined)
    return sign(digest, data, { key, dsaEncoding: 'der' })
  const padding = constants.RSA_PKCS1_PSS_PADDING
  return sign(digest, data, { key, padding, saltLength: saltLength ?? constants.RSA_PSS_SALTLEN_DIGEST })
}

/** What a timestamp token is made of. */
export interface TokenOptions extends BlockOptions {
  time: Date
  imprintDigest?: 'sha1' | 'sha256'
  /** Stamps other bytes. */
  imprintOf?: Uint8Array
  /** The certificate that the token names; default the signer's. */
  names?: Uint8Array
}

/** An RFC 3161 token with the time that is asked for, which no real authority would give. */
export function timestampToken(options: TokenOptions): (signature: Uint8Array) => Uint8Array {
  const { time, imprintDigest = 'sha256', names = options.signer.certificate } = options
  const generalizedTime = `${time.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`
  return (signature) => {
    const info = sequence(
      integer(1),
      objectIdentifier('1.2.3.4.1'),
      sequence(
        sequence(objectIdentifier(DIGESTS[imprintDigest]), NULL),
        octetString(hash(imprintDigest, options.imprintOf ?? signature)),
      ),
      integer(randomBytes(6).readUIntBE(0, 6)),
      element(0x18, Buffer.from(generalizedTime)),
    )
    const named = sequence(sequence(sequence(octetString(hash('sha256', names)))))
    return signedData(info, {
      ...options,
      contentType: '1.2.840.113549.1.9.16.1.4',
      signedAttributes: [attribute('1.2.840.113549.1.9.16.2.47', named)],
    })
  }
}

/** What manifest and signature file say; the defaults say it well. */
export interface ManifestOptions {
  /** The attribute's algorithm. */
  digestName?: string
  /** Only these files get a section. */
  listed?: (name: string) => boolean
  /** Only these sections get into the signature file. */
  covered?: (name: string) => boolean
  mainAttributes?: ManifestAttribute[]
  signatureVersion?: string
  /** Leaves out the digest of the whole manifest. */
  withoutWholeDigest?: boolean
}

const DIGEST_NAMES: Record<string, string> = {
  'SHA-256': 'sha256',
  'SHA-512': 'sha512',
  SHA1: 'sha1',
  'SHA-1': 'sha1',
  MD5: 'md5',
}

/** The two text files of a signature. */
export function signatureFiles(
  files: Readonly<Record<string, string>>,
  options: ManifestOptions = {},
): { manifest: Uint8Array; signatureFile: Uint8Array } {
  const { digestName = 'SHA-256', listed = () => true, covered = () => true } = options
  const digest = (bytes: Uint8Array): string =>
    Buffer.from(hash(DIGEST_NAMES[digestName] ?? '', bytes)).toString('base64')
  const main = formatSection([{ name: 'Manifest-Version', value: '1.0' }, ...(options.mainAttributes ?? [])])
  const sections = Object.entries(files)
    .filter(([name]) => listed(name))
    .map(([name, content]) => ({
      name,
      bytes: formatSection([
        { name: 'Name', value: name },
        { name: `${digestName}-Digest`, value: digest(Buffer.from(content)) },
      ]),
    }))
  const manifest = Buffer.concat([main, ...sections.map(({ bytes }) => bytes)])
  const whole = { name: `${digestName}-Digest-Manifest`, value: digest(manifest) }
  const signatureFile = Buffer.concat([
    formatSection([
      { name: 'Signature-Version', value: options.signatureVersion ?? '1.0' },
      ...(options.withoutWholeDigest ? [] : [whole]),
      { name: `${digestName}-Digest-Manifest-Main-Attributes`, value: digest(main) },
    ]),
    ...sections
      .filter(({ name }) => covered(name))
      .map(({ name, bytes }) =>
        formatSection([
          { name: 'Name', value: name },
          { name: `${digestName}-Digest`, value: digest(bytes) },
        ]),
      ),
  ])
  return { manifest, signatureFile }
}
