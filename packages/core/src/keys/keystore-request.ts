import { createPublicKey } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { TacosmithError } from '../errors.ts'
import { isPem, writePemBlock } from '../format/der/pem.ts'
import { writePkcs12 } from '../format/pkcs12/pkcs12-writer.ts'
import { readCertificate } from '../format/x509/certificate.ts'
import {
  createCertificateRequest,
  createPlaceholderCertificate,
  generateRequestKey,
  keyPairSigner,
  type RequestKeyKind,
} from '../format/x509/certificate-request.ts'
import { encodeDistinguishedName } from '../format/x509/distinguished-name.ts'
import { writeFileWhole } from '../output/index.ts'
import { type CheckedAnswer, checkAnswer } from './answer.ts'
import { openKeystore } from './keystore.ts'
import type { KeystoreKey } from './keystore-contents.ts'
import { readKeystoreFile } from './keystore-file.ts'
import { javaKeystoreFormat } from './keystore-jks.ts'
import { openWithPasswords } from './keystore-passwords.ts'
import { openPkcs12 } from './keystore-pkcs12.ts'
import { emptiness, resolveSecret, type SecretSource } from './keystore-secret.ts'
import { publicKeyFingerprint, refuseExisting, writeNew } from './new-file.ts'
import { isWritablePassword, PASSWORD_RULE } from './new-password.ts'
import { CONFIGURED_NAMES, type KeyOptionNames } from './option-names.ts'

/** What {@link requestCertificate} takes. */
export interface CertificateRequestOptions {
  /** Such as `CN=Acme GmbH, O=Acme GmbH, L=Köln, C=DE`. */
  subject: string
  /** Default: `rsa-3072`. */
  key?: RequestKeyKind
  /** The PKCS#12 file to make; it must not exist. */
  keystore: string
  /** The request file to make, PEM. Default: the keystore's name with `.csr` at its end. */
  request?: string
  /** Default: `tacosmith`. */
  alias?: string
  /** ASCII, because keytool takes nothing else. */
  password: SecretSource
  /** What messages call the options. Default: as in a configuration. */
  names?: KeyOptionNames | undefined
  /** Default: now. */
  now?: Date
}

/** What {@link requestCertificate} made. */
export interface RequestedCertificate {
  keystore: string
  request: string
  alias: string
  /** SHA-256 of the public key (SubjectPublicKeyInfo), hexadecimal with colons. */
  publicKeyFingerprint: string
}

/**
 * Makes a key pair, a PKCS#12 keystore for it that only its owner may read, and the request for its certificate.
 *
 * Until the authority's answer is imported, the keystore holds a placeholder that has expired.
 *
 * @throws TacosmithError `usage` for a subject or password that will not do, `output` when a file exists already or
 * cannot be written.
 */
export async function requestCertificate(options: CertificateRequestOptions): Promise<RequestedCertificate> {
  const { keystore, alias = 'tacosmith' } = options
  const request = options.request ?? `${keystore.replace(/\.(p12|pfx)$/i, '')}.csr`
  const subject = encodeDistinguishedName(options.subject)
  const password = await writablePassword(options.password, options.names)
  await refuseExisting(keystore)
  await refuseExisting(request, 'request')

  const keyPair = generateRequestKey(options.key ?? 'rsa-3072')
  const placeholder = readCertificate(
    await createPlaceholderCertificate(subject, keyPair, options.now ?? new Date()),
    'tacosmith',
  )
  const bytes = writePkcs12({ alias, privateKey: keyPair.privateKey, certificates: [placeholder], password })
  const der = await createCertificateRequest(subject, keyPairSigner(keyPair))
  await writeNew(keystore, bytes)
  try {
    await writeNew(request, Buffer.from(writePemBlock({ label: 'CERTIFICATE REQUEST', headers: [], der })))
  } catch (cause) {
    // A key without its request is useless, and the next attempt would not replace it.
    await rm(keystore, { force: true })
    throw cause
  }
  return { keystore, request, alias, publicKeyFingerprint: publicKeyFingerprint(keyPair.publicKey) }
}

/** What {@link importCertificate} takes. */
export interface CertificateImportOptions {
  /** The PKCS#12 file with the key. */
  keystore: string
  /** The entry, where the keystore holds a key without a name or the name is to be checked. */
  alias?: string
  /** Default: a person at the terminal is asked. */
  password?: SecretSource | undefined
  /** What messages call the options. Default: as in a configuration. */
  names?: KeyOptionNames | undefined
  /** The authority's answer: files (PEM, DER, .p7b) with the certificate and its issuers, in any order. */
  certificates: readonly string[]
  /** Default: now. */
  now?: Date
}

/** What {@link importCertificate} joined. */
export interface ImportedCertificate extends CheckedAnswer {
  keystore: string
  alias: string
}

/**
 * Puts the certificate that an authority issued, and its issuers, with their key. The file is replaced at once or
 * not at all.
 *
 * @throws TacosmithError `keystore` when the keystore is no PKCS#12 file with one key, `certificate` when none of the
 * certificates belongs to the key, it cannot sign code or its chain has a hole, `output` when the file cannot be written.
 */
export async function importCertificate(options: CertificateImportOptions): Promise<ImportedCertificate> {
  const { names = CONFIGURED_NAMES } = options
  const given = { storePassword: options.password }
  return await openWithPasswords(
    given,
    names,
    async ({ storePassword }) => await importWith(options, storePassword),
  )
}

async function importWith(
  options: CertificateImportOptions,
  storePassword: string | undefined,
): Promise<ImportedCertificate> {
  const { keystore, names } = options
  const [only] = await keysToReplace(keystore, storePassword, names)
  // It is the keystore's own already: rules for new ones do not concern it.
  const password = storePassword ?? ''
  const isNamed = only === undefined || only.alias !== undefined
  const entry = await openKeystore({
    ...{ keystore, storePassword: password },
    // A key without a name gets this one.
    ...(options.alias === undefined || !isNamed ? {} : { alias: options.alias }),
    ...(names === undefined ? {} : { names }),
  })
  const answer = await checkAnswer({
    ...{ files: options.certificates, publicKey: createPublicKey(entry.privateKey) },
    ...{ where: keystore, now: options.now ?? new Date(), known: entry.otherCertificates },
  })
  const alias = entry.alias ?? options.alias ?? 'tacosmith'
  const bytes = writePkcs12({
    ...{ alias, privateKey: entry.privateKey, password },
    certificates: [answer.certificate, ...answer.issuers],
  })
  await writeFileWhole(keystore, bytes, { link: 'follow' })
  return { keystore, alias, ...answer }
}

/** The file is rewritten, so anything else in it would be lost. */
async function keysToReplace(
  path: string,
  password: string | undefined,
  names: KeyOptionNames = CONFIGURED_NAMES,
): Promise<KeystoreKey[]> {
  const bytes = await readKeystoreFile(path, 'keystore', names.keystore)
  const isOther = javaKeystoreFormat(bytes) !== undefined || isPem(bytes)
  const contents = isOther ? undefined : openPkcs12(bytes, path, password)
  const problem = contents === undefined ? 'is not a PKCS#12 file' : otherEntries(contents)
  if (contents !== undefined && problem === undefined) return [...contents.keys]
  throw new TacosmithError('keystore', `${path} ${problem}`, {
    help: `Import it with a JDK: keytool -importcert -trustcacerts -file CERTIFICATE -alias ALIAS -keystore "${path}"`,
  })
}

function otherEntries({ keys, trusted }: ReturnType<typeof openPkcs12>): string | undefined {
  if (keys.length > 1) return `holds ${keys.length} keys`
  return trusted.length > 0 ? 'contains trusted certificates besides the key' : undefined
}

/** Writes a key and its certificates into a new PKCS#12 file that only its owner may read. */
export async function exportKey(
  path: string,
  entry: Omit<Parameters<typeof writePkcs12>[0], 'password'> & {
    password: SecretSource
    names?: KeyOptionNames | undefined
  },
): Promise<void> {
  const password = await writablePassword(entry.password, entry.names)
  await refuseExisting(path)
  await writeNew(path, writePkcs12({ ...entry, password }))
}

async function writablePassword(
  source: SecretSource,
  names: KeyOptionNames = CONFIGURED_NAMES,
): Promise<string> {
  const name = names.storePassword
  const password = (await resolveSecret(source, `the password of the keystore (${name})`)) ?? ''
  if (isWritablePassword(password)) return password
  if (password === '') {
    throw new TacosmithError('usage', `the new keystore needs a password, but ${emptiness(source, name)}`, {
      help: PASSWORD_RULE,
    })
  }
  throw new TacosmithError('usage', `keytool would not accept the password of the keystore (${name})`, {
    help: PASSWORD_RULE,
  })
}
