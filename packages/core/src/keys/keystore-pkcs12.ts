import { createPrivateKey, type KeyObject } from 'node:crypto'
import { TacosmithError } from '../errors.ts'
import { DATA_OID, SIGNED_DATA_OID } from '../format/cms/signed-data.ts'
import { dottedOid, smallInteger } from '../format/der/asn1-values.ts'
import {
  type Asn1Node,
  childrenOf,
  isContext,
  octets,
  parseAsn1,
  rawBytes,
} from '../format/der/der-reader.ts'
import { IterationBudget } from '../format/pkcs12/iteration-budget.ts'
import { encodePasswords } from '../format/pkcs12/password-encoding.ts'
import { decryptWithPassword } from '../format/pkcs12/password-encryption.ts'
import { type Bags, certificatesFor, type KeyBag, readBags } from '../format/pkcs12/pkcs12-bags.ts'
import { checkMac } from '../format/pkcs12/pkcs12-mac.ts'
import type { Certificate } from '../format/x509/certificate.ts'
import type { KeystoreContents } from './keystore-contents.ts'
import {
  keyPasswordWrong,
  keyUnreadable,
  passwordMissing,
  passwordWrong,
  refusal,
} from './keystore-errors.ts'

const ENCRYPTED_DATA_OID = '1.2.840.113549.1.7.6'
const ENVELOPED_DATA_OID = '1.2.840.113549.1.7.3'
const PKCS12_VERSION = 3

/**
 * Opens a PKCS#12 file (RFC 7292), as OpenSSL, JDKs, Windows and NSS write it, in DER or BER.
 *
 * @param fileName names the file in messages
 * @param password undefined tries the empty one
 * @param budget for several tries with one file; default: a new one
 * @throws TacosmithError `keystore` for a missing or wrong password, a damaged file, or encryption that is unknown or
 * made to take for ever; `certificate` when one in it cannot be read.
 */
export function openPkcs12(
  bytes: Uint8Array,
  fileName: string,
  password: string | undefined,
  budget: IterationBudget = new IterationBudget(),
): KeystoreContents {
  const file = new Pkcs12File(parse(bytes, fileName), fileName, budget)
  const bags = file.unlock(password)
  const trusted = bags.certificates.flatMap((bag) => (bag.trusted ? [bag.certificate] : []))
  return {
    keys: bags.keys.map((key) => ({
      alias: key.alias,
      certificates: certificatesFor(key, bags),
      read: (keyPassword) => file.readKey(key, keyPassword),
    })),
    trusted,
    trustedDer: trusted.map(({ der }) => der),
  }
}

/**
 * The certificates of a PKCS#12 file without a password, whether there is a key or not.
 *
 * @throws TacosmithError `keystore` and `certificate` as {@link openPkcs12} does.
 */
export function readPkcs12Certificates(bytes: Uint8Array, fileName: string): Certificate[] {
  const { certificates } = new Pkcs12File(parse(bytes, fileName), fileName, new IterationBudget()).unlock(
    undefined,
  )
  return certificates.map(({ certificate }) => certificate)
}

/** The outermost structure (section 4). */
interface Pfx {
  /** The bytes that the MAC covers. */
  content: Uint8Array
  /** ContentInfos. */
  parts: Asn1Node[]
  macData: Asn1Node | undefined
}

function parse(bytes: Uint8Array, fileName: string): Pfx {
  try {
    const [version, authSafe, macData] = childrenOf(parseAsn1(bytes))
    if (smallInteger(version) !== PKCS12_VERSION) throw new Error('it is not a version 3 PFX')
    const [type, explicitContent] = childrenOf(authSafe)
    if (dottedOid(type) === SIGNED_DATA_OID) throw new Error('it is signed instead of having a password')
    if (dottedOid(type) !== DATA_OID) throw new Error('it holds no data')
    const content = octets(childrenOf(explicitContent)[0])
    return { content, parts: childrenOf(parseAsn1(content)), macData }
  } catch (cause) {
    throw unreadable(fileName, cause)
  }
}

class Pkcs12File {
  readonly #pfx: Pfx
  readonly #fileName: string
  readonly #budget: IterationBudget

  constructor(pfx: Pfx, fileName: string, budget: IterationBudget) {
    this.#budget = budget
    this.#pfx = pfx
    this.#fileName = fileName
  }

  unlock(password: string | undefined): Bags {
    const wrong = (): TacosmithError =>
      password === undefined ? passwordMissing(this.#fileName) : passwordWrong(this.#fileName)
    if (!this.#macFits(password ?? '')) throw wrong()
    const parts = this.#pfx.parts.map((part) => this.#readPart(part, password ?? '', wrong))
    return {
      keys: parts.flatMap(({ keys }) => keys),
      certificates: parts.flatMap(({ certificates }) => certificates),
    }
  }

  #macFits(password: string): boolean {
    const { macData, content } = this.#pfx
    if (macData === undefined) return true
    try {
      return encodePasswords(password).some((form) => checkMac(macData, content, form, this.#budget))
    } catch (cause) {
      throw refusal(cause, this.#fileName) ?? unreadable(this.#fileName, cause)
    }
  }

  #readPart(part: Asn1Node, password: string, wrong: () => TacosmithError): Bags {
    const [type, explicitContent] = childrenOf(part)
    const [content] = childrenOf(explicitContent)
    const read = (bytes: Uint8Array): Bags => readBags(parseAsn1(bytes), this.#fileName)
    switch (dottedOid(type)) {
      case DATA_OID:
        try {
          return read(octets(content))
        } catch (cause) {
          throw cause instanceof TacosmithError ? cause : unreadable(this.#fileName, cause)
        }
      case ENCRYPTED_DATA_OID: {
        const [, algorithm, encrypted] = childrenOf(childrenOf(content)[1])
        if (!isContext(encrypted, 0)) throw unreadable(this.#fileName, undefined)
        return this.#decrypt(algorithm, octets(encrypted), password, read, wrong)
      }
      case ENVELOPED_DATA_OID:
        throw encryptedForCertificate(this.#fileName)
      default:
        return { keys: [], certificates: [] }
    }
  }

  /** What a wrong password decrypts to sometimes has the right padding, so only reading it shows. */
  #decrypt<Result>(
    algorithm: Asn1Node | undefined,
    encrypted: Uint8Array,
    password: string,
    read: (bytes: Uint8Array) => Result,
    wrong: () => TacosmithError,
  ): Result {
    for (const form of encodePasswords(password)) {
      try {
        return read(decryptWithPassword(algorithm, encrypted, form, this.#budget))
      } catch (cause) {
        if (cause instanceof TacosmithError) throw cause
        const refused = refusal(cause, this.#fileName)
        if (refused !== undefined) throw refused
      }
    }
    throw wrong()
  }

  readKey(key: KeyBag, password: string): KeyObject {
    const der = key.encrypted ? this.#decryptKey(key, password) : rawBytes(key.value)
    try {
      return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })
    } catch {
      throw keyUnreadable(key.alias, this.#fileName)
    }
  }

  #decryptKey(key: KeyBag, password: string): Uint8Array {
    const [algorithm, encrypted] = childrenOf(key.value)
    const wrong = (): TacosmithError => keyPasswordWrong(key.alias, this.#fileName)
    const read = (bytes: Uint8Array): Uint8Array => rawBytes(parseAsn1(bytes))
    return this.#decrypt(algorithm, octets(encrypted), password, read, wrong)
  }
}

function encryptedForCertificate(fileName: string): TacosmithError {
  return new TacosmithError('keystore', `${fileName} is encrypted for a certificate instead of a password`, {
    help: 'Export the key again, protected by a password.',
  })
}

function unreadable(fileName: string, cause: unknown): TacosmithError {
  return new TacosmithError('keystore', `${fileName} is not a readable PKCS#12 file`, {
    help: 'Give a .p12 or .pfx file, or a key and certificates as PEM.',
    cause,
  })
}
