import { TacosmithError } from '../errors.ts'
import {
  CONFIGURED_NAMES,
  checkSecret,
  commandPath,
  giveSecret,
  type KeyOptionNames,
} from './option-names.ts'

/** What is wrong about a password. */
export interface PasswordProblem {
  /** Of the store, of an entry in it that has one of its own, or of a file with nothing but a key. */
  of: 'store' | 'entry' | 'key file'
  isMissing: boolean
  fileName: string
  alias?: string | undefined
}

/** Who opens a file does not know how the user gave its password; who knows, looks the problem up here. */
const problems = new WeakMap<Error, PasswordProblem>()

/** The error for a problem. No causes: the wording of OpenSSL adds nothing, and bytes of a secret must not travel along. */
export function passwordError(
  problem: PasswordProblem,
  names: KeyOptionNames = CONFIGURED_NAMES,
): TacosmithError {
  const error = new TacosmithError('keystore', messageOf(problem), { help: helpOf(problem, names) })
  problems.set(error, problem)
  return error
}

/** The problem that an error tells; undefined for all other errors. */
export function passwordProblemOf(error: unknown): PasswordProblem | undefined {
  return error instanceof Error ? problems.get(error) : undefined
}

function messageOf({ of, isMissing, fileName, alias }: PasswordProblem): string {
  const key = alias === undefined ? 'the key' : `the key "${alias}"`
  switch (of) {
    case 'store':
      return isMissing
        ? `${fileName} is password-protected, but no password was given`
        : `the password for ${fileName} is wrong, or the file is damaged`
    case 'entry':
      return `the password for ${key} in ${fileName} is wrong`
    case 'key file':
      return isMissing
        ? `the private key in ${fileName} is encrypted, but no password was given`
        : `the password for the private key in ${fileName} is wrong`
  }
}

function helpOf({ of, isMissing, fileName }: PasswordProblem, names: KeyOptionNames): string {
  switch (of) {
    case 'store':
      return isMissing
        ? `${giveSecret(names.storePassword, 'TACOSMITH_STOREPASS')}.`
        : `${checkSecret(names.storePassword)}${tryAgain(fileName)}.`
    case 'entry':
      return `${giveSecret(names.keyPassword, 'TACOSMITH_KEYPASS')}, if the key has a password of its own; without it the store password is used.`
    case 'key file':
      return `${isMissing ? giveSecret(names.keyPassword, 'TACOSMITH_KEYPASS') : checkSecret(names.keyPassword)}.`
  }
}

/** How to try a password without waiting for a build; a keystore in a secret is no file that one could open. */
function tryAgain(fileName: string): string {
  const path = commandPath(fileName)
  return path === 'KEYSTORE'
    ? ''
    : `; npx @tacosmith/cli cert export --keystore ${path} asks for the same password`
}
