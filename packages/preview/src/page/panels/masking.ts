import { secretsIn } from '../../dialog/connection-attributes.ts'
import type { DialogModel } from '../../dialog/dialog-model.ts'
import { maskSecrets } from '../../dialog/mask-secrets.ts'

/** Puts dots in the place of secrets, unless they are asked for. */
export function masking(
  dialog: Pick<DialogModel, 'fields'>,
  attributes: Readonly<Record<string, string>>,
  showsSecrets: boolean,
): (text: string) => string {
  if (showsSecrets) return (text) => text
  const secrets = secretsIn(dialog, attributes)
  return (text) => maskSecrets(text, secrets)
}

/** The values with the mask over each. */
export function masked(
  values: Readonly<Record<string, string>>,
  mask: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, mask(value)]))
}
