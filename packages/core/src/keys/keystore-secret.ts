import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { TacosmithError } from '../errors.ts'

/** A password: the text itself, an environment variable's name, or a file whose first line holds it. */
export type SecretSource = string | { env: string } | SecretFile

/** A file whose first line is a password. */
export interface SecretFile {
  file: string
  /** Where a relative path starts. Default: the folder of the process. */
  folder?: string
}

/**
 * Resolves a password.
 *
 * @param what names the option in messages, such as `storePassword`
 * @returns undefined when none was given
 * @throws TacosmithError `usage` when the variable is not set or the file cannot be read. Messages repeat a name only where
 *   it can hardly be the password itself, which shells and configurations put in its place by mistake.
 */
export async function resolveSecret(
  secret: SecretSource | undefined,
  what: string,
): Promise<string | undefined> {
  if (secret === undefined || typeof secret === 'string') return secret
  const { env, file, folder } = (secret ?? {}) as { env?: unknown; file?: unknown; folder?: string }
  if (typeof env === 'string') return secretFromEnvironment(env, what)
  if (typeof file === 'string') return await secretFromFile(file, what, folder)
  throw new TacosmithError('usage', `${what} is neither a password nor a reference to one`, {
    help: "Give a string, { env: 'NAME' } or { file: 'PATH' }.",
  })
}

/**
 * Says that a password is empty and by what name it was given, as a clause.
 *
 * @param name of the option, or of the variable that stands for it
 */
export function emptiness(secret: SecretSource, name: string): string {
  if (typeof secret === 'string') return `${name} is empty`
  if ('file' in secret) return `the first line of the file ${secret.file}, which ${name} names, is empty`
  if (secret.env === name) return `the variable ${name} is empty`
  return isVariableName(secret.env)
    ? `the variable ${secret.env}, which ${name} names, is empty`
    : `the variable that ${name} names is empty`
}

/** Whether a text looks like the name of a variable for passwords, and so may be shown. */
export function isVariableName(text: string): boolean {
  return /^[A-Z_][A-Z0-9_]*$/.test(text)
}

function secretFromEnvironment(name: string, what: string): string {
  const value = process.env[name]
  if (value !== undefined) return value
  if (!isVariableName(name)) throw noSuchVariable(what, `{ env: 'STORE_PASSWORD' }`)
  throw new TacosmithError(
    'usage',
    `the environment variable ${name}, which should contain ${what}, is not set`,
    {
      help: `Set ${name} before the build; in CI, store it as a repository secret.`,
    },
  )
}

/**
 * The error for a variable that is not set and whose name may be the password itself.
 *
 * @param example how the option is to be given
 */
export function noSuchVariable(what: string, example: string): TacosmithError {
  return new TacosmithError('usage', `${what} does not refer to an environment variable that is set`, {
    help: `Give the name of the variable, not its value, and without a dollar sign: ${example}.`,
  })
}

async function secretFromFile(path: string, what: string, folder = '.'): Promise<string> {
  const text = await readFile(resolve(folder, path), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw unreadableFile(path, what, folder, cause)
  })
  const [firstLine = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  return firstLine
}

function unreadableFile(
  path: string,
  what: string,
  folder: string,
  cause: NodeJS.ErrnoException,
): TacosmithError {
  const problem = cause.code === 'ENOENT' ? 'does not exist' : `cannot be read (${cause.code})`
  const help = 'Give the path of a text file whose first line is the password.'
  if (isPathOfSomething(path, folder)) {
    return new TacosmithError('usage', `the file ${path}, which should contain ${what}, ${problem}`, {
      help,
      cause,
    })
  }
  // The cause would name it.
  return new TacosmithError('usage', `the file that should contain ${what} ${problem}`, { help })
}

/** Whether there is such a file, or at least the folder that it names. */
function isPathOfSomething(path: string, start: string): boolean {
  const folder = dirname(path)
  const isFolderOfSomething = folder !== '.' && folder !== dirname(folder)
  return existsSync(resolve(start, path)) || (isFolderOfSomething && existsSync(resolve(start, folder)))
}
