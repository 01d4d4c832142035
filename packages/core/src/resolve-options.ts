import { TacosmithError } from './errors.ts'
import type {
  ResolvedOptions,
  ResolvedSignOptions,
  ResolvedTimestampOptions,
  ResolvedValidateOptions,
  SignOptions,
  TacoOptions,
  TimestampOptions,
  ValidateOptions,
} from './options.ts'
import { nearestName } from './report/nearest-name.ts'

const optionNames = ['connector', 'outDir', 'fileName', 'validate', 'scripts', 'sign']
const validateNames = [
  'backwardsCompatible',
  'schemas',
  'engine',
  'profile',
  'rules',
  'warningsAsErrors',
  'force',
]
const scriptNames = ['target', 'check', 'trial']
const signNames = [
  'keystore',
  'key',
  'certificates',
  'alias',
  'storePassword',
  'keyPassword',
  'signer',
  'digest',
  'timestamp',
  'signatureName',
  'includeRoot',
  'allowRsaPssAndEd25519',
]
const timestampNames = ['urls', 'timeout', 'retries', 'optional']

const engines = ['auto', 'libxmljs2', 'libxml2-wasm'] as const
const profiles = ['default', 'gallery'] as const
const targets = ['es5', 'es2015', 'es2016'] as const
const digests = ['sha256', 'sha384', 'sha512'] as const
const ruleSettings = ['off', 'warn', 'error'] as const

const timestampDefaults = { timeout: 10_000, retries: 2, optional: false }

/**
 * Fills in every default and reads the environment: the one place where options become values.
 *
 * @param environment - `TACOSMITH_KEYSTORE`, `TACOSMITH_ALIAS`, `TACOSMITH_STOREPASS`, `TACOSMITH_KEYPASS` and
 *   `TACOSMITH_TSA` fill in signing options that are not given. With `TACOSMITH_KEYSTORE` set, a build that does
 *   not mention `sign` at all is signed.
 * @throws TacosmithError `usage` for an unknown option or a value of the wrong kind.
 */
export function resolveOptions(
  options: TacoOptions = {},
  environment: Record<string, string | undefined> = process.env,
): ResolvedOptions {
  expectObject(options, 'options', optionNames)
  expectString(options.connector, 'connector')
  expectString(options.outDir, 'outDir')
  expectString(options.fileName, 'fileName')
  return {
    connector: options.connector,
    outDir: options.outDir ?? 'dist',
    fileName: options.fileName ?? '[class]-v[version].taco',
    validate: resolveValidate(options.validate ?? {}),
    scripts: resolveScripts(options.scripts ?? {}),
    sign: resolveSign(options.sign, environment),
  }
}

function resolveValidate(options: ValidateOptions): ResolvedValidateOptions {
  expectObject(options, 'validate', validateNames)
  expectBoolean(options.backwardsCompatible, 'validate.backwardsCompatible')
  expectString(options.schemas, 'validate.schemas')
  expectOneOf(options.engine, 'validate.engine', engines)
  expectOneOf(options.profile, 'validate.profile', profiles)
  expectBoolean(options.warningsAsErrors, 'validate.warningsAsErrors')
  expectBoolean(options.force, 'validate.force')
  for (const [rule, setting] of Object.entries(options.rules ?? {})) {
    expectOneOf(setting, `validate.rules['${rule}']`, ruleSettings)
  }
  return {
    backwardsCompatible: options.backwardsCompatible ?? false,
    schemas: options.schemas,
    engine: options.engine ?? 'auto',
    profile: options.profile ?? 'default',
    rules: options.rules ?? {},
    warningsAsErrors: options.warningsAsErrors ?? false,
    force: options.force ?? false,
  }
}

function resolveScripts(options: NonNullable<TacoOptions['scripts']>): ResolvedOptions['scripts'] {
  expectObject(options, 'scripts', scriptNames)
  expectOneOf(options.target, 'scripts.target', targets)
  expectBoolean(options.check, 'scripts.check')
  expectBoolean(options.trial, 'scripts.trial')
  const check = options.check ?? true
  return { target: options.target ?? 'es2016', check, trial: check && (options.trial ?? true) }
}

function resolveSign(
  sign: TacoOptions['sign'],
  environment: Record<string, string | undefined>,
): ResolvedOptions['sign'] {
  if (sign === false || sign === 'development') return sign
  if (sign === undefined && !environment.TACOSMITH_KEYSTORE) return false
  return resolveSignOptions(sign ?? {}, environment)
}

/**
 * {@link resolveOptions} for the signing options alone.
 *
 * @throws TacosmithError `usage` for an unknown option, a value of the wrong kind, or no key at all.
 */
export function resolveSignOptions(
  given: SignOptions,
  environment: Record<string, string | undefined> = process.env,
): ResolvedSignOptions {
  if (typeof given !== 'object' || given === null) {
    throw new TacosmithError('usage', `sign is ${describe(given)}`, {
      help: "Give false, 'development' or an object such as { keystore: 'my.p12', storePassword: { env: 'NAME' } }.",
    })
  }
  expectObject(given, 'sign', signNames)
  const options = withEnvironment(given, environment)
  for (const name of ['keystore', 'key', 'certificates', 'alias', 'signatureName'] as const) {
    expectString(options[name], `sign.${name}`)
  }
  expectOneOf(options.digest, 'sign.digest', digests)
  expectBoolean(options.includeRoot, 'sign.includeRoot')
  expectBoolean(options.allowRsaPssAndEd25519, 'sign.allowRsaPssAndEd25519')
  expectOneKey(options)
  return {
    ...options,
    timestamp: resolveTimestamp(options.timestamp),
    includeRoot: options.includeRoot ?? false,
    allowRsaPssAndEd25519: options.allowRsaPssAndEd25519 ?? false,
  }
}

function withEnvironment(options: SignOptions, environment: Record<string, string | undefined>): SignOptions {
  const filled: SignOptions = { ...options }
  const namesAKey = options.keystore ?? options.key ?? options.signer
  if (namesAKey === undefined && environment.TACOSMITH_KEYSTORE)
    filled.keystore = environment.TACOSMITH_KEYSTORE
  if (options.alias === undefined && environment.TACOSMITH_ALIAS) filled.alias = environment.TACOSMITH_ALIAS
  if (options.storePassword === undefined && environment.TACOSMITH_STOREPASS !== undefined) {
    filled.storePassword = { env: 'TACOSMITH_STOREPASS' }
  }
  if (options.keyPassword === undefined && environment.TACOSMITH_KEYPASS !== undefined) {
    filled.keyPassword = { env: 'TACOSMITH_KEYPASS' }
  }
  if (options.timestamp === undefined && environment.TACOSMITH_TSA) {
    filled.timestamp = splitList(environment.TACOSMITH_TSA)
  }
  return filled
}

function expectOneKey(options: SignOptions): void {
  const given = (['keystore', 'key', 'signer'] as const).filter((name) => options[name] !== undefined)
  if (given.length === 1) return
  const found = given.length === 0 ? 'names no key' : `names ${given.join(' and ')}`
  throw new TacosmithError('usage', `sign ${found}; exactly one of keystore, key and signer is expected`, {
    help: 'Give a PKCS#12 file as keystore, or a PEM file as key with certificates, or set TACOSMITH_KEYSTORE.',
  })
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
  environment: Record<string, string | undefined> = process.env,
): ResolvedTimestampOptions | false {
  const { TACOSMITH_TSA } = environment
  return resolveTimestamp(given ?? (TACOSMITH_TSA ? splitList(TACOSMITH_TSA) : undefined))
}

function splitList(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean)
}

function resolveTimestamp(timestamp: SignOptions['timestamp']): ResolvedTimestampOptions | false {
  if (timestamp === undefined || timestamp === false) return false
  if (typeof timestamp === 'string') return resolveTimestamp({ urls: [timestamp] })
  if (Array.isArray(timestamp)) return resolveTimestamp({ urls: timestamp })
  expectObject<TimestampOptions>(timestamp, 'sign.timestamp', timestampNames)
  if (!Array.isArray(timestamp.urls) || timestamp.urls.length === 0) {
    throw new TacosmithError('usage', 'sign.timestamp names no address', {
      help: 'Give the URL of a timestamp authority, a list of URLs, or false to sign without a timestamp.',
    })
  }
  return { ...timestampDefaults, ...timestamp }
}

function expectObject<T extends object>(value: T, path: string, known: string[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TacosmithError('usage', `${path} is ${describe(value)}, an object was expected`)
  }
  for (const name of Object.keys(value)) {
    if (known.includes(name)) continue
    const near = nearestName(name, known)
    const where = path === 'options' ? '' : ` in ${path}`
    throw new TacosmithError('usage', `unknown option ${name}${where}`, {
      help: near ? `Did you mean ${near}?` : `Known options${where}: ${known.join(', ')}.`,
    })
  }
}

function expectString(value: unknown, path: string): void {
  if (value === undefined || (typeof value === 'string' && value !== '')) return
  throw new TacosmithError('usage', `${path} is ${describe(value)}, a text was expected`)
}

function expectBoolean(value: unknown, path: string): void {
  if (value === undefined || typeof value === 'boolean') return
  throw new TacosmithError('usage', `${path} is ${describe(value)}, true or false was expected`)
}

function expectOneOf(value: unknown, path: string, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value as string)) return
  throw new TacosmithError('usage', `${path} is ${describe(value)}, expected one of ${allowed.join(', ')}`)
}

/** Tells the kind of a value, and the value itself only where it cannot hold a secret by mistake. */
function describe(value: unknown): string {
  if (value === null) return 'null'
  if (value === '') return 'empty'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return `'${value}'`
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return `of type ${typeof value}`
}
