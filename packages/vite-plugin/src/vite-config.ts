import { TacosmithError } from '@tacosmith/core'
import type { BuildEnvironmentOptions, UserConfig } from 'vite'
import { virtualEntry } from './virtual-entry.ts'

/**
 * What a configuration needs that builds a connector and nothing else.
 *
 * @param environment - The name of the environment that builds it; others are left as they are.
 * @throws TacosmithError `usage` where the configuration names something else to build, which would be swallowed.
 */
export function connectorOnlyConfig(config: UserConfig, environment: string): UserConfig {
  const others = [
    ...otherEntries(config.build, 'build'),
    ...otherEntries(config.environments?.[environment]?.build, `environments.${environment}.build`),
  ]
  if (others.length > 0) {
    throw new TacosmithError('usage', `the Vite configuration also builds ${others.join(' and ')}`, {
      help: 'Set tacosmith({ app: true }) to build the connector alongside it, or remove that setting.',
    })
  }
  const build: BuildEnvironmentOptions = {
    modulePreload: false,
    copyPublicDir: config.build?.copyPublicDir ?? false,
    reportCompressedSize: false,
    rollupOptions: { input: virtualEntry },
  }
  return { environments: { [environment]: { build } } }
}

/** The settings that name something to build, as the user wrote them. */
function otherEntries(build: BuildEnvironmentOptions | undefined, path: string): string[] {
  const { lib, ssr, rollupOptions, rolldownOptions } = { rolldownOptions: undefined, ...build } as Entries
  const settings: [string, unknown][] = [
    ['lib', lib],
    ['ssr', typeof ssr === 'string' && ssr],
    ['rollupOptions.input', rollupOptions?.input],
    ['rolldownOptions.input', rolldownOptions?.input],
  ]
  return settings
    .filter(([, value]) => value && value !== virtualEntry)
    .map(([name, value]) => `${path}.${name}${typeof value === 'string' ? ` '${value}'` : ''}`)
}

interface Entries {
  lib?: unknown
  ssr?: unknown
  rollupOptions?: { input?: unknown }
  rolldownOptions?: { input?: unknown }
}
