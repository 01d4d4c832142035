import { createHash, createPrivateKey, type KeyObject, timingSafeEqual } from 'node:crypto'
import { TacosmithError } from '../errors.ts'
import { dottedOid } from '../format/der/asn1-values.ts'
import { childrenOf, octets, parseAsn1 } from '../format/der/der-reader.ts'
import { JavaDataReader } from '../format/jks/java-data-reader.ts'
import { bigEndianUtf16 } from '../format/pkcs12/password-encoding.ts'
import { type Certificate, readCertificate } from '../format/x509/certificate.ts'
import type { KeystoreContents, KeystoreKey } from './keystore-contents.ts'
import { conversionCommand, keyPasswordWrong, keyUnreadable, passwordWrong } from './keystore-errors.ts'

const JKS_MAGIC = 0xfeedfeed
const JCEKS_MAGIC = 0xcececece
const SHA1_BYTES = 20
/** Goes into the digest over the file. */
const WHITENER = 'Mighty Aphrodite'
const KEY_PROTECTOR_OID = '1.3.6.1.4.1.42.2.17.1.1'
const PRIVATE_KEY_ENTRY = 1
const TRUSTED_CERTIFICATE_ENTRY = 2

/** `JKS` and `JCEKS` are the formats of JDKs before 9; undefined for all other files. */
export function javaKeystoreFormat(bytes: Uint8Array): 'JKS' | 'JCEKS' | undefined {
  const magic = bytes.length >= 4 ? Buffer.from(bytes).readUInt32BE(0) : 0
  if (magic === JKS_MAGIC) return 'JKS'
  return magic === JCEKS_MAGIC ? 'JCEKS' : undefined
}

/**
 * Opens a JKS file.
 *
 * @param fileName names the file in messages
 * @param password of the store. Undefined leaves out the check that nobody changed the file, as Java does: the password
 * of the key still protects the key.
 * @throws TacosmithError `keystore` for a wrong password, a damaged file, or a JCEKS file; `certificate` when one in it
 * cannot be read.
 */
export function openJavaKeystore(
  bytes: Uint8Array,
  fileName: string,
  password: string | undefined,
): KeystoreContents {
  if (javaKeystoreFormat(bytes) === 'JCEKS') throw jceksRefused(fileName)
  const contents = parse(bytes, fileName)
  if (password !== undefined && !isIntact(bytes, password)) throw passwordWrong(fileName)
  return contents
}

function isIntact(bytes: Uint8Array, password: string): boolean {
  const digest = createHash('sha1')
    .update(bigEndianUtf16(password))
    .update(WHITENER)
    .update(bytes.subarray(0, -SHA1_BYTES))
    .digest()
  return timingSafeEqual(digest, bytes.subarray(-SHA1_BYTES))
}

function parse(bytes: Uint8Array, fileName: string): KeystoreContents {
  try {
    const reader = new JavaDataReader(bytes.subarray(4, -SHA1_BYTES))
    const version = reader.unsignedInt()
    if (version !== 1 && version !== 2) throw new Error(`it is of version ${version}`)
    return readEntries(reader, version, fileName)
  } catch (cause) {
    if (cause instanceof TacosmithError) throw cause
    throw new TacosmithError('keystore', `${fileName} is a damaged JKS keystore`, {
      help: 'Copy it again from its source; it may have been transferred as text.',
      cause,
    })
  }
}

function readEntries(reader: JavaDataReader, version: number, fileName: string): KeystoreContents {
  const keys: KeystoreKey[] = []
  const trustedDer: Uint8Array[] = []
  for (let left = reader.unsignedInt(); left > 0; left--) {
    const type = reader.unsignedInt()
    const alias = reader.text()
    reader.skipDate()
    if (type === PRIVATE_KEY_ENTRY) {
      const encrypted = reader.bytes(reader.unsignedInt())
      const certificates = readChain(reader, version, fileName)
      keys.push({ alias, certificates, read: (password) => readKey(encrypted, alias, fileName, password) })
    } else if (type === TRUSTED_CERTIFICATE_ENTRY) {
      trustedDer.push(readEncodedCertificate(reader, version))
    } else {
      throw new Error(`it has an entry of type ${type}`)
    }
  }
  if (reader.left > 0) throw new Error('bytes follow the last entry')
  return {
    keys,
    trustedDer,
    get trusted() {
      return trustedDer.flatMap((der) => asTrusted(der, fileName))
    },
  }
}

function readChain(reader: JavaDataReader, version: number, fileName: string): Certificate[] {
  const certificates: Certificate[] = []
  for (let left = reader.unsignedInt(); left > 0; left--) {
    certificates.push(readCertificate(readEncodedCertificate(reader, version), fileName))
  }
  return certificates
}

function readEncodedCertificate(reader: JavaDataReader, version: number): Uint8Array {
  const type = version === 1 ? 'X.509' : reader.text()
  if (type !== 'X.509') throw new Error(`it has a certificate of type ${type}`)
  return reader.bytes(reader.unsignedInt())
}

/** Somebody else's certificate does not keep anybody from signing. */
function asTrusted(der: Uint8Array, fileName: string): Certificate[] {
  try {
    return [readCertificate(der, fileName)]
  } catch {
    return []
  }
}

function readKey(encoded: Uint8Array, alias: string, fileName: string, password: string): KeyObject {
  const der = decryptKey(encoded, password)
  if (der === undefined) throw keyPasswordWrong(alias, fileName)
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  } catch {
    throw keyUnreadable(alias, fileName)
  }
}

/** Undo Java's KeyProtector: salt, the key XORed with a chain of digests, and a digest to check the result by. */
function decryptKey(encoded: Uint8Array, password: string): Buffer | undefined {
  const [algorithm, value] = childrenOf(parseAsn1(encoded))
  const protectedKey = octets(value)
  const length = protectedKey.length - 2 * SHA1_BYTES
  if (dottedOid(childrenOf(algorithm)[0]) !== KEY_PROTECTOR_OID || length <= 0) return undefined
  const sha1 = (...parts: Uint8Array[]): Buffer =>
    parts.reduce((digest, part) => digest.update(part), createHash('sha1')).digest()
  const secret = bigEndianUtf16(password)
  const key = Buffer.from(protectedKey.subarray(SHA1_BYTES, SHA1_BYTES + length))
  let mask: Uint8Array = protectedKey.subarray(0, SHA1_BYTES)
  for (let index = 0; index < length; index++) {
    if (index % SHA1_BYTES === 0) mask = sha1(secret, mask)
    key[index] = (key[index] ?? 0) ^ (mask[index % SHA1_BYTES] ?? 0)
  }
  return timingSafeEqual(sha1(secret, key), protectedKey.subarray(-SHA1_BYTES)) ? key : undefined
}

function jceksRefused(fileName: string): TacosmithError {
  return new TacosmithError('keystore', `${fileName} is a JCEKS keystore, which is not supported`, {
    help: `Convert it: ${conversionCommand(fileName)} -srcstoretype jceks`,
  })
}
