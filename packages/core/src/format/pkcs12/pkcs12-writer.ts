import { createCipheriv, createHmac, hash, type KeyObject, pbkdf2Sync, randomBytes } from 'node:crypto'
import { DATA_OID } from '../cms/signed-data.ts'
import {
  bmpString,
  context,
  element,
  integer,
  NULL,
  objectIdentifier,
  octetString,
  sequence,
} from '../der/der-writer.ts'
import type { Certificate } from '../x509/certificate.ts'
import { digestIdentifier } from '../x509/digest-identifiers.ts'
import { encodePasswords } from './password-encoding.ts'
import {
  CERTIFICATE_BAG,
  FRIENDLY_NAME,
  LOCAL_KEY_ID,
  SHROUDED_KEY_BAG,
  X509_CERTIFICATE,
} from './pkcs12-identifiers.ts'
import { DERIVATION_PURPOSE, derivePkcs12Key } from './pkcs12-key-derivation.ts'

/** What {@link writePkcs12} puts into the file. */
export interface Pkcs12Entry {
  alias: string
  privateKey: KeyObject
  /** The certificate for the key first, then its issuers. */
  certificates: readonly [Certificate, ...Certificate[]]
  password: string
}

const ENCRYPTED_DATA_OID = '1.2.840.113549.1.7.6'
const PBES2 = '1.2.840.113549.1.5.13'
const PBKDF2 = '1.2.840.113549.1.5.12'
const HMAC_WITH_SHA256 = '1.2.840.113549.2.9'
const AES_256_CBC = '2.16.840.1.101.3.4.1.42'
/** What JDKs write; more makes every signature wait. */
const ITERATIONS = 10_000
const SALT_BYTES = 20
const KEY_BYTES = 32
const DIGEST_BYTES = 32

/**
 * Writes a key and its chain as a PKCS#12 file (RFC 7292) that OpenSSL and every keytool since JDK 8 open: PBES2 with
 * AES-256-CBC, HMAC-SHA256 and 10,000 iterations.
 */
export function writePkcs12({ alias, privateKey, certificates, password }: Pkcs12Entry): Uint8Array {
  const [encoded] = encodePasswords(password)
  const keyId = hash('sha256', certificates[0].der, 'buffer')
  const names = [attribute(FRIENDLY_NAME, bmpString(alias)), attribute(LOCAL_KEY_ID, octetString(keyId))]
  const safes = sequence(
    dataContent(sequence(keyBag(privateKey, encoded.utf8, names))),
    encryptedContent(
      sequence(...certificates.map((one, index) => certificateBag(one, index === 0 ? names : []))),
      encoded.utf8,
    ),
  )
  return sequence(integer(3), dataContent(safes), macData(safes, encoded.bmp))
}

function keyBag(privateKey: KeyObject, password: Uint8Array, names: Uint8Array[]): Uint8Array {
  const { algorithm, encrypted } = encrypt(privateKey.export({ format: 'der', type: 'pkcs8' }), password)
  return bag(SHROUDED_KEY_BAG, sequence(algorithm, octetString(encrypted)), names)
}

function certificateBag({ der }: Certificate, names: Uint8Array[]): Uint8Array {
  return bag(
    CERTIFICATE_BAG,
    sequence(objectIdentifier(X509_CERTIFICATE), context(0, octetString(der))),
    names,
  )
}

function bag(type: string, value: Uint8Array, attributes: Uint8Array[]): Uint8Array {
  const attributeSet = attributes.length === 0 ? [] : [element(0x31, ...attributes)]
  return sequence(objectIdentifier(type), context(0, value), ...attributeSet)
}

function attribute(oid: string, value: Uint8Array): Uint8Array {
  return sequence(objectIdentifier(oid), element(0x31, value))
}

function dataContent(content: Uint8Array): Uint8Array {
  return sequence(objectIdentifier(DATA_OID), context(0, octetString(content)))
}

function encryptedContent(content: Uint8Array, password: Uint8Array): Uint8Array {
  const { algorithm, encrypted } = encrypt(content, password)
  // [0] IMPLICIT OCTET STRING.
  const info = sequence(objectIdentifier(DATA_OID), algorithm, element(0x80, encrypted))
  return sequence(objectIdentifier(ENCRYPTED_DATA_OID), context(0, sequence(integer(0), info)))
}

function encrypt(
  content: Uint8Array,
  password: Uint8Array,
): { algorithm: Uint8Array; encrypted: Uint8Array } {
  const salt = randomBytes(SALT_BYTES)
  const iv = randomBytes(16)
  const key = pbkdf2Sync(password, salt, ITERATIONS, KEY_BYTES, 'sha256')
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const derivation = sequence(
    objectIdentifier(PBKDF2),
    sequence(
      octetString(salt),
      integer(ITERATIONS),
      integer(KEY_BYTES),
      sequence(objectIdentifier(HMAC_WITH_SHA256), NULL),
    ),
  )
  const scheme = sequence(objectIdentifier(AES_256_CBC), octetString(iv))
  return {
    algorithm: sequence(objectIdentifier(PBES2), sequence(derivation, scheme)),
    encrypted: Buffer.concat([cipher.update(content), cipher.final()]),
  }
}

function macData(content: Uint8Array, password: Uint8Array): Uint8Array {
  const salt = randomBytes(SALT_BYTES)
  const key = derivePkcs12Key({
    ...{ digest: 'sha256', password, salt, iterations: ITERATIONS },
    ...{ purpose: DERIVATION_PURPOSE.mac, length: DIGEST_BYTES },
  })
  const mac = createHmac('sha256', key).update(content).digest()
  return sequence(
    sequence(digestIdentifier('sha256'), octetString(mac)),
    octetString(salt),
    integer(ITERATIONS),
  )
}
