import { createHmac, timingSafeEqual } from 'node:crypto'
import { dottedOid, smallInteger } from '../der/asn1-values.ts'
import { type Asn1Node, childrenOf, isUniversal, octets, UNIVERSAL } from '../der/der-reader.ts'
import type { IterationBudget } from './iteration-budget.ts'
import type { EncodedPassword } from './password-encoding.ts'
import { type DigestSize, deriveWithPbkdf2, hmacDigest, UnknownEncryption } from './password-encryption.ts'
import { DERIVATION_PURPOSE, derivePkcs12Key } from './pkcs12-key-derivation.ts'

/** Digests by object identifier, with the bytes of their keys. */
const DIGESTS: Record<string, DigestSize> = {
  '1.3.14.3.2.26': { name: 'sha1', bytes: 20 },
  '2.16.840.1.101.3.4.2.4': { name: 'sha224', bytes: 28 },
  '2.16.840.1.101.3.4.2.1': { name: 'sha256', bytes: 32 },
  '2.16.840.1.101.3.4.2.2': { name: 'sha384', bytes: 48 },
  '2.16.840.1.101.3.4.2.3': { name: 'sha512', bytes: 64 },
}
const PBMAC1 = '1.2.840.113549.1.5.14'
/** A longer key for an HMAC makes no sense. */
const MAXIMUM_KEY_BYTES = 128

/**
 * Checks the MAC of a PKCS#12 file (RFC 7292, section 4; PBMAC1: RFC 9579).
 *
 * @param content the bytes that it protects
 * @returns false for a wrong password or a damaged file
 * @throws UnknownEncryption, TooManyIterations
 */
export function checkMac(
  macData: Asn1Node,
  content: Uint8Array,
  password: EncodedPassword,
  budget: IterationBudget,
): boolean {
  const [digestInfo, salt, iterationCount] = childrenOf(macData)
  const [algorithm, expected] = childrenOf(digestInfo)
  const [type, parameters] = childrenOf(algorithm)
  const { digest, key } =
    dottedOid(type) === PBMAC1
      ? pbmac1Key(parameters, password, budget)
      : pkcs12Key(type, octets(salt), iterationCount, password, budget)
  const actual = createHmac(digest, key).update(content).digest()
  return octets(expected).length === actual.length && timingSafeEqual(actual, octets(expected))
}

interface MacKey {
  digest: string
  key: Uint8Array
}

function pkcs12Key(
  type: Asn1Node | undefined,
  salt: Uint8Array,
  iterationCount: Asn1Node | undefined,
  password: EncodedPassword,
  budget: IterationBudget,
): MacKey {
  const digest = DIGESTS[dottedOid(type)]
  if (digest === undefined) throw new UnknownEncryption(dottedOid(type))
  const iterations = iterationCount === undefined ? 1 : smallInteger(iterationCount)
  budget.spend(iterations, 1)
  const key = derivePkcs12Key({
    ...{ digest: digest.name, password: password.bmp, salt, iterations },
    ...{ purpose: DERIVATION_PURPOSE.mac, length: digest.bytes },
  })
  return { digest: digest.name, key }
}

function pbmac1Key(
  parameters: Asn1Node | undefined,
  password: EncodedPassword,
  budget: IterationBudget,
): MacKey {
  const [derivation, scheme] = childrenOf(parameters)
  const { name, bytes } = hmacDigest(childrenOf(scheme)[0])
  // RFC 9579 wants the key length in the file, and it need not be that of the digest.
  const stated = childrenOf(childrenOf(derivation)[1])[2]
  const length = isUniversal(stated, UNIVERSAL.integer)
    ? Math.min(smallInteger(stated), MAXIMUM_KEY_BYTES)
    : bytes
  return { digest: name, key: deriveWithPbkdf2(derivation, password.utf8, length, budget) }
}
