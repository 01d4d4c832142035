import { type Secret, TacosmithError } from '@tacosmith/core'

/**
 * Reads a password option. A password itself is refused: it would stand in the process list and the shell's history.
 *
 * @throws TacosmithError `usage`; the message does not repeat what was given.
 */
export function secretFlag(option: string, value: string): Secret {
  const [, kind, name] = /^(env|file):(.+)$/s.exec(value) ?? []
  if (kind === 'env' && name !== undefined) return { env: name }
  if (kind === 'file' && name !== undefined) return { file: name }
  throw new TacosmithError('usage', `${option} takes env:NAME or file:PATH, never the password itself`, {
    help: `Put the password into an environment variable and give its name, for instance ${option} env:STORE_PASSWORD.`,
  })
}
