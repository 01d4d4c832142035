import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { TacosmithError } from '../errors.ts'

/**
 * Where tacosmith keeps what belongs to the user and not to a project: `TACOSMITH_HOME`, or the platform's folder for
 * settings (`%APPDATA%\tacosmith`, `~/Library/Application Support/tacosmith`, `$XDG_CONFIG_HOME/tacosmith`,
 * `~/.config/tacosmith`).
 */
export function defaultDevelopmentFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const { TACOSMITH_HOME, APPDATA, XDG_CONFIG_HOME } = environment
  if (TACOSMITH_HOME) return resolve(TACOSMITH_HOME)
  if (platform === 'win32') return join(APPDATA || join(homedir(), 'AppData', 'Roaming'), 'tacosmith')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'tacosmith')
  // The XDG specification has relative paths ignored.
  const configured =
    XDG_CONFIG_HOME && isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : join(homedir(), '.config')
  return join(configured, 'tacosmith')
}

/**
 * Keeps the development key out of the connector and out of the project around it, where it could be packed,
 * committed or published.
 *
 * @throws TacosmithError `usage`
 */
export function refuseFolderInsideProject(folder: string, connectorFolder: string): void {
  const connector = resolve(connectorFolder)
  const inside = [connector, projectFolder(connector)].find(
    (outer) => outer !== undefined && contains(outer, folder),
  )
  if (inside === undefined) return
  throw new TacosmithError(
    'usage',
    `the development key would be stored in ${folder}, inside the project ${inside}`,
    {
      help: 'Set TACOSMITH_HOME to a folder outside the project, or unset it.',
    },
  )
}

/** The nearest folder upwards that looks like a project; a home folder under version control is none. */
function projectFolder(start: string): string | undefined {
  for (let folder = start; !contains(folder, homedir()); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) || existsSync(join(folder, '.git'))) return folder
    if (dirname(folder) === folder) return undefined
  }
  return undefined
}

function contains(outer: string, inner: string): boolean {
  const path = relative(outer, inner)
  return (
    path === '' ||
    (path !== '..' && !path.startsWith(`..${process.platform === 'win32' ? '\\' : '/'}`) && !isAbsolute(path))
  )
}
