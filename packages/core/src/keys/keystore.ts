import type { KeyObject } from 'node:crypto'
import { TacosmithError } from '../errors.ts'
import { isPem } from '../format/der/pem.ts'
import type { Certificate } from '../format/x509/certificate.ts'
import { buildChain } from '../format/x509/chain.ts'
import { findCertificates, readCertificates } from './certificate-file.ts'
import type { KeystoreContents, KeystoreKey } from './keystore-contents.ts'
import { passwordMissing } from './keystore-errors.ts'
import { readKeystoreFile } from './keystore-file.ts'
import { javaKeystoreFormat, openJavaKeystore } from './keystore-jks.ts'
import { openWithPasswords, type Passwords } from './keystore-passwords.ts'
import { readPrivateKey } from './keystore-pem.ts'
import { openPkcs12 } from './keystore-pkcs12.ts'
import type { SecretSource } from './keystore-secret.ts'
import { CONFIGURED_NAMES, commandPath, giveOption, type KeyOptionNames } from './option-names.ts'

/** Where a key lies: a keystore file, or files with a key and its certificates. */
export interface KeystoreLocation {
  /** A PKCS#12 or JKS file, or a PEM file that holds key and certificates. */
  keystore?: string
  /** A PEM or DER file with the private key. */
  key?: string
  /** Certificates of the signer and its issuers (PEM, DER or PKCS#7); beside a keystore they complete its chain. */
  certificates?: string
  alias?: string
  storePassword?: SecretSource
  /** Default: the store password. */
  keyPassword?: SecretSource
  /** How messages call these options. Default: as in a configuration. */
  names?: KeyOptionNames
}

/** A private key with its certificate. */
export interface KeyEntry {
  alias: string | undefined
  privateKey: KeyObject
  /** The certificate for the key. */
  certificate: Certificate
  /** All others that were found, in no order. */
  otherCertificates: Certificate[]
}

/**
 * Opens a keystore, or a key and its certificates.
 *
 * @throws TacosmithError `usage` when it is not said where the key is, `keystore` when a file cannot be read, a
 * password is wrong or there is no such alias, `certificate` when no certificate fits the key.
 */
export async function openKeystore(location: KeystoreLocation): Promise<KeyEntry> {
  const { names = CONFIGURED_NAMES, alias } = location
  const extra =
    location.certificates === undefined
      ? []
      : await readCertificateFile(location.certificates, names.certificates)
  return await openWithPasswords(location, names, async (passwords) => {
    const options = { ...passwords, names, ...(alias === undefined ? {} : { alias }) }
    if (location.keystore !== undefined) return await openKeystoreFile(location.keystore, options, extra)
    if (location.key !== undefined) {
      return openPem(await readKeystoreFile(location.key, 'key', names.key), location.key, options, extra)
    }
    throw new TacosmithError('usage', 'nothing says where the signing key is', {
      help: `${giveOption(names.keystore)}, or ${names.key} and ${names.certificates}${otherKeys(names)}`,
    })
  })
}

/** Where a flag or an input may be given, a signer may not: it is code, which only a configuration holds. */
function otherKeys({ keystore }: KeyOptionNames): string {
  if (keystore === CONFIGURED_NAMES.keystore)
    return ", or sign.signer; sign: 'development' signs with a local certificate."
  const development = keystore.startsWith('--')
    ? '--sign development'
    : keystore === 'keystore'
      ? 'the input sign: development'
      : "sign: 'development'"
  return `, or set sign.signer in tacosmith.config; ${development} signs with a local certificate.`
}

async function readCertificateFile(path: string, given: string): Promise<Certificate[]> {
  return readCertificates(await readKeystoreFile(path, 'certificates', given), path)
}

interface OpenOptions extends Passwords {
  alias?: string
  names: KeyOptionNames
}

async function openKeystoreFile(
  path: string,
  passwords: OpenOptions,
  extra: Certificate[],
): Promise<KeyEntry> {
  const bytes = await readKeystoreFile(path, 'keystore', passwords.names.keystore)
  const called = passwords.names.keystoreFile ?? path
  if (isPem(bytes)) return openPem(bytes, called, passwords, extra)
  const { keys, trusted } = openContents(bytes, called, passwords)
  const chosen = chooseKey(keys, passwords, called)
  const privateKey = chosen.read(passwords.keyPassword ?? '')
  return toKeyEntry(chosen.alias, privateKey, [...chosen.certificates, ...extra], called, trusted)
}

function openContents(
  bytes: Uint8Array,
  path: string,
  { storePassword, keyPassword, names }: OpenOptions,
): KeystoreContents {
  if (javaKeystoreFormat(bytes) === undefined) {
    if (findCertificates(bytes, path).length > 0) throw withoutKey(path, names)
    return openPkcs12(bytes, path, storePassword)
  }
  const contents = openJavaKeystore(bytes, path, storePassword)
  if (keyPassword === undefined) throw passwordMissing(path)
  return contents
}

function chooseKey(
  keys: readonly KeystoreKey[],
  { alias, names }: Pick<OpenOptions, 'alias' | 'names'>,
  path: string,
): KeystoreKey {
  const list = keys.map((key) => (key.alias === undefined ? '(no name)' : `"${key.alias}"`)).join(', ')
  const [first] = keys
  if (first === undefined) throw withoutKey(path, names)
  if (alias === undefined) {
    if (keys.length === 1) return first
    throw new TacosmithError('keystore', `${path} holds ${keys.length} keys: ${list}`, {
      help: keys.some((key) => key.alias !== undefined)
        ? `${giveOption(names.alias)}, to name the key to sign with.`
        : `Give them names: keytool -changealias -alias 1 -destalias NAME -keystore ${commandPath(path)}`,
    })
  }
  // keytool stores aliases in lower case and finds them in any.
  const found =
    keys.find((key) => key.alias === alias) ??
    keys.find((key) => key.alias?.toLowerCase() === alias.toLowerCase())
  if (found !== undefined) return found
  throw new TacosmithError('keystore', `${path} holds no key with the alias "${alias}"`, {
    help:
      first.alias === undefined && keys.length === 1
        ? `Its only key has no name: omit ${names.alias}.`
        : `It holds ${list}: name one of them with ${names.alias}.`,
  })
}

function withoutKey(path: string, names: KeyOptionNames): TacosmithError {
  return new TacosmithError('keystore', `${path} contains no private key, only certificates`, {
    help: `Give the keystore in which the key pair was created as ${names.keystore}; ${names.certificates} is for certificates alone.`,
  })
}

function openPem(
  bytes: Uint8Array,
  path: string,
  { keyPassword, names }: OpenOptions,
  extra: readonly Certificate[],
): KeyEntry {
  const privateKey = readPrivateKey(bytes, path, keyPassword)
  const beside = isPem(bytes) ? findCertificates(bytes, path) : []
  const certificates = [...beside, ...extra]
  if (certificates.length === 0) {
    throw new TacosmithError('usage', `the certificate for the key in ${path} is not given`, {
      help: `${giveOption(names.certificates)}: the file (PEM, DER or .p7b) with the signer's certificate and its issuers.`,
    })
  }
  return toKeyEntry(undefined, privateKey, certificates, path)
}

/** @param trusted used only where they connect: an authority that somebody trusts may have nothing to do with the key */
function toKeyEntry(
  alias: string | undefined,
  privateKey: KeyObject,
  certificates: readonly Certificate[],
  path: string,
  trusted: readonly Certificate[] = [],
): KeyEntry {
  const certificate = chooseCertificate(privateKey, certificates, new Date())
  if (certificate === undefined) throw mismatch(certificates, path)
  const [, ...others] = withoutDuplicates([certificate, ...certificates])
  const { intermediates, root } = buildChain(certificate, [...others, ...trusted])
  const connected = trusted.filter((one) => one === root || intermediates.includes(one))
  return { alias, privateKey, certificate, otherCertificates: [...others, ...connected] }
}

/** JDKs write an issuer once for each key, and the file with the chain may repeat what the keystore holds. */
function withoutDuplicates(certificates: readonly Certificate[]): Certificate[] {
  return [...new Map(certificates.map((one) => [one.fingerprint, one])).values()]
}

/** A renewed certificate for the same key may be next to the old one. */
function chooseCertificate(
  privateKey: KeyObject,
  certificates: readonly Certificate[],
  now: Date,
): Certificate | undefined {
  const fitting = certificates.filter(({ x509 }) => x509.checkPrivateKey(privateKey))
  const newestFirst = fitting.toSorted((a, b) => b.notAfter.getTime() - a.notAfter.getTime())
  return newestFirst.find(({ notBefore, notAfter }) => notBefore <= now && now <= notAfter) ?? newestFirst[0]
}

function mismatch(certificates: readonly Certificate[], path: string): TacosmithError {
  const subjects = certificates.map(({ subject }) => `"${subject}"`).join(', ') || 'none'
  return new TacosmithError(
    'certificate',
    `no certificate matches the private key in ${path}; found: ${subjects}`,
    {
      help: 'Give the certificate that was issued for this key; this one was requested with another key.',
    },
  )
}
