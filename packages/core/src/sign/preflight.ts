import type { KeyObject } from 'node:crypto'
import { TacosmithError } from '../errors.ts'
import {
  allowsPssDigest,
  type Certificate,
  type CertificateChain,
  checkDates,
  checkIssuersSignature,
  checkUsage,
  type DigestAlgorithm,
  defaultDigest,
  describeKey,
  isRsa,
  isVerifiedByEveryJdk,
  type KeyDescription,
  pssRestriction,
  refusedCertificate as refused,
  type SignatureAlgorithm,
} from '../keys/index.ts'
import { CONFIGURED_NAMES, giveOption, type KeyOptionNames } from '../keys/option-names.ts'

/** What the user decides about signatures. */
export interface PreflightOptions {
  /** JDK 16 and newer are enough. Default false. */
  allowRsaPssAndEd25519?: boolean | undefined
  digest?: DigestAlgorithm | undefined
  /** What messages call these options. Default: as in a configuration. */
  names?: KeyOptionNames | undefined
}

/** A key that makes signatures which JDKs verify. */
export interface UsableKey extends KeyDescription {
  algorithm: SignatureAlgorithm
}

const MINIMUM_RSA_BITS = 2048

const GOOD_KEYS =
  'Use a certificate for an RSA key of at least 2048 bits or an EC key on P-256, P-384 or P-521.'

/**
 * Checks that a key makes signatures which every JDK since 8 verifies.
 *
 * @throws TacosmithError `certificate` with the reason.
 */
export function checkKey(
  certificate: Certificate,
  { allowRsaPssAndEd25519 = false, names = CONFIGURED_NAMES }: PreflightOptions = {},
): UsableKey {
  const key = describeKey(certificate.publicKey)
  const { algorithm, bits, text } = key
  if (algorithm === 'unsupported') {
    throw refused(certificate, `has a key (${text}) that Java cannot verify`, GOOD_KEYS)
  }
  if (!isVerifiedByEveryJdk(algorithm) && !allowRsaPssAndEd25519) {
    throw refused(
      certificate,
      `has an ${text} key, and the JREs of Java 8 to 15 treat files signed with one as unsigned`,
      `${GOOD_KEYS} If every Tableau that loads the file has a newer JRE, ${giveOption(names.allowRsaPssAndEd25519).replace(/^./, (letter) => letter.toLowerCase())}.`,
    )
  }
  if (isRsa(key) && bits < MINIMUM_RSA_BITS) {
    throw refused(
      certificate,
      `has an RSA key of ${bits} bits, which is too weak`,
      `Use an RSA key of at least ${MINIMUM_RSA_BITS} bits.`,
    )
  }
  return { ...key, algorithm }
}

/**
 * The digest to sign with: the one that was asked for, else what the strength of the key requires. Ed25519 keys, and RSA-PSS
 * keys that are bound to one, leave no choice.
 *
 * @throws TacosmithError `usage` when the key does not make signatures with the digest that was asked for, `certificate`
 * when it makes none that Java verifies.
 */
export function chooseDigest(
  certificate: Certificate,
  key: UsableKey,
  { digest: asked, names = CONFIGURED_NAMES }: PreflightOptions,
): DigestAlgorithm {
  const allowed = DIGESTS.filter((digest) => allowsDigest(certificate.publicKey, key, digest))
  const [first] = allowed
  if (first === undefined) {
    const { digest = '', maskDigest = '' } = pssRestriction(certificate.publicKey) ?? {}
    const bound = `is for a key that is bound to RSA-PSS with ${digest} and ${maskDigest} for the mask`
    throw refused(certificate, `${bound}, which is not supported`, GOOD_KEYS)
  }
  const digest = asked ?? (allowed.length === 1 ? first : defaultDigest(key))
  if (allowed.includes(digest)) return digest
  throw new TacosmithError(
    'usage',
    `the key of "${certificate.subject}" (${key.text}) cannot sign with ${digest}`,
    { help: `Omit ${names.digest}, or set it to ${first}.` },
  )
}

const DIGESTS: readonly DigestAlgorithm[] = ['sha256', 'sha384', 'sha512']

function allowsDigest(publicKey: KeyObject, { algorithm }: UsableKey, digest: DigestAlgorithm): boolean {
  if (algorithm === 'ed25519') return digest === 'sha512'
  return algorithm !== 'rsa-pss' || allowsPssDigest(publicKey, digest)
}

/**
 * Checks everything about a chain that would make Tableau reject the file, before anything is signed.
 *
 * @throws TacosmithError `certificate` naming the certificate and the reason.
 */
export function checkChain(chain: CertificateChain, now: Date): void {
  checkUsage(chain.leaf)
  for (const certificate of [chain.leaf, ...chain.intermediates]) {
    checkDates(certificate, now)
    checkIssuersSignature(certificate)
  }
}
