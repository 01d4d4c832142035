import type { SecretFile } from '../../keys/keystore-secret.ts'
import { CONFIGURED_NAMES, type KeyOptionNames } from '../../keys/option-names.ts'
import type { OptionDoor } from './option-door.ts'
import { optionName } from './option-names.ts'
import { signDescription } from './sign-description.ts'
import type { Secret, SignOptions } from './types.ts'

/** Where signing options were written, so that messages call them what the user called them. */
interface Origins {
  /** Where options are written that are still missing, unless the key is named elsewhere. */
  door: OptionDoor
  /** By option; the others are in a configuration. */
  doors: Partial<Record<keyof SignOptions, OptionDoor>>
  /** An option that has another name than the description says. */
  names: Partial<KeyOptionNames>
  /** By option, the folder in which the relative path of a file with a password starts; the others start where all paths do. */
  folders: Partial<Record<keyof SignOptions, string>>
}

/** A symbol is copied with the options, but is no option: checks and digests do not see it. */
const ORIGINS = Symbol.for('tacosmith.option-origins')
type Marked = SignOptions & { [ORIGINS]?: Origins }

const NOWHERE: Origins = { door: 'configuration', doors: {}, names: {}, folders: {} }

/**
 * Notes where signing options were written.
 *
 * @param names what options are called that have another name there than the description says
 */
export function writtenAt(door: OptionDoor, options: SignOptions, names: Origins['names'] = {}): SignOptions {
  const doors = Object.fromEntries(Object.keys(options).map((name) => [name, door]))
  return marked(options, { ...originsOf(options), door, doors, names })
}

/** The same for the environment, which says nothing about where other options are written. */
export function fromEnvironment(options: SignOptions): SignOptions {
  const doors = Object.fromEntries(Object.keys(options).map((name) => [name, 'environment' as const]))
  return marked(options, { ...NOWHERE, doors })
}

/** Notes in which folder the files with passwords are looked for. Other paths can simply be made absolute. */
export function secretsIn(folder: string, options: SignOptions): SignOptions {
  const named = SECRETS.filter((name) => isSecretFile(options[name]))
  const folders = Object.fromEntries(named.map((name) => [name, folder]))
  return marked(options, { ...originsOf(options), folders })
}

const SECRETS = ['storePassword', 'keyPassword'] as const

/** The options with the folders of {@link secretsIn} in them. */
export function withSecretFolders<Options extends SignOptions>(options: Options): Options {
  const { folders } = originsOf(options)
  const located = { ...options }
  for (const name of SECRETS) {
    const secret = options[name]
    const folder = folders[name]
    if (folder === undefined || !isSecretFile(secret)) continue
    const file: SecretFile = { file: secret.file, folder }
    located[name] = file
  }
  return located
}

function isSecretFile(secret: Secret | undefined): secret is { file: string } {
  return typeof secret === 'object' && 'file' in secret
}

/** Lays signing options over others; each stays known by where it was written. */
export function laidOver(base: SignOptions, given: SignOptions): SignOptions {
  const [below, above] = [originsOf(base), originsOf(given)]
  const inherited = Object.entries(below.folders).filter(
    ([name]) => given[name as keyof SignOptions] === undefined,
  )
  return marked(
    { ...base, ...defined(given) },
    {
      door: above.door === 'configuration' ? below.door : above.door,
      doors: { ...below.doors, ...above.doors },
      names: { ...below.names, ...above.names },
      folders: { ...Object.fromEntries(inherited), ...above.folders },
    },
  )
}

/** An option that is undefined was not given. */
function defined(options: SignOptions): SignOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

/** Checking makes new options: they are marked as those that were checked. */
export function markedAs<Options extends SignOptions>(options: Options, checked: SignOptions): Options {
  return marked(options, originsOf(checked))
}

/** What the user calls the options; undefined where all is as in a configuration. */
export function namesOfOptions(options: SignOptions): KeyOptionNames | undefined {
  const { door, doors, names } = originsOf(options)
  if (door === 'configuration' && Object.keys(doors).length === 0) return undefined
  const key = (['keystore', 'key', 'signer'] as const).find((name) => options[name] !== undefined)
  const doorOfMissing = key === undefined ? door : (doors[key] ?? 'configuration')
  const called = Object.keys(CONFIGURED_NAMES).map((name) => {
    const option = name as Exclude<keyof KeyOptionNames, 'keystoreFile'>
    // What is off may be so by default.
    const isGiven = options[option] !== undefined && options[option] !== false
    const where = doors[option] ?? (isGiven ? 'configuration' : doorOfMissing)
    return [option, names[option] ?? nameAt(option, where, door)]
  })
  const { keystoreFile } = names
  return {
    ...(Object.fromEntries(called) as unknown as KeyOptionNames),
    ...(keystoreFile === undefined ? {} : { keystoreFile }),
  }
}

/** What has no flag, input or variable stands in the configuration. */
function nameAt(option: keyof SignOptions, where: OptionDoor, door: OptionDoor): string {
  const name = optionName(signDescription, [option], where, ['sign'])
  const path = `sign.${option}`
  if (name !== path || where === 'configuration') return name
  // A variable that names the key says nothing about where the rest is written.
  return where === 'environment' && door !== 'environment'
    ? nameAt(option, door, door)
    : `${path} in tacosmith.config`
}

/** Where options are written that are missing. */
export function doorOf(options: SignOptions): OptionDoor {
  return originsOf(options).door
}

function originsOf(options: SignOptions): Origins {
  return (options as Marked)[ORIGINS] ?? NOWHERE
}

function marked<Options extends SignOptions>(options: Options, origins: Origins): Options {
  const { door, doors, folders } = origins
  if (door === 'configuration' && Object.keys({ ...doors, ...folders }).length === 0) return options
  return { ...options, [ORIGINS]: origins }
}
