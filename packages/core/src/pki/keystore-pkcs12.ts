import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { BaseBlock } from 'asn1js'
import {
  AuthenticatedSafe,
  EncryptedData,
  PFX,
  type PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  type SafeBag,
} from 'pkijs'
import { TacosmithError } from '../errors.ts'
import { type Certificate, readCertificate } from './certificate.ts'
import { octets } from './der-reader.ts'

/** A private key in a keystore. */
export interface KeystoreKey {
  /** Its friendlyName; undefined when it has none. */
  alias: string | undefined
  /** @throws TacosmithError `keystore` when the key password is wrong. */
  read(password: string): Promise<KeyObject>
}

/** What a keystore holds. */
export interface KeystoreContents {
  keys: KeystoreKey[]
  certificates: Certificate[]
}

const KEY_BAG = '1.2.840.113549.1.12.10.1.1'
const SHROUDED_KEY_BAG = '1.2.840.113549.1.12.10.1.2'
const CERTIFICATE_BAG = '1.2.840.113549.1.12.10.1.3'
const FRIENDLY_NAME = '1.2.840.113549.1.9.20'
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6'
/** PBE with SHA-1 and RC2 or 3DES, what JDKs before 16 and `openssl pkcs12 -legacy` write. */
const LEGACY_ENCRYPTION = '1.2.840.113549.1.12.1.'

/**
 * Opens a PKCS#12 file with the encryption that OpenSSL 3 and JDK 17 use (PBES2, HMAC-SHA-256).
 *
 * @param fileName names the file in messages
 * @param password undefined tries the empty one
 * @throws TacosmithError `keystore` for a missing or wrong password, a damaged file or an older encryption.
 */
export async function openPkcs12(
  bytes: Uint8Array,
  fileName: string,
  password: string | undefined,
): Promise<KeystoreContents> {
  const file = parse(bytes, fileName)
  refuseLegacyEncryption(encryptionsOf(file), fileName)
  const bags = await decrypt(file, fileName, password)
  return {
    keys: bags.flatMap((bag) => toKey(bag, fileName)),
    certificates: bags.flatMap((bag) => toCertificate(bag, fileName)),
  }
}

function parse(bytes: Uint8Array, fileName: string): PFX {
  try {
    return PFX.fromBER(Uint8Array.from(bytes))
  } catch (cause) {
    throw unreadable(fileName, cause)
  }
}

/** The encryption of each part is readable without the password. */
function encryptionsOf(file: PFX): string[] {
  const content = file.authSafe.content as BaseBlock | undefined
  const safe = AuthenticatedSafe.fromBER(Uint8Array.from(octets(content)))
  return safe.safeContents
    .filter(({ contentType }) => contentType === ENCRYPTED_DATA)
    .map((part) => new EncryptedData({ schema: part.content }))
    .map((data) => data.encryptedContentInfo.contentEncryptionAlgorithm.algorithmId)
}

function refuseLegacyEncryption(algorithms: readonly string[], fileName: string): void {
  if (!algorithms.some((algorithm) => algorithm.startsWith(LEGACY_ENCRYPTION))) return
  throw new TacosmithError(
    'keystore',
    `${fileName} uses the encryption of old PKCS#12 files, which is not supported yet`,
    {
      help: `Convert it with a JDK 17 or newer: keytool -importkeystore -srckeystore "${fileName}" -destkeystore new.p12 -deststoretype pkcs12`,
    },
  )
}

async function decrypt(file: PFX, fileName: string, password: string | undefined): Promise<SafeBag[]> {
  const encodedPassword = Uint8Array.from(Buffer.from(password ?? '', 'utf8')).buffer
  try {
    await file.parseInternalValues({ password: encodedPassword, checkIntegrity: file.macData !== undefined })
    const safe = file.parsedValue?.authenticatedSafe
    if (safe === undefined) throw new Error('no authenticated safe')
    await safe.parseInternalValues({
      safeContents: safe.safeContents.map(() => ({ password: encodedPassword })),
    })
    const contents: { value: { safeBags: SafeBag[] } }[] = safe.parsedValue.safeContents
    return contents.flatMap(({ value }) => value.safeBags)
  } catch {
    if (password === undefined) throw passwordMissing(fileName)
    // Decryption with a wrong password fails in many ways, and none of them says more than this.
    throw new TacosmithError('keystore', `the password for ${fileName} is wrong, or the file is damaged`, {
      help: `Check storePassword and the variable or file it comes from; "keytool -list -keystore ${fileName}" asks for the same password.`,
    })
  }
}

function passwordMissing(fileName: string): TacosmithError {
  return new TacosmithError('keystore', `${fileName} is protected by a password and none was given`, {
    help: 'Set storePassword, best as { env: "NAME" }, or the variable TACOSMITH_STOREPASS.',
  })
}

function toKey(bag: SafeBag, fileName: string): KeystoreKey[] {
  if (bag.bagId !== KEY_BAG && bag.bagId !== SHROUDED_KEY_BAG) return []
  const alias = friendlyName(bag)
  return [{ alias, read: async (password) => await readKey(bag, fileName, alias, password) }]
}

async function readKey(
  bag: SafeBag,
  fileName: string,
  alias: string | undefined,
  password: string,
): Promise<KeyObject> {
  if (bag.bagValue instanceof PrivateKeyInfo) return toKeyObject(bag.bagValue, fileName)
  const shrouded = bag.bagValue as PKCS8ShroudedKeyBag
  refuseLegacyEncryption([shrouded.encryptionAlgorithm.algorithmId], fileName)
  try {
    const der = Buffer.from(shrouded.toSchema().toBER())
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8', passphrase: password })
  } catch {
    const name = alias === undefined ? 'the key' : `the key "${alias}"`
    throw new TacosmithError('keystore', `the password for ${name} in ${fileName} is wrong`, {
      help: 'Set keyPassword if the key has a password of its own; without it the store password is used.',
    })
  }
}

function toKeyObject(info: PrivateKeyInfo, fileName: string): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(info.toSchema().toBER()), format: 'der', type: 'pkcs8' })
  } catch (cause) {
    throw unreadable(fileName, cause)
  }
}

function toCertificate(bag: SafeBag, fileName: string): Certificate[] {
  if (bag.bagId !== CERTIFICATE_BAG) return []
  const { certValue } = bag.bagValue as { certValue: BaseBlock }
  return [readCertificate(octets(certValue), fileName)]
}

function friendlyName(bag: SafeBag): string | undefined {
  const attribute = bag.bagAttributes?.find(({ type }) => type === FRIENDLY_NAME)
  const value: unknown = attribute?.values[0]?.valueBlock?.value
  return typeof value === 'string' ? value : undefined
}

function unreadable(fileName: string, cause: unknown): TacosmithError {
  return new TacosmithError('keystore', `${fileName} is not a PKCS#12 file that can be read`, {
    help: 'Give a .p12 or .pfx file, or a key and certificates as PEM.',
    cause,
  })
}
