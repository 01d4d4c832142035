import { resolveSecret, type Secret, TacosmithError } from '@tacosmith/core/signer'

/**
 * Resolves the PIN.
 *
 * @throws TacosmithError `usage` when there is none; the message never holds it.
 */
export async function resolvePin(secret: Secret): Promise<string> {
  const pin = (await resolveSecret(secret, 'the PIN')) ?? ''
  if (pin !== '' && !pin.includes('\0')) return pin
  throw new TacosmithError('usage', `${originOf(secret)} contains no PIN`, {
    help: 'Give the user PIN of the token, preferably as pin: { env: "NAME" }.',
  })
}

function originOf(secret: Secret): string {
  if (typeof secret === 'string') return 'pin'
  return 'env' in secret ? `the environment variable ${secret.env}` : `the file ${secret.file}`
}
