/** How the user calls the options that say which key signs and how: `--storepass`, `store-password`, `sign.storePassword`. */
export interface KeyOptionNames {
  keystore: string
  key: string
  certificates: string
  alias: string
  storePassword: string
  keyPassword: string
  digest: string
  timestamp: string
  allowRsaPssAndEd25519: string
  /** What the keystore is called where its path says nothing. */
  keystoreFile?: string
}

/** As in a configuration, and in a program. */
export const CONFIGURED_NAMES: KeyOptionNames = {
  keystore: 'sign.keystore',
  key: 'sign.key',
  certificates: 'sign.certificates',
  alias: 'sign.alias',
  storePassword: 'sign.storePassword',
  keyPassword: 'sign.keyPassword',
  digest: 'sign.digest',
  timestamp: 'sign.timestamp',
  allowRsaPssAndEd25519: 'sign.allowRsaPssAndEd25519',
}

/** What to do about a password that is not there: `Give --storepass env:NAME, or set the variable TACOSMITH_STOREPASS`. */
export function giveSecret(name: string, variable: string): string {
  if (isFlag(name)) return `Give ${name} env:NAME, or set the variable ${variable}`
  if (isVariable(name)) return `Set the variable ${name}`
  return isPath(name)
    ? `Set ${name}, preferably as { env: 'NAME' }, or the variable ${variable}`
    : `Give the input ${name}, from a secret`
}

/** What to do about a password that is wrong. */
export function checkSecret(name: string): string {
  if (isVariable(name)) return `Check the variable ${name}`
  if (isFlag(name) || isPath(name)) return `Check ${name} and the variable or file it comes from`
  return `Check the input ${name} and the secret it comes from`
}

/** What to do about another option: `Set sign.alias`, `Give --alias`. */
export function giveOption(name: string): string {
  if (isFlag(name)) return `Give ${name}`
  if (isVariable(name)) return `Set the variable ${name}`
  return isPath(name) ? `Set ${name}` : `Give the input ${name}`
}

function isFlag(name: string): boolean {
  return name.startsWith('--')
}

function isVariable(name: string): boolean {
  return /^[A-Z][A-Z_]+$/.test(name)
}

function isPath(name: string): boolean {
  return name.includes('.')
}

/** What a command calls a keystore: one that did not come as a file is called in words, which are no path. */
export function commandPath(fileName: string): string {
  return fileName.startsWith('the keystore in ') ? 'KEYSTORE' : `"${fileName}"`
}
