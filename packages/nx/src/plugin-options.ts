/** What can be set for the plugin in `nx.json`. */
export interface TacosmithNxOptions {
  /** Default: `taco-validate`. */
  validateTargetName?: string
  /** Default: `taco-test`. */
  testTargetName?: string
  /** Default: `taco-build`. */
  buildTargetName?: string
  /** Default: `taco-sign`. */
  signTargetName?: string
  /** Default: `taco-verify`. */
  verifyTargetName?: string
  /** Default: `taco-preview`. */
  previewTargetName?: string
  /** Where `unsigned/` and `signed/` are made; begins with `{projectRoot}` or `{workspaceRoot}`. Default: `{projectRoot}/dist`. */
  outDir?: string
  /** The name of the `.taco`, with `[class]` and `[version]`. Default: `[class]-v[version].taco`. */
  fileName?: string
  /** More inputs of the cached targets, as in `nx.json`: files that the plugin cannot see a configuration depend on. */
  inputs?: string[]
  /** Names of more environment variables that the cached targets depend on. Never name one that holds a secret. */
  env?: string[]
}

/** {@link TacosmithNxOptions} with every default. */
export type ResolvedPluginOptions = Required<TacosmithNxOptions>

const defaults: ResolvedPluginOptions = {
  validateTargetName: 'taco-validate',
  testTargetName: 'taco-test',
  buildTargetName: 'taco-build',
  signTargetName: 'taco-sign',
  verifyTargetName: 'taco-verify',
  previewTargetName: 'taco-preview',
  outDir: '{projectRoot}/dist',
  fileName: '[class]-v[version].taco',
  inputs: [],
  env: [],
}

/** What is wrong with an option; undefined if nothing is. */
type Check = (value: unknown) => string | undefined

const targetName: Check = (value) =>
  typeof value === 'string' && /^[\w][\w.-]*$/.test(value)
    ? undefined
    : 'but should be a name of letters, digits, ".", "_" and "-"'

const outDir: Check = (value) =>
  typeof value === 'string' &&
  /^\{(?:projectRoot|workspaceRoot)\}\/[^"$`%!*\\]+$/.test(value) &&
  !value.split('/').includes('..')
    ? undefined
    : 'but should be a folder such as "{projectRoot}/dist" or "{workspaceRoot}/dist/{projectRoot}"'

const fileName: Check = (value) =>
  typeof value === 'string' && /^(?:[\w.+ -]|\[class\]|\[version\])+\.taco$/.test(value)
    ? undefined
    : 'but should be a file name such as "[class]-v[version].taco"'

const listOf =
  (item: RegExp, wanted: string): Check =>
  (value) =>
    Array.isArray(value) && value.every((one) => typeof one === 'string' && item.test(one))
      ? undefined
      : `but should be a list of ${wanted}`

const checks: Record<keyof TacosmithNxOptions, Check> = {
  validateTargetName: targetName,
  testTargetName: targetName,
  buildTargetName: targetName,
  signTargetName: targetName,
  verifyTargetName: targetName,
  previewTargetName: targetName,
  outDir,
  fileName,
  inputs: listOf(/^!?\{(?:projectRoot|workspaceRoot)\}\/./, 'paths such as "{workspaceRoot}/shared/**/*"'),
  env: listOf(/^[A-Za-z_]\w*$/, 'names of environment variables'),
}

/**
 * Fills in the defaults.
 *
 * @throws Error naming every option that is unknown or wrong.
 */
export function resolvePluginOptions(given: unknown): ResolvedPluginOptions {
  const options = given ?? {}
  if (typeof options !== 'object' || Array.isArray(options)) {
    throw new Error(`the options of @tacosmith/nx in nx.json are ${shown(options)}, but should be an object`)
  }
  const mistakes = Object.entries(options).flatMap(([name, value]) => mistakeIn(name, value))
  const resolved = { ...defaults, ...withoutUndefined(options) }
  mistakes.push(...sameNames(resolved))
  if (mistakes.length === 0) return resolved
  throw new Error(
    `options of @tacosmith/nx in nx.json are wrong:\n${mistakes.map((text) => `  ${text}`).join('\n')}`,
  )
}

function mistakeIn(name: string, value: unknown): string[] {
  if (!Object.hasOwn(checks, name)) {
    return [`${name} is unknown; there are ${Object.keys(checks).join(', ')}`]
  }
  const fault = value === undefined ? undefined : checks[name as keyof TacosmithNxOptions](value)
  return fault === undefined ? [] : [`${name} is ${shown(value)}, ${fault}`]
}

/** Of two targets with one name, one would be lost. */
function sameNames(options: ResolvedPluginOptions): string[] {
  const names = Object.entries(options).filter(([option]) => option.endsWith('TargetName'))
  return names.flatMap(([option, name], index) => {
    const other = names.slice(0, index).find(([, earlier]) => earlier === name)
    return other === undefined ? [] : [`${option} and ${other[0]} are both ${shown(name)}`]
  })
}

function withoutUndefined(options: object): Partial<ResolvedPluginOptions> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value)
}
