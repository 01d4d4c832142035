import { TacosmithError } from '../../errors.ts'
import { checked } from './checked.ts'
import { tacoDescription } from './description.ts'
import { type Environment, signingInEnvironment, timestampInEnvironment } from './environment.ts'
import type { OptionDoor } from './option-door.ts'
import { doorOf, laidOver, markedAs, namesOfOptions, withSecretFolders } from './option-origins.ts'
import type {
  ResolvedOptions,
  ResolvedSignOptions,
  ResolvedTimestampOptions,
  SignOptions,
  TacoOptions,
} from './options.ts'
import { signDescription, timestampDescription } from './sign-description.ts'

export { checkOptions } from './check-options.ts'
export type { Environment } from './environment.ts'
export type { OptionDoor } from './option-door.ts'
export {
  checkSignerOptions,
  type SignerOptionKind,
  type SignerOptionKinds,
} from './signer-options.ts'

/** Options as their description leaves them: all defaults are filled in but those that depend on others. */
interface CheckedOptions extends Omit<ResolvedOptions, 'connector' | 'validate' | 'sign'> {
  connector?: string
  validate: Omit<ResolvedOptions['validate'], 'schemas'> & { schemas?: string }
  sign?: TacoOptions['sign']
}

/**
 * Fills in every default and reads the environment: the one place where options become values.
 *
 * @param environment - `TACOSMITH_KEYSTORE`, `TACOSMITH_ALIAS`, `TACOSMITH_STOREPASS`, `TACOSMITH_KEYPASS` and
 *   `TACOSMITH_TSA` fill in signing options that are not given. With `TACOSMITH_KEYSTORE` set, a build that does
 *   not mention `sign` at all is signed.
 * @throws TacosmithError `usage` naming every unknown option and every value of the wrong kind.
 */
export function resolveOptions(
  options: TacoOptions = {},
  environment: Environment = process.env,
): ResolvedOptions {
  const given = checked<CheckedOptions>(tacoDescription, options, { whole: 'options' })
  const { check, trial } = given.scripts
  return {
    ...given,
    connector: given.connector,
    validate: { ...given.validate, schemas: given.validate.schemas },
    scripts: { ...given.scripts, trial: check && trial },
    sign: resolveSign(withOrigins(given.sign, options.sign), environment),
  }
}

function withOrigins(checkedSign: TacoOptions['sign'], sign: TacoOptions['sign']): TacoOptions['sign'] {
  return typeof checkedSign === 'object' && typeof sign === 'object'
    ? markedAs(checkedSign, sign)
    : checkedSign
}

function resolveSign(sign: TacoOptions['sign'], environment: Environment): ResolvedOptions['sign'] {
  if (sign === false || sign === 'development') return sign
  if (sign === undefined && !environment.TACOSMITH_KEYSTORE) return false
  return completed(sign === 'required' ? {} : (sign ?? {}), environment, sign)
}

/**
 * {@link resolveOptions} for the signing options alone.
 *
 * @throws TacosmithError `usage` for an unknown option, a value of the wrong kind, or no key at all.
 */
export function resolveSignOptions(
  given: SignOptions,
  environment: Environment = process.env,
): ResolvedSignOptions {
  const options = checked<SignOptions>(signDescription, given, { start: ['sign'] })
  return completed(markedAs(options, given), environment)
}

/** Adds what the environment says, and refuses what together makes no sense. */
function completed(
  given: SignOptions,
  environment: Environment,
  configured?: TacoOptions['sign'],
): ResolvedSignOptions {
  const options = withSecretFolders(laidOver(signingInEnvironment(given, environment), given))
  expectOneKey(options, configured === 'required')
  const names = namesOfOptions(options)
  return {
    ...options,
    timestamp: withDefaults(options.timestamp),
    includeRoot: options.includeRoot ?? false,
    allowRsaPssAndEd25519: options.allowRsaPssAndEd25519 ?? false,
    ...(names === undefined ? {} : { names }),
  }
}

function expectOneKey(options: SignOptions, isRequired: boolean): void {
  const given = (['keystore', 'key', 'signer'] as const).filter((name) => options[name] !== undefined)
  if (given.length === 1) return
  if (isRequired) {
    throw new TacosmithError('usage', "sign is 'required', but there is no key", {
      help: 'Set TACOSMITH_KEYSTORE, or replace required by the key: a PKCS#12 file as sign.keystore, or a PEM file as sign.key with sign.certificates.',
    })
  }
  const found = given.length === 0 ? 'has no key' : `has ${given.join(' and ')}`
  throw new TacosmithError('usage', `sign ${found}; exactly one of keystore, key and signer is required`, {
    help: HOW_TO_NAME_A_KEY[doorOf(options)],
  })
}

const HOW_TO_NAME_A_KEY: Record<OptionDoor, string> = {
  configuration:
    'Give a PKCS#12 file as sign.keystore, or a PEM file as sign.key with sign.certificates, or set TACOSMITH_KEYSTORE.',
  'command-line':
    'Give --keystore FILE, or --key FILE with --certificates FILE, or set TACOSMITH_KEYSTORE, or sign in tacosmith.config.',
  action: 'Give the input keystore or keystore-base64, or sign in the configuration file.',
  environment: 'Set TACOSMITH_KEYSTORE.',
}

/**
 * {@link resolveOptions} for the timestamp alone.
 *
 * @param environment - `TACOSMITH_TSA` is used where nothing is given.
 * @returns false where no timestamp is wanted
 * @throws TacosmithError `usage` for an unknown option or a missing address.
 */
export function resolveTimestampOptions(
  given: SignOptions['timestamp'],
  environment: Environment = process.env,
): ResolvedTimestampOptions | false {
  const { timestamp } = checked<SignOptions>(signDescription, { timestamp: given }, { start: ['sign'] })
  return withDefaults(timestamp ?? timestampInEnvironment(environment))
}

/** A timestamp that was checked, whichever form it has. */
function withDefaults(timestamp: SignOptions['timestamp']): ResolvedTimestampOptions | false {
  if (timestamp === undefined || timestamp === false) return false
  const urls = typeof timestamp === 'string' ? [timestamp] : timestamp
  return checked(timestampDescription, Array.isArray(urls) ? { urls } : urls, {
    start: ['sign', 'timestamp'],
  })
}
