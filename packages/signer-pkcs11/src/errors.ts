import { TacosmithError } from '@tacosmith/core/signer'
import { Pkcs11Failure, type Token, type TokenKey } from './token.ts'
import { listObjects } from './token-choice.ts'

const PIN_WRONG = new Set(['CKR_PIN_INCORRECT', 'CKR_PIN_INVALID', 'CKR_PIN_LEN_RANGE'])

/** Says what a failed login means. */
export function loginError(cause: unknown, token: Token): unknown {
  if (!(cause instanceof Pkcs11Failure)) return cause
  const name = tokenName(token)
  if (cause.code === 'CKR_PIN_LOCKED') return pinLocked(token)
  if (PIN_WRONG.has(cause.code)) {
    return new TacosmithError('keystore', `the PIN for ${name} is wrong (${cause.code})`, {
      help: triesLeft(token),
    })
  }
  if (cause.code === 'CKR_PIN_EXPIRED') {
    return new TacosmithError('keystore', `the PIN for ${name} has expired`, {
      help: "Set a new PIN with the vendor's program or with pkcs11-tool --change-pin.",
    })
  }
  return tokenError(cause, `logging into ${name}`)
}

/** @param token as it is after the wrong PIN */
function triesLeft(token: Token): string {
  if (token.pinLocked) return `The token is locked now: ${unlock()}`
  if (token.lastTry) return 'One more wrong PIN locks the token: check the PIN before the next attempt.'
  return 'Check pkcs11Signer.pin and the variable or file it comes from; most tokens lock after a few wrong PINs.'
}

function unlock(): string {
  return "unlock it with its PUK or the security officer's PIN, with the vendor's program or pkcs11-tool --unlock-pin."
}

export function pinLocked(token: Token): TacosmithError {
  return new TacosmithError(
    'keystore',
    `the PIN of ${tokenName(token)} is locked after too many wrong attempts`,
    {
      help: `No login was attempted. ${unlock().replace(/^u/, 'U')}`,
    },
  )
}

/** Anything else that a token refuses. */
export function tokenError(cause: unknown, doing: string): unknown {
  if (!(cause instanceof Pkcs11Failure)) return cause
  return new TacosmithError('signing', `${doing} failed: ${cause.code}`, {
    help: "Check that the token is plugged in and its service is running; the vendor's documentation explains the code.",
  })
}

/** A signature was asked for that the key does not make. */
export function otherAlgorithm(key: TokenKey, where: string, asked: string): TacosmithError {
  return new TacosmithError(
    'usage',
    `the ${key.type} key ${listObjects([key])} of ${where} was asked for a signature with ${asked}`,
    { help: 'Request the algorithm of the key: rsa (PKCS#1 v1.5) or ecdsa.' },
  )
}

/** A request for a certificate needs the public key. */
export function publicKeyMissing(key: TokenKey, where: string): TacosmithError {
  return new TacosmithError('keystore', `${where} contains no public key for the key ${listObjects([key])}`, {
    help: 'Write the public key to the token with the ID of the private key: pkcs11-tool --write-object FILE --type pubkey --id ID.',
  })
}

/** The module was found but does not work, or was not found. */
export function moduleError(module: string, reason: string): TacosmithError {
  return new TacosmithError('environment', `the PKCS#11 module ${module} cannot be loaded: ${reason}`, {
    help: "Give the path of the library that the token's vendor provides (.so, .dll or .dylib), built for the same processor architecture as Node.",
  })
}

export function tokenName({ label, slot }: Token): string {
  return `the token "${label}" in slot ${slot}`
}
