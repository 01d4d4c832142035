import { resolve } from 'node:path'
import { type Secret, type SignOptions, TacosmithError } from '@tacosmith/core'
import {
  askSecret,
  currentHost,
  formatCommand,
  isWritablePassword,
  type KeyOptionNames,
  laidOver,
  namesOfOptions,
  PASSWORD_RULE,
  writtenAt,
} from '@tacosmith/core/adapter'
import { loadConfig } from '../project/config-file.ts'
import { secretFlag } from '../terminal/secret-flag.ts'

/** The options that say where the key of a certificate is. */
export interface CertKeyFlags {
  keystore?: string
  storepass?: string
  alias?: string
}

/** Where the key of a certificate is. */
export type CertKey =
  | { signer: NonNullable<SignOptions['signer']>; digest: SignOptions['digest'] }
  | {
      signer?: never
      keystore: string
      password?: Secret
      alias?: string
      options: SignOptions
      names: KeyOptionNames | undefined
    }

/**
 * The key that the command line names, else the one with which the project signs, else the one that the environment names.
 *
 * @throws TacosmithError `usage` when nothing names one, or an option for a keystore is given with a signer.
 */
export async function certKey(flags: CertKeyFlags, cwd: string): Promise<CertKey> {
  if (flags.keystore !== undefined) return keystoreKey(resolve(cwd, flags.keystore), flags)
  const { options, file } = await loadConfig(cwd)
  const sign = typeof options.sign === 'object' ? options.sign : {}
  if (sign.signer !== undefined) {
    refuseKeystoreOptions(flags, file)
    return { signer: sign.signer, digest: sign.digest }
  }
  const keystore = sign.keystore ?? process.env.TACOSMITH_KEYSTORE
  if (keystore) return keystoreKey(resolve(cwd, keystore), flags, sign)
  throw new TacosmithError('usage', 'no keystore was given', {
    help: 'Give --keystore FILE, or set TACOSMITH_KEYSTORE; for a key on a token or in a service set sign.signer in tacosmith.config.',
  })
}

function keystoreKey(keystore: string, flags: CertKeyFlags, configured: SignOptions = {}): CertKey {
  const given: SignOptions = {
    ...(flags.keystore === undefined ? {} : { keystore }),
    ...(flags.alias === undefined ? {} : { alias: flags.alias }),
    ...(flags.storepass === undefined ? {} : { storePassword: secretFlag('--storepass', flags.storepass) }),
  }
  const { signer: _signer, key: _key, ...base } = configured
  const options = inEnvironment(laidOver(base, writtenAt('command-line', given)))
  const { alias, storePassword: password } = options
  return {
    ...{ keystore, options: { ...options, keystore }, names: namesOfOptions(options) },
    ...(password === undefined ? {} : { password }),
    ...(alias ? { alias } : {}),
  }
}

/** What the environment says of a keystore. */
function inEnvironment(options: SignOptions): SignOptions {
  const { TACOSMITH_KEYSTORE, TACOSMITH_ALIAS, TACOSMITH_STOREPASS } = process.env
  const found: SignOptions = {
    ...(TACOSMITH_KEYSTORE && options.keystore === undefined ? { keystore: TACOSMITH_KEYSTORE } : {}),
    ...(TACOSMITH_ALIAS && options.alias === undefined ? { alias: TACOSMITH_ALIAS } : {}),
    ...(TACOSMITH_STOREPASS !== undefined && options.storePassword === undefined
      ? { storePassword: { env: 'TACOSMITH_STOREPASS' } }
      : {}),
  }
  return laidOver(writtenAt('environment', found), options)
}

/**
 * The password for a new keystore: the one that was given, else one that a person at the terminal types twice.
 *
 * @throws TacosmithError `usage` when there is none, or the two differ
 */
export async function newPassword(given: Secret | undefined, keystore: string): Promise<Secret> {
  if (given !== undefined) return given
  const password = await askSecret(`New password for ${keystore}`)
  if (password === undefined) {
    throw new TacosmithError('usage', `no password was given for the new keystore ${keystore}`, {
      help: 'Give --storepass env:NAME or file:PATH, or set the variable TACOSMITH_STOREPASS.',
    })
  }
  if (!isWritablePassword(password)) {
    throw new TacosmithError('usage', 'keytool would not accept the password that you typed', {
      help: `${PASSWORD_RULE} Start again; nothing was written.`,
    })
  }
  if ((await askSecret('The same password again')) === password) return password
  throw new TacosmithError('usage', 'the two passwords differ', { help: 'Start again; nothing was written.' })
}

/** The password of a keystore that only a flag or the environment can name. */
export function storePassword(flag: string | undefined): Secret | undefined {
  if (flag !== undefined) return secretFlag('--storepass', flag)
  return process.env.TACOSMITH_STOREPASS === undefined ? undefined : { env: 'TACOSMITH_STOREPASS' }
}

function refuseKeystoreOptions({ storepass, alias }: CertKeyFlags, file = 'the configuration'): void {
  const given = [
    ...(storepass === undefined ? [] : ['--storepass']),
    ...(alias === undefined ? [] : ['--alias']),
  ]
  if (given.length === 0) return
  throw new TacosmithError('usage', `${given.join(' and ')} cannot be combined with sign.signer in ${file}`, {
    help: `The signer names its key itself. Omit ${given.join(' and ')}, or give --keystore FILE to use a keystore instead.`,
  })
}

/** The command that adds the answer to a new keystore, with the options by which it was made. */
export function importCommand(keystore: string, { storepass, alias }: CertKeyFlags): string {
  const words = ['cert', 'import', 'ANSWER', '--keystore', keystore]
  if (storepass !== undefined) words.push('--storepass', storepass)
  if (alias !== undefined) words.push('--alias', alias)
  return formatCommand({ program: 'tacosmith', arguments: words }, currentHost())
}
