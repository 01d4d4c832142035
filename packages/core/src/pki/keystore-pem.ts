import { createPrivateKey, type KeyObject } from 'node:crypto'
import { TacosmithError } from '../errors.ts'

/** OpenSSL asks for a passphrase on the terminal; Node forbids that, and this is how it surfaces. */
const MISSING_PASSPHRASE_CODES = new Set([
  'ERR_MISSING_PASSPHRASE',
  'ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED',
])
const ENCRYPTED_PEM = /-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/
const DER_KEY_TYPES = ['pkcs8', 'pkcs1', 'sec1'] as const

/**
 * Reads a private key: PKCS#8, PKCS#1 or SEC1, as PEM or DER, encrypted or not.
 *
 * @param fileName names the file in messages
 * @throws TacosmithError `keystore` for a missing or wrong password, or when the file holds no key.
 */
export function readPrivateKey(bytes: Uint8Array, fileName: string, password: string | undefined): KeyObject {
  const text = Buffer.from(bytes).toString('latin1')
  return text.includes('-----BEGIN ')
    ? readPemKey(bytes, text, fileName, password)
    : readDerKey(bytes, fileName, password)
}

function readPemKey(
  bytes: Uint8Array,
  text: string,
  fileName: string,
  password: string | undefined,
): KeyObject {
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    throw new TacosmithError('keystore', `${fileName} holds no private key`, {
      help: 'Give the PEM file with the "-----BEGIN PRIVATE KEY-----" block.',
    })
  }
  const encrypted = ENCRYPTED_PEM.test(text)
  if (encrypted && password === undefined) throw passwordMissing(fileName)
  try {
    const key = Buffer.from(bytes)
    return createPrivateKey({
      key,
      format: 'pem',
      ...(password === undefined ? {} : { passphrase: password }),
    })
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? ''
    if (MISSING_PASSPHRASE_CODES.has(code)) throw passwordMissing(fileName)
    throw encrypted ? passwordWrong(fileName) : unreadable(fileName, cause)
  }
}

function readDerKey(bytes: Uint8Array, fileName: string, password: string | undefined): KeyObject {
  let lastError: unknown
  for (const type of DER_KEY_TYPES) {
    try {
      const key = Buffer.from(bytes)
      return createPrivateKey({
        key,
        format: 'der',
        type,
        ...(password === undefined ? {} : { passphrase: password }),
      })
    } catch (cause) {
      const code = (cause as NodeJS.ErrnoException).code ?? ''
      if (MISSING_PASSPHRASE_CODES.has(code)) throw passwordMissing(fileName)
      if (code.includes('DECRYPT') || code.includes('CIPHERFINAL')) throw passwordWrong(fileName)
      lastError = cause
    }
  }
  throw unreadable(fileName, lastError)
}

function passwordMissing(fileName: string): TacosmithError {
  return new TacosmithError(
    'keystore',
    `the private key in ${fileName} is encrypted and no password was given`,
    {
      help: 'Set keyPassword (or storePassword), best as { env: "NAME" }.',
    },
  )
}

/** The cause stays out: OpenSSL's wording adds nothing and hides that it was the password. */
function passwordWrong(fileName: string): TacosmithError {
  return new TacosmithError('keystore', `the password for the private key in ${fileName} is wrong`, {
    help: 'Check keyPassword (or storePassword) and the variable or file it comes from.',
  })
}

function unreadable(fileName: string, cause: unknown): TacosmithError {
  return new TacosmithError('keystore', `${fileName} does not hold a private key that can be read`, {
    help: 'Give a PKCS#8, PKCS#1 or SEC1 key as PEM; "openssl pkey -in FILE" shows whether it is one.',
    cause,
  })
}
