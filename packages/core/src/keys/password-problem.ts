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
  /** A person typed it at a prompt. */
  isTyped?: boolean
  /** The key's own password was given, and not only that of the store. */
  isGiven?: boolean
  /** What gives an empty password, as a clause: `the variable STORE_PASSWORD, which --storepass names, is empty`. */
  emptiness?: string | undefined
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

function messageOf(problem: PasswordProblem): string {
  const { of, isMissing, fileName, isTyped, emptiness } = problem
  const what = protectedPart(problem)
  if (emptiness !== undefined) return `${what} needs a password, but ${emptiness}`
  if (isMissing) {
    return of === 'store'
      ? `${fileName} is password-protected, but no password was given`
      : `the private key in ${fileName} is encrypted, but no password was given`
  }
  const wrong = isTyped
    ? `the password that you typed for ${what} is wrong`
    : `the password for ${what} is wrong`
  return of === 'store' ? `${wrong}, or the file is damaged` : wrong
}

function protectedPart({ of, fileName, alias }: PasswordProblem): string {
  if (of === 'store') return fileName
  if (of === 'key file') return `the private key in ${fileName}`
  return `${alias === undefined ? 'the key' : `the key "${alias}"`} in ${fileName}`
}

function helpOf(problem: PasswordProblem, names: KeyOptionNames): string {
  const { of, isMissing, fileName, isTyped, isGiven, emptiness } = problem
  if (emptiness !== undefined)
    return 'Put the password there. In CI, check that the secret exists and that this run may read it: runs for forks get none.'
  if (isTyped && !isMissing) return typeAgain(of, names)
  switch (of) {
    case 'store':
      return isMissing
        ? `${giveSecret(names.storePassword, 'TACOSMITH_STOREPASS')}.`
        : `${checkSecret(names.storePassword)}${tryAgain(fileName)}.`
    case 'entry':
      if (isGiven) return `${checkSecret(names.keyPassword)}.`
      return `${giveSecret(names.keyPassword, 'TACOSMITH_KEYPASS')}, if the key has a password of its own; without it the store password is used.`
    case 'key file':
      return `${isMissing ? giveSecret(names.keyPassword, 'TACOSMITH_KEYPASS') : checkSecret(names.keyPassword)}.`
  }
}

function typeAgain(of: PasswordProblem['of'], names: KeyOptionNames): string {
  const [name, variable] =
    of === 'store' ? [names.storePassword, 'TACOSMITH_STOREPASS'] : [names.keyPassword, 'TACOSMITH_KEYPASS']
  const own = of === 'entry' ? ' The key has a password of its own, other than that of the keystore.' : ''
  return `Run the command again to type another.${own} To give it without typing: ${lowerFirst(giveSecret(name, variable))}.`
}

function lowerFirst(text: string): string {
  return text.replace(/^./, (letter) => letter.toLowerCase())
}

/** How to try a password without waiting for a build; a keystore in a secret is no file that one could open. */
function tryAgain(fileName: string): string {
  const path = commandPath(fileName)
  return path === 'KEYSTORE'
    ? ''
    : `; npx @tacosmith/cli cert export --keystore ${path} asks for the same password`
}
