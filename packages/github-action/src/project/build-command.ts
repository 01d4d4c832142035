import { exec } from '@actions/exec'
import { TacosmithError } from '@tacosmith/core'

/**
 * Runs the input build-command, without a shell: the words mean the same on all systems.
 *
 * @throws TacosmithError `environment` where the program does not exist, or fails.
 */
export async function runBuildCommand(command: string, workspace: string): Promise<void> {
  const exitCode = await exec(command, [], { cwd: workspace, ignoreReturnCode: true }).catch(
    (cause: unknown) => {
      const reason = cause instanceof Error ? cause.message.split('. ')[0] : String(cause)
      throw new TacosmithError('environment', `build-command cannot be started: ${command}`, {
        help: `${reason}. It runs without a shell: no &&, no variables.`,
        cause,
      })
    },
  )
  if (exitCode === 0) return
  throw new TacosmithError('environment', `build-command ended with exit code ${exitCode}: ${command}`, {
    help: 'See its output above.',
  })
}
