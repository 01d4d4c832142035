import { resolve } from 'node:path'
import { type Secret, type SignOptions, TacosmithError } from '@tacosmith/core'
import { loadConfig } from '../project/config-file.ts'
import { absoluteSignPaths } from '../project/sign-paths.ts'
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
  | { signer?: never; keystore: string; password: Secret; alias?: string }

/**
 * The key that the command line names, else the one with which the project signs, else the one that the environment names.
 *
 * @throws TacosmithError `usage` when nothing names one, or an option for a keystore is given with a signer.
 */
export async function certKey(flags: CertKeyFlags, cwd: string): Promise<CertKey> {
  if (flags.keystore !== undefined) return keystoreKey(resolve(cwd, flags.keystore), flags)
  const { options, folder, file } = await loadConfig(cwd)
  const sign = typeof options.sign === 'object' ? absoluteSignPaths(options.sign, folder) : {}
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
  const alias = flags.alias ?? configured.alias ?? process.env.TACOSMITH_ALIAS
  const password = storePassword(flags.storepass, configured.storePassword)
  return { keystore, password, ...(alias ? { alias } : {}) }
}

/** The password of a keystore. */
export function storePassword(flag: string | undefined, configured?: Secret): Secret {
  if (flag !== undefined) return secretFlag('--storepass', flag)
  return configured ?? { env: 'TACOSMITH_STOREPASS' }
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
