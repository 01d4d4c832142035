import { readFile } from 'node:fs/promises'
import { TacosmithError } from '../errors.ts'

/** A password: the text itself, an environment variable's name, or a file whose first line holds it. */
export type SecretSource = string | { env: string } | { file: string }

/**
 * Resolves a password.
 *
 * @param what names the option in messages, such as `storePassword`
 * @returns undefined when none was given
 * @throws TacosmithError `usage` when the variable is not set or the file cannot be read.
 */
export async function resolveSecret(
  secret: SecretSource | undefined,
  what: string,
): Promise<string | undefined> {
  if (secret === undefined || typeof secret === 'string') return secret
  return 'env' in secret ? secretFromEnvironment(secret.env, what) : await secretFromFile(secret.file, what)
}

function secretFromEnvironment(name: string, what: string): string {
  const value = process.env[name]
  if (value !== undefined) return value
  throw new TacosmithError('usage', `the environment variable ${name} that should hold ${what} is not set`, {
    help: `Set ${name} before the build, in CI as a secret of the repository.`,
  })
}

async function secretFromFile(path: string, what: string): Promise<string> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code
    const problem = reason === 'ENOENT' ? 'does not exist' : `cannot be read (${reason})`
    throw new TacosmithError('usage', `the file ${path} that should hold ${what} ${problem}`, {
      help: 'Give the path of a text file whose first line is the password.',
      cause,
    })
  }
  const [firstLine = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  return firstLine
}
