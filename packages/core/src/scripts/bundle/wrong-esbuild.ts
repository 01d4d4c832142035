import { TacosmithError } from '../../errors.ts'

/** The error for an esbuild that was installed on another system, or without its program; undefined for anything else. */
export function wrongEsbuild(cause: unknown): TacosmithError | undefined {
  const message = cause instanceof Error ? cause.message : ''
  const isForeign = message.includes('installed esbuild for another platform')
  if (!isForeign && !/The package "@esbuild\/.*" could not be found/.test(message)) return undefined
  const what = isForeign ? 'is installed for another system' : 'is installed without its program'
  return new TacosmithError('environment', `esbuild, which builds the scripts, ${what}`, {
    help: 'Remove node_modules and install the packages again on this computer: those of Windows, WSL, containers and macOS differ.',
    cause,
  })
}
