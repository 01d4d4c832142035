import { TacosmithError } from '../errors.ts'
import { SIGNED_DATA_OID } from '../format/cms/signed-data.ts'
import { dottedOid } from '../format/der/asn1-values.ts'
import { childrenOf, isContext, parseAsn1, parseOutline, rawBytes } from '../format/der/der-reader.ts'
import { isPem, labelsText, readPemBlocks } from '../format/der/pem.ts'
import { type Certificate, readCertificate } from '../format/x509/certificate.ts'

const CERTIFICATE_LABELS = new Set(['CERTIFICATE', 'X509 CERTIFICATE'])
const PKCS7_LABELS = new Set(['PKCS7', 'CMS', 'PKCS #7 SIGNED DATA'])

/**
 * Reads every certificate of a file: PEM with any number of them, one in DER, or a PKCS#7 bundle (`.p7b`) in either
 * form, as authorities hand them out.
 *
 * @throws TacosmithError `keystore` when there is none, `certificate` when one cannot be read.
 */
export function readCertificates(bytes: Uint8Array, fileName: string): Certificate[] {
  const certificates = findCertificates(bytes, fileName)
  if (certificates.length === 0) {
    const found = isPem(bytes) ? labelsText(bytes) : ''
    throw new TacosmithError('keystore', `${fileName} contains no certificate${found}`, {
      help: 'Give a PEM file with "-----BEGIN CERTIFICATE-----" blocks, a DER certificate or a .p7b bundle: the signer and its issuers.',
    })
  }
  return certificates
}

/** As {@link readCertificates}, but a file without any gives an empty list. */
export function findCertificates(bytes: Uint8Array, fileName: string): Certificate[] {
  return encodedCertificates(bytes).map((der) => readCertificate(der, fileName))
}

/** As {@link findCertificates}, but the certificates are not looked into. */
export function encodedCertificates(bytes: Uint8Array): Uint8Array[] {
  if (!isPem(bytes)) return derCertificates(bytes)
  return readPemBlocks(bytes).flatMap(({ label, der }) => {
    if (PKCS7_LABELS.has(label)) return derCertificates(der)
    if (!CERTIFICATE_LABELS.has(label)) return []
    // Windows labels a PKCS#7 bundle as a certificate.
    const bundled = derCertificates(der)
    return bundled.length === 0 ? [der] : bundled
  })
}

function derCertificates(bytes: Uint8Array): Uint8Array[] {
  try {
    const fields = childrenOf(parseOutline(bytes, 2))
    if (dottedOid(fields[0]) !== SIGNED_DATA_OID) return looksLikeCertificate(fields) ? [bytes] : []
    const [, content] = childrenOf(parseAsn1(bytes))
    const bundle = childrenOf(childrenOf(content)[0]).find((field) => isContext(field, 0))
    return childrenOf(bundle).map(rawBytes)
  } catch {
    return []
  }
}

/** The content, its signature's algorithm, the signature. A PKCS#12 file or a key has other threes. */
function looksLikeCertificate(fields: ReturnType<typeof childrenOf>): boolean {
  const [content, algorithm] = fields
  return fields.length === 3 && childrenOf(content).length >= 6 && dottedOid(childrenOf(algorithm)[0]) !== ''
}
