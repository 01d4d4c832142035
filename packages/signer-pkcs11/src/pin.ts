import { readFile } from 'node:fs/promises'
import { type Secret, TacosmithError } from '@tacosmith/core'

/**
 * Resolves the PIN.
 *
 * @throws TacosmithError `usage` when there is none; the message never holds it.
 */
export async function resolvePin(secret: Secret): Promise<string> {
  const { value, origin } = await readPin(secret)
  if (value !== '' && !value.includes('\0')) return value
  throw new TacosmithError('usage', `${origin} holds no PIN`, {
    help: 'Give the user PIN of the token, best as pin: { env: "NAME" }.',
  })
}

async function readPin(secret: Secret): Promise<{ value: string; origin: string }> {
  if (typeof secret === 'string') return { value: secret, origin: 'pin' }
  if ('env' in secret) {
    const value = process.env[secret.env]
    if (value !== undefined) return { value, origin: `the environment variable ${secret.env}` }
    throw new TacosmithError(
      'usage',
      `the environment variable ${secret.env} that should hold the PIN is not set`,
      { help: `Set ${secret.env} before the build, in CI as a secret of the repository.` },
    )
  }
  const text = await readFile(secret.file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new TacosmithError(
      'usage',
      `the file ${secret.file} that should hold the PIN cannot be read (${cause.code})`,
      { help: 'Give the path of a text file whose first line is the PIN.', cause },
    )
  })
  const [value = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  return { value, origin: `the file ${secret.file}` }
}
