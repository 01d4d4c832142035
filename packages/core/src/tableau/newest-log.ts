import { stat } from 'node:fs/promises'
import { TacosmithError } from '../errors.ts'
import { describeDocuments, findRepositories } from './documents-folders.ts'
import { type Host, pathsOf } from './host.ts'
import { repositoryNames } from './repository-names.ts'

/**
 * The log to read: a file, or the newest log of a folder or of the `Logs` folder in it (a repository); without a path,
 * the newest of the user's repositories.
 *
 * @param path absolute
 * @param modified when a file was changed last, in milliseconds; default: what the disk says
 * @throws TacosmithError `environment` where there is none, naming where it looked
 */
export async function newestLog(
  host: Host,
  path?: string,
  modified: (file: string) => Promise<number> = modifiedOnDisk,
): Promise<string> {
  if (path !== undefined && (await host.disk.kindOf(path)) === 'file') return path
  const folders = path === undefined ? await repositories(host) : [path]
  const files: string[] = []
  for (const folder of folders) files.push(...(await logsIn(folder, host)))
  const dated = await Promise.all(files.map(async (file) => ({ file, time: await modified(file) })))
  const [newest] = dated.toSorted((one, other) => other.time - one.time)
  if (newest !== undefined) return newest.file
  throw path === undefined ? noRepository(host, folders) : await noLog(path, host)
}

async function repositories(host: Host): Promise<string[]> {
  return [...(await findRepositories('desktop', host)), ...(await findRepositories('prep', host))]
}

/**
 * Tableau counts its older logs up: `log.txt`, `log_1.txt`. The folder for them is called `Logs`, or something else where
 * Tableau speaks another language.
 */
async function logsIn(folder: string, host: Host): Promise<string[]> {
  const { join } = pathsOf(host)
  for (const place of [join(folder, 'Logs'), folder]) {
    const logs = logsOf(place, await host.disk.namesIn(place), host)
    if (logs.length > 0) return logs
  }
  for (const name of (await host.disk.namesIn(folder)) ?? []) {
    const place = join(folder, name)
    const logs = logsOf(place, await host.disk.namesIn(place).catch(() => undefined), host)
    if (logs.length > 0) return logs
  }
  return []
}

function logsOf(folder: string, names: readonly string[] | undefined, host: Host): string[] {
  const logs = (names ?? []).filter((name) => /^log([-_.]?\d+)?\.txt$/i.test(name))
  return logs.map((name) => pathsOf(host).join(folder, name))
}

function noRepository(host: Host, folders: readonly string[]): TacosmithError {
  const places = folders.length > 0 ? folders : describeDocuments(host)
  const looked = places.length === 0 ? '' : ` in ${places.join(' or in ')}`
  const what = folders.length > 0 ? 'log.txt of Tableau' : repositoryNames.desktop
  return new TacosmithError('environment', `found no ${what}${looked}`, {
    help: 'Give the log or the folder that contains it: tacosmith logs PATH',
  })
}

async function noLog(path: string, host: Host): Promise<TacosmithError> {
  const isFolder = (await host.disk.kindOf(path)) === 'folder'
  return new TacosmithError(
    'environment',
    isFolder ? `${path} contains no log.txt` : `${path} does not exist`,
    {
      help: "Give Tableau's log.txt, or the folder that contains it (Logs in My Tableau Repository).",
    },
  )
}

async function modifiedOnDisk(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.mtimeMs ?? 0
}
