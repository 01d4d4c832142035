import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConnector, type TacoOptions, tacoSource } from '@tacosmith/core'
import {
  inConnectorFolder,
  minimalConnector,
  type TemporaryProject,
  temporaryProject,
} from '@tacosmith/test-kit'

/** What a build is asked for in addition to the plugin itself, in terms that every bundler understands. */
export interface BuildSettings {
  /** Import prefixes and the folders, relative to the project, that they stand for. */
  alias?: Record<string, string>
  /** Names and the expressions that replace them. */
  define?: Record<string, string>
  /** The options of the plugin. */
  plugin?: TacoOptions
}

/** A project of connector files, modules and packages. */
export interface Project extends TemporaryProject {
  settings: BuildSettings
  /** The files of the one `.taco` in `dist` by their paths, in archive order. */
  tacoFiles(): Promise<Map<string, string>>
}

export async function makeProject(
  files: Record<string, string | undefined>,
  settings: BuildSettings = {},
): Promise<Project> {
  const project = await temporaryProject(files)
  // The plugin is beside Vite 8; a project with another version has that one.
  await project.install('vite', dirname(fileURLToPath(import.meta.resolve('vite7/package.json'))))
  return {
    ...project,
    settings,
    async tacoFiles() {
      const { files: packed } = await readConnector(await tacoSource(await project.taco()))
      return new Map(packed.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]))
    },
  }
}

/**
 * A project with a small connector in which these files stand instead of its own: a script in TypeScript instead of the
 * one of the same name in JavaScript; `../` leads to the project.
 */
export async function connectorProject(
  changes: Record<string, string | undefined> = {},
  settings: BuildSettings = {},
): Promise<Project> {
  const standIns = Object.keys(changes).filter((path) => path.endsWith('.ts'))
  const replaced = Object.fromEntries(standIns.map((path) => [path.replace(/ts$/, 'js'), undefined]))
  return await makeProject(inConnectorFolder(minimalConnector({ ...replaced, ...changes })), settings)
}
