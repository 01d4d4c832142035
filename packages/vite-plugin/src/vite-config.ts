import { TacosmithError } from '@tacosmith/core'
import type { UserConfig } from 'vite'
import { virtualEntry } from './virtual-entry.ts'

/**
 * What a configuration needs that builds a connector and nothing else.
 *
 * @throws TacosmithError `usage` where the configuration names something else to build, which would be swallowed.
 */
export function connectorOnlyConfig(config: UserConfig): UserConfig {
  const build = config.build ?? {}
  const { rolldownOptions } = build as { rolldownOptions?: { input?: unknown } }
  const others = [
    build.lib ? 'build.lib' : undefined,
    build.rollupOptions?.input ? 'build.rollupOptions.input' : undefined,
    rolldownOptions?.input ? 'build.rolldownOptions.input' : undefined,
  ].filter((name) => name !== undefined)
  if (others.length > 0) {
    throw new TacosmithError('usage', `the Vite configuration also builds ${others.join(' and ')}`, {
      help: 'Set tacosmith({ app: true }) to build the connector beside it, or remove that setting.',
    })
  }
  return {
    appType: 'custom',
    build: {
      // Lowering comes last, when the chunks of a script are linked: its helpers then stay inside the script.
      target: 'esnext',
      minify: build.minify ?? false,
      // For findings in scripts; the maps go with the chunks and are not written.
      sourcemap: 'hidden',
      modulePreload: false,
      copyPublicDir: build.copyPublicDir ?? false,
      reportCompressedSize: false,
      rollupOptions: { input: virtualEntry },
    },
  }
}
