import { createPrivateKey, type KeyObject } from 'node:crypto'
import { TacosmithError } from '../errors.ts'
import { childrenOf, isUniversal, parseAsn1, UNIVERSAL } from '../format/der/der-reader.ts'
import { isPem, labelsText, readPemBlocks, writePemBlock } from '../format/der/pem.ts'
import { IterationBudget, TooManyIterations } from '../format/pkcs12/iteration-budget.ts'
import { spendDecryption, UnknownEncryption } from '../format/pkcs12/password-encryption.ts'
import { passwordError } from './password-problem.ts'

/** OpenSSL asks for a passphrase on the terminal; Node forbids that, and this is how it surfaces. */
const MISSING_PASSPHRASE_CODES = new Set([
  'ERR_MISSING_PASSPHRASE',
  'ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED',
])
const UNKNOWN_CIPHER_CODES = new Set(['ERR_OSSL_EVP_UNSUPPORTED', 'ERR_OSSL_PEM_UNSUPPORTED_ENCRYPTION'])
const DER_KEY_TYPES = ['pkcs8', 'pkcs1', 'sec1'] as const

/**
 * Reads a private key: PKCS#8, PKCS#1 or SEC1, as PEM or DER, encrypted or not.
 *
 * @param fileName names the file in messages
 * @throws TacosmithError `keystore` for a missing or wrong password, or when the file holds no key.
 */
export function readPrivateKey(bytes: Uint8Array, fileName: string, password: string | undefined): KeyObject {
  return isPem(bytes) ? readPemKey(bytes, fileName, password) : readDerKey(bytes, fileName, password)
}

function readPemKey(bytes: Uint8Array, fileName: string, password: string | undefined): KeyObject {
  const block = readPemBlocks(bytes).find(({ label }) => label.endsWith('PRIVATE KEY'))
  if (block === undefined) {
    throw new TacosmithError('keystore', `${fileName} contains no private key${labelsText(bytes)}`, {
      help: 'Give the PEM file with the private key: a block of the type "PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY" or "EC PRIVATE KEY".',
    })
  }
  if (block.label === 'OPENSSH PRIVATE KEY') throw opensshRefused(fileName)
  const encrypted = block.label.startsWith('ENCRYPTED') || block.headers.some(isEncryptionHeader)
  if (encrypted && password === undefined) throw passwordMissing(fileName)
  if (block.label.startsWith('ENCRYPTED')) refuseExcessiveHashing(block.der, fileName)
  try {
    return createPrivateKey({ key: writePemBlock(block), format: 'pem', ...passphrase(password) })
  } catch (cause) {
    throw (
      refusal(cause, fileName, password) ??
      (encrypted ? passwordWrong(fileName) : unreadable(fileName, cause))
    )
  }
}

function isEncryptionHeader(header: string): boolean {
  return /^Proc-Type: *4, *ENCRYPTED/.test(header)
}

/**
 * OpenSSL hashes a password as often as the file says. The encryption from before PKCS#8 hashes once, and a key that is
 * not encrypted not at all.
 */
function refuseExcessiveHashing(der: Uint8Array, fileName: string): void {
  try {
    const [algorithm, encrypted] = childrenOf(parseAsn1(der))
    if (isUniversal(algorithm, UNIVERSAL.sequence) && isUniversal(encrypted, UNIVERSAL.octetString))
      spendDecryption(algorithm, new IterationBudget())
  } catch (cause) {
    // What it is encrypted with, OpenSSL may know.
    if (cause instanceof UnknownEncryption) return
    throw cause instanceof TooManyIterations ? excessiveHashing(fileName, cause) : unreadable(fileName, cause)
  }
}

function readDerKey(bytes: Uint8Array, fileName: string, password: string | undefined): KeyObject {
  if (password !== undefined) refuseExcessiveHashing(bytes, fileName)
  let lastError: unknown
  for (const type of DER_KEY_TYPES) {
    try {
      return createPrivateKey({ key: Buffer.from(bytes), format: 'der', type, ...passphrase(password) })
    } catch (cause) {
      const refused = refusal(cause, fileName, password)
      if (refused !== undefined) throw refused
      lastError = cause
    }
  }
  throw unreadable(fileName, lastError)
}

function passphrase(password: string | undefined): { passphrase?: string } {
  return password === undefined ? {} : { passphrase: password }
}

/** What OpenSSL's error says about the password or the cipher; undefined when it is about neither. */
function refusal(error: unknown, fileName: string, password: string | undefined): TacosmithError | undefined {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  // With an empty password OpenSSL asks for one too.
  if (MISSING_PASSPHRASE_CODES.has(code)) {
    return password ? passwordWrong(fileName) : passwordMissing(fileName)
  }
  if (code.includes('DECRYPT') || code.includes('CIPHERFINAL')) return passwordWrong(fileName)
  return UNKNOWN_CIPHER_CODES.has(code) ? encryptionUnknown(fileName) : undefined
}

function passwordMissing(fileName: string): TacosmithError {
  return passwordError({ of: 'key file', isMissing: true, fileName })
}

function passwordWrong(fileName: string): TacosmithError {
  return passwordError({ of: 'key file', isMissing: false, fileName })
}

function encryptionUnknown(fileName: string): TacosmithError {
  return new TacosmithError(
    'keystore',
    `the private key in ${fileName} is encrypted with an old cipher that is not supported, or is of an unknown kind`,
    {
      help: `Convert it: openssl pkcs8 -topk8 -provider default -provider legacy -in "${fileName}" -out new.pem`,
    },
  )
}

function excessiveHashing(fileName: string, { message }: TooManyIterations): TacosmithError {
  return new TacosmithError('keystore', `the private key in ${fileName} is refused: ${message}`, {
    help: `No common tool writes such files; if it is yours, convert it: openssl pkcs8 -topk8 -in "${fileName}" -out new.pem`,
  })
}

function opensshRefused(fileName: string): TacosmithError {
  return new TacosmithError('keystore', `${fileName} contains a private key in OpenSSH format`, {
    help: 'Give the key that the certificate was requested with; an OpenSSH key becomes PEM with "ssh-keygen -p -m PEM -f FILE".',
  })
}

function unreadable(fileName: string, cause: unknown): TacosmithError {
  return new TacosmithError('keystore', `${fileName} does not contain a readable private key`, {
    help: 'Give a PKCS#8, PKCS#1 or SEC1 key as PEM; "openssl pkey -in FILE" shows whether it is one.',
    cause,
  })
}
