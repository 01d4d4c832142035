import { askSecret, resolveSecret, type Secret, TacosmithError } from '@tacosmith/core/signer'

/**
 * The PIN that was given.
 *
 * @returns undefined when none was
 * @throws TacosmithError `usage` when it is empty or not where it should be; the message never holds it.
 */
export async function resolvePin(secret: Secret | undefined): Promise<string | undefined> {
  if (secret === undefined) return undefined
  const pin = (await resolveSecret(secret, 'the PIN (pkcs11Signer.pin)')) ?? ''
  if (isPin(pin)) return pin
  throw new TacosmithError('usage', `${originOf(secret)} contains no PIN`, {
    help: "Give the user PIN of the token as pkcs11Signer.pin, preferably as { env: 'NAME' }.",
  })
}

/**
 * Asks a person at the terminal for the PIN. Once, because tokens lock after a few wrong ones.
 *
 * @param token names it
 * @throws TacosmithError `usage` when nobody can be asked
 */
export async function askPin(token: string): Promise<string> {
  const pin = (await askSecret(`PIN of ${token}`)) ?? ''
  if (isPin(pin)) return pin
  throw new TacosmithError('usage', `no PIN was given for ${token}`, {
    help: "Set pkcs11Signer.pin, preferably as { env: 'NAME' }; on a terminal tacosmith asks for it.",
  })
}

function isPin(text: string): boolean {
  return text !== '' && !text.includes('\0')
}

function originOf(secret: Secret): string {
  if (typeof secret === 'string') return 'pkcs11Signer.pin'
  return 'env' in secret
    ? `the environment variable ${secret.env} (pkcs11Signer.pin)`
    : `the file ${secret.file} (pkcs11Signer.pin)`
}
