import { checked } from './checked.ts'
import { configDescription } from './config-description.ts'
import type { TacoOptions, TacosmithConfig } from './types.ts'

/** What a configuration file says. */
export interface CheckedConfig {
  /** The configurations that it starts from, the later ones taking precedence. */
  bases: string[]
  options: TacoOptions
}

/**
 * Checks what a configuration file exports.
 *
 * @throws TacosmithError `usage` naming all that is wrong.
 */
export function checkConfig(config: TacosmithConfig): CheckedConfig {
  checked(configDescription, config, { whole: 'options' })
  const { extends: bases = [], ...options } = config
  return { bases: [bases].flat(), options }
}
