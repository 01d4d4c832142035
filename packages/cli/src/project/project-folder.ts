import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { configFileNames } from './config-names.ts'

const markers = ['package.json', ...configFileNames]

/**
 * The project that a folder is in: the nearest folder with a package.json or a configuration, but no higher than
 * the folder of the configuration that applies. The connector is looked for there, and the `.taco` goes there.
 *
 * @param folder - Absolute.
 * @param configFolder - The folder of the configuration, the same or one above it.
 */
export function projectFolder(folder: string, configFolder: string): string {
  const isProject = folder === configFolder || markers.some((name) => existsSync(join(folder, name)))
  const parent = dirname(folder)
  return isProject || parent === folder ? folder : projectFolder(parent, configFolder)
}
