import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Secret, SignOptions } from '@tacosmith/core'

/** Signing options with absolute paths: those that are relative start in that folder. */
export function absoluteSignPaths(sign: SignOptions, folder: string): SignOptions {
  const absolute = { ...sign }
  for (const name of ['keystore', 'key', 'certificates'] as const) {
    const path = sign[name]
    if (path !== undefined) absolute[name] = resolve(folder, path)
  }
  for (const name of ['storePassword', 'keyPassword'] as const) {
    const secret = sign[name]
    if (secret !== undefined) absolute[name] = absoluteSecret(secret, folder)
  }
  return absolute
}

/** What is no file there may be the password itself: it stays as it was typed, so that no message repeats it. */
function absoluteSecret(secret: Secret, folder: string): Secret {
  if (typeof secret !== 'object' || !('file' in secret)) return secret
  const path = resolve(folder, secret.file)
  return existsSync(path) ? { file: path } : secret
}
