import { TacosmithError } from '../errors.ts'
import { type Certificate, readCertificate } from './certificate.ts'
import { childrenOf, dottedOid, isContext, parseAsn1, rawBytes } from './der-reader.ts'

const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g
const CERTIFICATE_LABELS = new Set(['CERTIFICATE', 'X509 CERTIFICATE'])
const PKCS7_LABELS = new Set(['PKCS7', 'CMS'])
const SIGNED_DATA = '1.2.840.113549.1.7.2'

/**
 * Reads every certificate of a file: PEM with any number of them, one in DER, or a PKCS#7 bundle (`.p7b`) in either
 * form, as authorities hand them out.
 *
 * @throws TacosmithError `keystore` when there is none.
 */
export function readCertificates(bytes: Uint8Array, fileName: string): Certificate[] {
  const certificates = encodedCertificates(bytes).map((der) => readCertificate(der, fileName))
  if (certificates.length === 0) {
    throw new TacosmithError('keystore', `${fileName} holds no certificate`, {
      help: 'Give a PEM file with "-----BEGIN CERTIFICATE-----" blocks: the signer first, then its issuers.',
    })
  }
  return certificates
}

function encodedCertificates(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1')
  if (!text.includes('-----BEGIN ')) return derCertificates(bytes)
  return [...text.matchAll(PEM_BLOCK)].flatMap(([, label = '', body = '']) => {
    const der = Buffer.from(body, 'base64')
    if (CERTIFICATE_LABELS.has(label)) return [der]
    return PKCS7_LABELS.has(label) ? derCertificates(der) : []
  })
}

function derCertificates(bytes: Uint8Array): Uint8Array[] {
  let fields: ReturnType<typeof childrenOf>
  try {
    fields = childrenOf(parseAsn1(bytes))
  } catch {
    return []
  }
  const [contentType, content] = fields
  if (dottedOid(contentType) !== SIGNED_DATA) return fields.length === 3 ? [bytes] : []
  const bundle = childrenOf(childrenOf(content)[0]).find((field) => isContext(field, 0))
  return childrenOf(bundle).map(rawBytes)
}
