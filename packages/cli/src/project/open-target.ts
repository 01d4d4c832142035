import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { type TacoOptions, TacosmithError } from '@tacosmith/core'
import { findConnectorFolder, nearestName } from '@tacosmith/core/adapter'
import { type LoadConfigOptions, loadConfig } from './config-file.ts'
import { projectFolder } from './project-folder.ts'

/** What a command line's path and the configuration file come to. */
export interface Target {
  /** The configuration file's options, `connector` set to the folder that the command line names. */
  options: TacoOptions
  /** The folder of the project, where relative paths in the options start. */
  cwd: string
}

/**
 * Finds configuration and connector for a path on the command line.
 *
 * A folder with a configuration file of its own is a project; any other folder is the connector itself, or holds it as
 * `connector` or where a configuration above it says, and wins over the connector of that configuration's folder.
 *
 * @throws TacosmithError `connector-not-found`, or `usage` for a configuration file that does not load.
 */
export async function openTarget(
  path: string | undefined,
  cwd: string,
  loading: LoadConfigOptions = {},
): Promise<Target> {
  const target = resolve(cwd, path ?? '.')
  await expectFolder(target)
  const { options, folder, file } = await loadConfig(target, loading)
  if (file === undefined) return { options: { connector: await findConnectorFolder(target) }, cwd }
  const project = projectFolder(target, folder)
  if (project === folder && (path === undefined || folder === target)) {
    await expectConfigured(options, project, file)
    return { options, cwd: project }
  }
  const start = path === undefined ? project : target
  return { options: { ...options, connector: await connectorIn(start, project, options) }, cwd: project }
}

/** The connector in a folder, else that which a configuration above it means in its project. */
async function connectorIn(folder: string, project: string, { connector }: TacoOptions): Promise<string> {
  try {
    return await findConnectorFolder(folder)
  } catch (error) {
    const named = folder === project && connector !== undefined ? resolve(project, connector) : undefined
    if (named === undefined || !(await isFolder(named))) throw error
    return named
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true
}

/** A path that nobody typed just now is told with the file that holds it. */
async function expectConfigured({ connector }: TacoOptions, project: string, file: string): Promise<void> {
  if (connector === undefined) return
  const path = resolve(project, connector)
  if ((await stat(path).catch(() => undefined)) !== undefined) return
  const { help, message } = await notFound(path)
  throw new TacosmithError('connector-not-found', `${message}; connector in ${file} names it`, {
    ...(help !== undefined && { help: help.replace('Give the folder', 'Name the folder there') }),
  })
}

/** @throws TacosmithError `connector-not-found` where there is no such folder. */
export async function expectFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw await notFound(path)
  if (found.isDirectory()) return
  throw new TacosmithError('connector-not-found', `${path} is not a folder`, { help: folderHelp })
}

const folderHelp = 'Give the folder that contains the manifest.xml of the connector.'

/** The error for a path that does not exist. A name that is nearly the same is taken for the one that is meant. */
export async function notFound(path: string): Promise<TacosmithError> {
  const near = nearestName(basename(path), await readdir(dirname(path)).catch(() => []))
  const hint = near === undefined ? '' : `Did you mean ${join(dirname(path), near)}? `
  const help = `${hint}${folderHelp}`
  return new TacosmithError('connector-not-found', `${path} does not exist`, { help })
}
