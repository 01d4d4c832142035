import { spawn } from 'node:child_process'
import { TacosmithError } from '../errors.ts'
import type { Host } from './host.ts'

/** A program to start, with its arguments. */
export interface LaunchCommand {
  program: string
  arguments: string[]
}

/** What Tableau is started with. */
export interface LaunchOptions {
  /** The program, or on macOS an `.app`. */
  path: string
  /** The folder that holds the connectors. */
  connectorsPath: string
  /** Take connectors whose signature does not verify. */
  allowUnsigned: boolean
}

/** The command that starts Tableau on connectors under development. */
export function launchCommand(
  { path, connectorsPath, allowUnsigned }: LaunchOptions,
  { platform }: Pick<Host, 'platform'>,
): LaunchCommand {
  const settings = [
    `-DConnectPluginsPath=${connectorsPath}`,
    ...(allowUnsigned ? ['-DDisableVerifyConnectorPluginSignature=true'] : []),
  ]
  // The system starts an .app, as a new instance: one that runs already has read its connectors.
  if (platform === 'darwin' && /\.app\/?$/.test(path)) {
    return { program: 'open', arguments: ['-n', '-a', path, '--args', ...settings] }
  }
  return { program: path, arguments: settings }
}

/** A command as one types it into the shell of a platform. */
export function formatCommand(
  { program, arguments: words }: LaunchCommand,
  { platform }: Pick<Host, 'platform'>,
): string {
  const quote = platform === 'win32' ? quoteForWindows : quoteForPosix
  return [program, ...words].map(quote).join(' ')
}

function quoteForWindows(word: string): string {
  return /^[\w.:\\/=-]+$/.test(word) ? word : `"${word}"`
}

function quoteForPosix(word: string): string {
  return /^[\w.:/=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

/** A program that cannot run at all says so within this time, in milliseconds. */
const trialTime = 700

/**
 * Starts a program that goes on when this process ends. Variables of tacosmith, which may hold passwords, are not passed
 * on.
 *
 * @returns the process id
 * @throws TacosmithError `environment` where it cannot be started or fails at once
 */
export async function launch(
  { program, arguments: words }: LaunchCommand,
  environment: Record<string, string | undefined>,
): Promise<number> {
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => !/^TACOSMITH_/i.test(name)))
  const child = spawn(program, words, { detached: true, stdio: 'ignore', env: env as NodeJS.ProcessEnv })
  const failure = await new Promise<string | undefined>((resolve) => {
    const timer = setTimeout(() => resolve(undefined), trialTime)
    const settle = (found: string | undefined): void => {
      clearTimeout(timer)
      resolve(found)
    }
    child.on('error', (error: NodeJS.ErrnoException) => settle(explainError(error)))
    child.on('exit', (code, signal) =>
      settle(code === 0 ? undefined : `it exited immediately with ${signal ?? `exit code ${code}`}`),
    )
  })
  child.unref()
  if (failure === undefined) return child.pid ?? 0
  throw new TacosmithError('environment', `${program} could not be started: ${failure}`, {
    help: 'Give the path of Tableau with --app.',
  })
}

function explainError({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such program'
  if (code === 'EACCES') return 'it is not a program, or you may not run it'
  return message
}
