import { createHash } from 'node:crypto'
import type { JarSigner } from '../cms/jar-block.ts'
import type { BlockAttributes } from '../cms/jar-block-attributes.ts'
import { dottedOid } from '../der/asn1-values.ts'
import { type BerElement, berOctets, berParts, encodeBerElement } from '../der/ber-element.ts'
import { parseAsn1 } from '../der/der-reader.ts'
import { type Certificate, EXTENDED_KEY_USAGE_EXTENSION } from '../x509/certificate.ts'
import { DIGEST_NAMES } from '../x509/java-digests.ts'

const SIGNING_CERTIFICATE_ATTRIBUTE = '1.2.840.113549.1.9.16.2.12'
const SIGNING_CERTIFICATE_V2_ATTRIBUTE = '1.2.840.113549.1.9.16.2.47'
const SEQUENCE = 0x30

/** What RFC 3161 asks of a timestamp, and Java does not. */
export interface TimestampOddities {
  /** Why it must not count nevertheless. */
  problem: string | undefined
  /** What other programs may mind. */
  oddities: string[]
}

/**
 * RFC 3161 has the token name its certificate under the signature, so that nobody can exchange it for another one of
 * the same key, and asks for a certificate that was valid and is for timestamps alone. Java does not check this.
 */
export function timestampOddities(
  { attributes }: JarSigner,
  certificate: Certificate,
  time: Date,
): TimestampOddities {
  const { subject, extendedKeyUsage, criticalExtensions, notBefore, notAfter } = certificate
  const only = extendedKeyUsage?.size === 1 && criticalExtensions.has(EXTENDED_KEY_USAGE_EXTENSION)
  const isDated = time >= notBefore && time <= notAfter
  const named = attributes && nameOf(attributes.values)
  const isNamed = named === undefined ? undefined : matches(named, certificate)
  return {
    problem:
      isNamed === false ? 'it names another certificate than the one that signed it (ESSCertID)' : undefined,
    oddities: [
      ...(isNamed === undefined ? ['it does not name its certificate (ESSCertID)'] : []),
      ...(only
        ? []
        : [`the certificate "${subject}" is not for timestamps alone (a critical extendedKeyUsage)`]),
      ...(isDated
        ? []
        : [`the certificate "${subject}" was not valid at ${time.toISOString()}, the time it names`]),
    ],
  }
}

interface NamedCertificate {
  /** OpenSSL's name of the digest; undefined for one that is unknown. */
  digest: string | undefined
  value: Uint8Array
}

/** ESSCertID (RFC 2634) or ESSCertIDv2 (RFC 5035). */
function nameOf(attributes: BlockAttributes): NamedCertificate | undefined {
  try {
    const [version2] = attributes.get(SIGNING_CERTIFICATE_V2_ATTRIBUTE) ?? []
    const [version1] = attributes.get(SIGNING_CERTIFICATE_ATTRIBUTE) ?? []
    const value = version2 ?? version1
    const [list] = value === undefined ? [] : berParts(value)
    const [first] = list === undefined ? [] : berParts(list)
    const fields = first === undefined ? [] : berParts(first)
    if (version2 === undefined) return named('sha1', fields[0])
    const [algorithm] = fields
    return algorithm?.tag === SEQUENCE ? named(digestOf(algorithm), fields[1]) : named('sha256', algorithm)
  } catch {
    return undefined
  }
}

function named(digest: string | undefined, value: BerElement | undefined): NamedCertificate | undefined {
  const octets = value === undefined ? new Uint8Array() : berOctets(value)
  return octets.length === 0 ? undefined : { digest, value: octets }
}

function digestOf(algorithm: BerElement): string | undefined {
  const [type] = berParts(algorithm)
  return type === undefined ? undefined : DIGEST_NAMES[dottedOid(parseAsn1(encodeBerElement(type)))]
}

/** Undefined where the digest is unknown. */
function matches({ digest, value }: NamedCertificate, { der }: Certificate): boolean | undefined {
  if (digest === undefined) return undefined
  return Buffer.compare(value, createHash(digest).update(der).digest()) === 0
}
