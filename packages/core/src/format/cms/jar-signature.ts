import { createHash, verify } from 'node:crypto'
import { parseAsn1 } from '../der/der-reader.ts'
import { LazyElement } from '../der/lazy-element.ts'
import type { SignatureAlgorithm } from '../x509/algorithm-names.ts'
import { describeKey, isRsa } from '../x509/algorithms.ts'
import type { Certificate } from '../x509/certificate.ts'
import { DIGEST_OIDS } from '../x509/digest-identifiers.ts'
import { positivePair } from '../x509/integer-pair.ts'
import { type Name, readName } from '../x509/name.ts'
import { hasDoubtfulPair } from '../x509/name-doubt.ts'
import { RefusedByPolicy } from '../x509/policy.ts'
import { allowsPss, verifyPkcs1, verifyPss } from '../x509/rsa-signature.ts'
import { fitsKey, RSA_PSS_OID, readSignatureAlgorithm } from '../x509/signature-algorithms.ts'
import type { JarBlock, JarSigner } from './jar-block.ts'
import { BLOCK_DIGESTS, type BlockDigest, ECDSA_OIDS, RSA_OIDS, SHAKE_OIDS } from './jar-block-algorithms.ts'
import { type BlockAttributes, singleValue } from './jar-block-attributes.ts'
import { damaged, JarBlockProblem, refused } from './jar-block-problem.ts'
import { identifierOf, integerOf, objectIdentifierOf } from './jar-block-values.ts'
import { checkDigestFits, checkSaltFits, checkSignatureForm } from './signature-form.ts'
import { CONTENT_TYPE_ATTRIBUTE, DATA_OID, MESSAGE_DIGEST_ATTRIBUTE } from './signed-data.ts'
import { checkSigningCertificate } from './signing-certificate.ts'

/** A signature that holds. */
export interface VerifiedJarSignature {
  certificate: Certificate
  algorithm: SignatureAlgorithm
  /** The digest for people: `SHA-512/256`. */
  digest: string
  /** A digest that Java accepts under an old timestamp only. */
  weak: boolean
}

/** A signature, and the certificates beside it. */
export interface SignerWithCertificates extends Pick<JarBlock, 'certificates'> {
  signer: JarSigner
}

const MINIMUM_RSA_BITS = 1024

/**
 * Checks the signature of a block over a signature file, or of a timestamp over what it says, as Java does and in Java's
 * order: the attributes, the certificate, then the signature itself.
 *
 * @throws JarBlockProblem
 */
export function verifyJarBlock(
  block: SignerWithCertificates,
  content: Uint8Array,
  contentType: string = DATA_OID,
): VerifiedJarSignature {
  const { signer } = block
  if (signer.attributes !== undefined)
    checkAttributes(signer.attributes.values, () => digestOf(signer), content, contentType)
  const certificate = signerCertificateOf(block)
  checkSigningCertificate(certificate)
  const used = digestOf(signer)
  const algorithm = algorithmOf(signer, certificate)
  const signed = signer.attributes?.signed ?? content
  if (!holds(signer, algorithm, used, certificate, signed)) {
    // Of Ed25519, Java refuses some signatures before it has computed anything.
    const effect = algorithm === 'ed25519' || isOldEcdsa(algorithm, used) ? 'unclear' : 'failure'
    throw new JarBlockProblem(effect, "it does not verify with the signer's certificate")
  }
  checkStrength(used, certificate)
  return { certificate, algorithm, digest: used.name, weak: used.weak }
}

/** JDK 17 makes MD5 of such a signature, and JDK 25 the digest that its algorithm names. */
function isOldEcdsa(algorithm: SignatureAlgorithm, { weak, ecdsa }: BlockDigest): boolean {
  return algorithm === 'ecdsa' && weak && !ecdsa
}

function digestOf({ digest: { oid }, attributes }: JarSigner): BlockDigest {
  const known = BLOCK_DIGESTS[oid]
  if (known !== undefined) return known
  // Without attributes, the signature's own digest counts.
  if (SHAKE_OIDS.has(oid) || attributes === undefined)
    return refused('rare-algorithm', `it uses a digest that is not supported (${oid})`)
  throw new JarBlockProblem('unsupported', `it uses a digest that Java does not know (${oid})`)
}

function checkAttributes(
  values: BlockAttributes,
  used: () => BlockDigest,
  content: Uint8Array,
  type: string,
): void {
  const contentType = singleValue(values, CONTENT_TYPE_ATTRIBUTE)
  const messageDigest = singleValue(values, MESSAGE_DIGEST_ATTRIBUTE)
  if (contentType === undefined) damaged('it does not sign the content type')
  if (objectIdentifierOf(contentType, 'the content type') !== type)
    throw new JarBlockProblem('failure', 'it signs another content type')
  if (messageDigest === undefined) damaged('it does not sign a digest of the signature file')
  const { hash, name } = used()
  if (hash === '') throw new JarBlockProblem('weak', `its digest is ${name}, which Java does not accept`)
  const actual = createHash(hash).update(content).digest()
  if (Buffer.compare(messageDigest.content, actual) !== 0)
    throw new JarBlockProblem('failure', 'the digest that it signs is not that of the signature file')
}

/** The certificate that a signature names. @throws JarBlockProblem when it is missing */
export function signerCertificateOf({ certificates, signer }: SignerWithCertificates): Certificate {
  const issuer = issuerOf(signer)
  const names = certificates.flatMap(({ reading }) => [reading.issuer, reading.subject])
  if (hasDoubtfulPair([issuer, ...names], certificates.flatMap(directoriesIn)))
    refused('certificate-form', 'its certificates have names that only some JDKs treat as equal')
  const certificate = certificates.find(
    ({ reading, serialDer }) =>
      reading.issuer.canonical === issuer.canonical && serialOf(serialDer) === signer.serial,
  )
  if (certificate !== undefined) return certificate
  const problem = 'the certificate of its signer is missing'
  const found = readSignatureAlgorithm(identifierOf(signer.algorithm))?.algorithm
  // Releases of Java look for the certificate, and at the algorithm, in another order.
  const isOtherDigest = namesOtherDigest(found, signer.algorithm, signer.digest)
  const isBrokenPss = found === undefined && signer.algorithm.oid === RSA_PSS_OID
  throw new JarBlockProblem(isOtherDigest || isBrokenPss ? 'unclear' : 'failure', problem)
}

/** The names in name constraints, and those beside the subject that these are compared with. */
function directoriesIn({ reading: { extensions } }: Certificate): Name[] {
  const { nameConstraints, subjectAlternativeNames = [] } = extensions.values
  const trees = [...(nameConstraints?.permitted ?? []), ...(nameConstraints?.excluded ?? [])]
  const names = [...trees.map(({ name }) => name), ...subjectAlternativeNames]
  return names.flatMap((one) => (one.kind === 'directory' ? [one.name] : []))
}

function issuerOf({ issuer }: JarSigner): Name {
  try {
    return readName(LazyElement.read(issuer))
  } catch (cause) {
    if (cause instanceof RefusedByPolicy) return refused('certificate-form', cause.message)
    return damaged(`the issuer of the signer cannot be read (${(cause as Error).message})`)
  }
}

function serialOf(serialDer: Uint8Array): bigint {
  const { raw, content } = parseAsn1(serialDer)
  return integerOf({ tag: raw[0] ?? 0, content, indefinite: false }, 'the serial number of a certificate')
}

function algorithmOf({ algorithm, digest: used }: JarSigner, certificate: Certificate): SignatureAlgorithm {
  const key = certificate.publicKey
  const found = RSA_OIDS.has(algorithm.oid)
    ? 'rsa'
    : ECDSA_OIDS.has(algorithm.oid)
      ? 'ecdsa'
      : readSignatureAlgorithm(identifierOf(algorithm))?.algorithm
  if (found === undefined)
    return refused('rare-algorithm', `it uses a signature algorithm that is not supported (${algorithm.oid})`)
  if (namesOtherDigest(found, algorithm, used))
    damaged('it names another digest than its signature algorithm takes')
  if (found === 'rsa' && key.asymmetricKeyType === 'rsa-pss') refusePssKey(certificate)
  if (!fitsKey(found, key)) damaged("it names another algorithm than its certificate's key")
  return found
}

/** Java takes such a signature by a key for RSA-PSS as long as the key is bound to no parameters. */
function refusePssKey({ reading }: Certificate): never {
  const problem = 'it is a PKCS #1 v1.5 signature, but the key is for RSA-PSS only'
  if (reading.publicKey.pss !== undefined) throw new JarBlockProblem('unclear', problem)
  refused('pkcs1-by-a-pss-key', problem)
}

function namesOtherDigest(
  found: SignatureAlgorithm | undefined,
  algorithm: JarSigner['algorithm'],
  { oid }: JarSigner['digest'],
): boolean {
  return (
    (found === 'ed25519' && oid !== DIGEST_OIDS.sha512) ||
    (found === 'rsa-pss' && pssDigest(algorithm) !== oid)
  )
}

function pssDigest(algorithm: JarSigner['algorithm']): string | undefined {
  const scheme = readSignatureAlgorithm(identifierOf(algorithm))
  return scheme?.digest === undefined ? undefined : DIGEST_OIDS[scheme.digest]
}

function holds(
  signer: JarSigner,
  algorithm: SignatureAlgorithm,
  used: BlockDigest,
  certificate: Certificate,
  signed: Uint8Array,
): boolean {
  const { signature } = signer
  const key = certificate.publicKey
  checkSignatureForm(algorithm, signature, key)
  if (algorithm === 'rsa' || algorithm === 'ecdsa') {
    const isRarePair = algorithm === 'ecdsa' && !used.ecdsa
    // Some releases of Java pass over such a signer, others take the digest that the algorithm names.
    if (isRarePair && !used.weak)
      refused('rare-algorithm', 'it combines a digest and a signature algorithm in a rare way')
    const hash = isRarePair ? digestOfOid(signer.algorithm.oid) : used.hash
    if (hash === '')
      throw new JarBlockProblem('weak', `its digest is ${used.name}, which Java does not accept`)
    if (algorithm === 'rsa') {
      checkDigestFits(key, hash)
      return verifyPkcs1(key, hash, signed, signature)
    }
    return verify(hash, signed, { key, dsaEncoding: 'der' }, positivePair('ec', signature) ?? signature)
  }
  if (algorithm === 'ed25519') return verify(null, signed, key, signature)
  return holdsPss(signer, certificate, signed)
}

/** Java passes over a signature with other parameters than those that its key is bound to. */
function holdsPss(signer: JarSigner, { reading }: Certificate, signed: Uint8Array): boolean {
  const scheme = readSignatureAlgorithm(identifierOf(signer.algorithm))
  if (scheme?.pss === undefined) return false
  const { digest, saltLength } = scheme.pss
  const used = { digestOid: DIGEST_OIDS[digest], maskDigestOid: DIGEST_OIDS[digest], saltLength }
  const { publicKey } = reading
  if (!allowsPss(publicKey.pss, used))
    damaged('its parameters for RSA-PSS are not those that the key in its certificate is bound to')
  checkSaltFits(publicKey.bits, scheme.pss)
  return verifyPss(publicKey, used, signed, signer.signature) === 'holds'
}

/** Of a signature with a digest that Java refuses in any case. */
function digestOfOid(oid: string): string {
  const byOid: Record<string, string> = {
    '1.2.840.10045.4.3.1': 'sha224',
    ...{ '1.2.840.10045.4.3.2': 'sha256', '1.2.840.10045.4.3.3': 'sha384', '1.2.840.10045.4.3.4': 'sha512' },
  }
  return (
    byOid[oid] ?? refused('rare-algorithm', 'it combines a digest and a signature algorithm in a rare way')
  )
}

function checkStrength(used: BlockDigest, { publicKey, subject }: Certificate): void {
  if (used.hash === 'md5') throw new JarBlockProblem('weak', 'its digest is MD5, which Java does not accept')
  const key = describeKey(publicKey)
  if (!isRsa(key) || key.bits >= MINIMUM_RSA_BITS) return
  const problem = `the certificate "${subject}" has a key that is too weak (${key.text})`
  // Java forgets to look at the size of keys of this type.
  if (key.algorithm === 'rsa-pss') refused('weak-pss-key', problem)
  throw new JarBlockProblem('weak', problem)
}
