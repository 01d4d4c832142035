import { type Secret, TacosmithError } from '@tacosmith/core'
import { isVariableName, noSuchVariable } from '@tacosmith/core/adapter'

/**
 * Reads a password option. A password itself is refused: it would show up in the process list and the shell's history.
 *
 * @throws TacosmithError `usage`; the message does not repeat what was given.
 */
export function secretFlag(option: string, value: string): Secret {
  const [, kind, name] = /^(env|file):(.+)$/s.exec(value) ?? []
  if (kind === 'env' && name !== undefined) return variable(option, name)
  if (kind === 'file' && name !== undefined) return { file: name }
  throw new TacosmithError('usage', `${option} takes env:NAME or file:PATH, never the password itself`, {
    help: `Put the password in an environment variable and give its name, such as ${option} env:STORE_PASSWORD.`,
  })
}

/** Of `env:$NAME` the shell makes `env:` and the password. */
function variable(option: string, name: string): Secret {
  if (process.env[name] === undefined && !isVariableName(name)) {
    throw noSuchVariable(option, `${option} env:STORE_PASSWORD`)
  }
  return { env: name }
}
