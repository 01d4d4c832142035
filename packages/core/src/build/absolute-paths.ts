import { resolve } from 'node:path'
import type { SecretFile } from '../keys/keystore-secret.ts'
import type { ResolvedOptions } from './options/options.ts'

/** Options whose paths are absolute: those that are relative start from `cwd`. */
export function absolutePaths(options: ResolvedOptions, cwd: string): ResolvedOptions {
  const { validate, sign } = options
  const { schemas } = validate
  return {
    ...options,
    outDir: resolve(cwd, options.outDir),
    validate: { ...validate, schemas: schemas === undefined ? undefined : resolve(cwd, schemas) },
    sign: sign === false || sign === 'development' ? sign : withAbsolutePaths(sign, cwd),
  }
}

function withAbsolutePaths(
  sign: Exclude<ResolvedOptions['sign'], false | 'development'>,
  cwd: string,
): typeof sign {
  const absolute = { ...sign }
  for (const name of ['keystore', 'key', 'certificates'] as const) {
    const path = sign[name]
    if (path !== undefined) absolute[name] = resolve(cwd, path)
  }
  for (const name of ['storePassword', 'keyPassword'] as const) {
    const secret = sign[name]
    if (typeof secret !== 'object' || !('file' in secret)) continue
    // Messages show the path as it was given, and only where it is one: it may be the password itself.
    const located: SecretFile = { folder: cwd, ...secret }
    absolute[name] = located
  }
  return absolute
}
