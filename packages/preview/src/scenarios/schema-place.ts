import { existsSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { projectBoundary } from '@tacosmith/core/adapter'

/** Packages that bring the schema; the first is in every project that runs scenarios. */
const packages = ['cli', 'preview']

/**
 * The member `$schema` for a new file of scenarios, so that editors check what people write; none where the schema is not
 * installed in the project.
 *
 * @param path - Of the file, relative to the folder.
 */
export function schemaFrom(folder: string, path: string): { $schema?: string } {
  const { root } = projectBoundary(dirname(folder))
  const upFromFile = path.split('/').map(() => '..')
  let up: string[] = upFromFile
  for (let place = dirname(folder); ; place = dirname(place), up = [...up, '..']) {
    for (const name of packages) {
      const schema = `node_modules/@tacosmith/${name}/dist/scenarios.schema.json`
      if (existsSync(join(place, schema))) return { $schema: posix.join(...up, schema) }
    }
    if (place === root || place === dirname(place)) return {}
  }
}
