import { checked } from './checked.ts'
import { fromEnvironment } from './option-origins.ts'
import { signDescription } from './sign-description.ts'
import type { SignOptions } from './types.ts'
import { everyOption } from './walk.ts'

/** Variables by their names, as in `process.env`. */
export type Environment = Record<string, string | undefined>

/** What an option is when its variable is set. */
type ReadVariable = (value: string, variable: string) => unknown

/** A variable that is empty names no file, entry or address; a password may be empty. */
const notEmpty: ReadVariable = (value) => value || undefined
const itself: ReadVariable = (_value, variable) => ({ env: variable })

const readers: Partial<Record<keyof SignOptions, ReadVariable>> = {
  keystore: notEmpty,
  alias: notEmpty,
  storePassword: itself,
  keyPassword: itself,
  timestamp: (value) => (value ? value.split(/[\s,]+/).filter(Boolean) : undefined),
}

/**
 * The signing options that the environment adds to those given.
 *
 * @throws TacosmithError `usage` for a variable with a wrong value, by its name.
 */
export function signingInEnvironment(given: SignOptions, environment: Environment): SignOptions {
  const namesAKey = (given.keystore ?? given.key ?? given.signer) !== undefined
  const found: Record<string, unknown> = {}
  for (const { path, facts } of everyOption(signDescription)) {
    const [name, ...inner] = path as [keyof SignOptions, ...string[]]
    const value = facts.variable === undefined ? undefined : environment[facts.variable]
    const isOpen = given[name] === undefined && !(name === 'keystore' && namesAKey)
    if (value === undefined || facts.variable === undefined || inner.length > 0 || !isOpen) continue
    found[name] = (readers[name] ?? notEmpty)(value, facts.variable)
  }
  if (Object.keys(found).length === 0) return {}
  return fromEnvironment(checked<SignOptions>(signDescription, found, { door: 'environment' }))
}

/** The timestamp authorities that the environment names. */
export function timestampInEnvironment(environment: Environment): SignOptions['timestamp'] {
  const { TACOSMITH_TSA } = environment
  return signingInEnvironment({}, { TACOSMITH_TSA }).timestamp
}
