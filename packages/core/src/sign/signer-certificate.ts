import { createPublicKey, type KeyObject } from 'node:crypto'
import { TacosmithError } from '../errors.ts'
import { createCertificateRequest } from '../format/x509/certificate-request.ts'
import { encodeDistinguishedName } from '../format/x509/distinguished-name.ts'
import {
  type CheckedAnswer,
  checkAnswer,
  defaultDigest,
  describeKey,
  readCertificate,
  type SignatureRequest,
  verifyWith,
} from '../keys/index.ts'
import { publicKeyFingerprint as fingerprintOf, refuseExisting, writeNew } from '../keys/new-file.ts'
import { pemOf } from '../keys/pem-certificates.ts'
import type { DigestAlgorithm, Signer } from './signer.ts'

/** What {@link requestForSigner} takes. */
export interface SignerRequestOptions {
  signer: Signer
  /** Such as `CN=Acme GmbH, O=Acme GmbH, L=Köln, C=DE`. */
  subject: string
  /** The request file to make, PEM; it must not exist. */
  request: string
  /** Default: what the strength of the key requires. */
  digest?: DigestAlgorithm | undefined
}

/** What {@link requestForSigner} made. */
export interface SignerRequest {
  request: string
  /** SHA-256 of the public key (SubjectPublicKeyInfo), hexadecimal with colons. */
  publicKeyFingerprint: string
}

/**
 * Makes the request for the certificate of a key that exists already: on a token, in a service.
 *
 * @throws TacosmithError `usage` for a subject that will not do, `keystore` when the key makes no signatures that Java
 * verifies, `signing` when the signer fails, `output` when the file exists already or cannot be written; what the signer throws.
 */
export async function requestForSigner({
  request,
  ...options
}: SignerRequestOptions): Promise<SignerRequest> {
  await refuseExisting(request, 'request')
  const { pem, publicKeyFingerprint } = await createRequest(options)
  await writeNew(request, pem)
  return { request, publicKeyFingerprint }
}

/** The same, without a file. */
export async function createRequest({
  signer,
  subject,
  digest,
}: Omit<SignerRequestOptions, 'request'>): Promise<{ pem: Uint8Array; publicKeyFingerprint: string }> {
  const name = encodeDistinguishedName(subject)
  const publicKey = await publicKeyOf(signer)
  const how = signatureOf(publicKey, digest)
  const der = await createCertificateRequest(name, {
    ...{ ...how, publicKey },
    sign: async (data) => await signAndCheck(signer, publicKey, data, how),
  })
  return {
    pem: Buffer.from(pemOf('CERTIFICATE REQUEST', [der])),
    publicKeyFingerprint: fingerprintOf(publicKey),
  }
}

/** What {@link answerForSigner} takes. */
export interface SignerAnswerOptions {
  signer: Signer
  /** The authority's answer: files (PEM, DER, .p7b) with the certificate and its issuers, in any order. */
  certificates: readonly string[]
  /** Default: now. */
  now?: Date | undefined
}

/** An authority's answer for the key of a signer. */
export interface SignerAnswer extends CheckedAnswer {
  /** The signer gives this certificate already, from its token or service. */
  isKnown: boolean
}

/**
 * Checks the certificate that an authority issued for the key of a signer.
 *
 * @throws TacosmithError as `checkAnswer` does; what the signer throws.
 */
export async function answerForSigner({
  signer,
  certificates,
  now = new Date(),
}: SignerAnswerOptions): Promise<SignerAnswer> {
  const publicKey = await publicKeyOf(signer)
  const answer = await checkAnswer({ files: certificates, publicKey, where: 'sign.signer', now })
  const [own] = await signer.certificates().catch((): Uint8Array[] => [])
  return { ...answer, isKnown: own !== undefined && Buffer.compare(own, answer.certificate.der) === 0 }
}

/** A signer of another make may only be able to tell the key of its certificate. */
async function publicKeyOf(signer: Signer): Promise<KeyObject> {
  if (signer.publicKey === undefined) {
    const [own] = await signer.certificates()
    if (own !== undefined) return readCertificate(own, 'the signer').publicKey
    throw new TacosmithError(
      'certificate',
      'sign.signer has neither a certificate nor a function publicKey',
      {
        help: 'Update the package of the signer, or give it a function publicKey that returns the key as DER (SubjectPublicKeyInfo).',
      },
    )
  }
  const der = await signer.publicKey()
  try {
    return createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })
  } catch (cause) {
    throw new TacosmithError('signing', 'what the signer gives as its public key cannot be read', {
      help: 'Signer.publicKey() must return DER (SubjectPublicKeyInfo).',
      cause,
    })
  }
}

function signatureOf(publicKey: KeyObject, digest: DigestAlgorithm | undefined): SignatureRequest {
  const description = describeKey(publicKey)
  const { algorithm, text } = description
  if (algorithm !== 'unsupported') return { algorithm, digest: digest ?? defaultDigest(description) }
  throw new TacosmithError(
    'keystore',
    `the key of sign.signer (${text}) creates no signatures that Java verifies`,
    {
      help: 'Use an RSA key of at least 3072 bits or an EC key on P-256, P-384 or P-521.',
    },
  )
}

/** An authority would refuse a request whose signature is wrong, days later. */
async function signAndCheck(
  signer: Signer,
  publicKey: KeyObject,
  data: Uint8Array,
  how: SignatureRequest,
): Promise<Uint8Array> {
  const signature = await signer.sign({ data, ...how })
  if (verifyWith(publicKey, data, signature, how)) return signature
  throw new TacosmithError('signing', "the signer's signature does not match its public key", {
    help: 'An ECDSA signature must be DER-encoded (SEQUENCE { r, s }), an RSA-PSS one must have a salt as long as the digest.',
  })
}
