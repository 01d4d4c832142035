import type { Plugin } from 'esbuild'
import { outsideHelp, outsideMessage, projectBoundary } from './project-boundary.ts'

/** What esbuild calls {@link insideProject} in messages. */
export const insideProjectName = 'tacosmith-project'

/**
 * A plugin that lets esbuild read nothing outside a connector's project; see {@link projectBoundary}. Has to come before
 * plugins that load files.
 *
 * @param connectorFolder - Absolute.
 */
export function insideProject(connectorFolder: string): Plugin {
  const boundary = projectBoundary(connectorFolder)
  return {
    name: insideProjectName,
    setup({ onLoad }) {
      onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) => {
        if (boundary.holds(path)) return undefined
        const text = outsideMessage(path, connectorFolder, boundary)
        return { errors: [{ text, notes: [{ text: outsideHelp }] }] }
      })
    },
  }
}
