import type { BuildFailure } from 'esbuild'

/**
 * The settings with which esbuild builds every script: one that people can read, in the newest syntax, with its map.
 * Lowering comes last, after the checks.
 */
export const scriptSettings: {
  readonly format: 'iife'
  readonly target: 'esnext'
  readonly sourcemap: 'external'
  readonly charset: 'utf8'
  readonly legalComments: 'inline'
  readonly logLevel: 'silent'
} = {
  format: 'iife',
  target: 'esnext',
  sourcemap: 'external',
  charset: 'utf8',
  legalComments: 'inline',
  logLevel: 'silent',
}

/** Why esbuild failed, one line for each error. */
export function failureReason(cause: unknown): string {
  const { errors = [] } = cause as Partial<BuildFailure>
  return errors.map(({ text }) => text).join('\n') || String(cause)
}
