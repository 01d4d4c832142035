import type { Project } from './project.ts'
import { connectorFindings } from './validate/validate-connector.ts'

/**
 * Starts what the rest of a build will need, while the bundler is at work: checks the connector's XML, the results of
 * which are kept, and loads the archiver and, where there are scripts to finish, esbuild with its process.
 *
 * What fails here fails again, and is told, where it is used.
 */
export function warmUp(project: Pick<Project, 'connector' | 'modules' | 'options'>): void {
  // The bundler comes first: most of them work beside this thread once they have been asked.
  setImmediate(() => void startAll(project))
}

async function startAll({
  connector,
  modules,
  options,
}: Pick<Project, 'connector' | 'modules' | 'options'>): Promise<void> {
  await Promise.allSettled([
    ...(modules.length > 0 ? [import('esbuild').then(({ transform }) => transform(''))] : []),
    connectorFindings(connector, options.validate),
    import('jszip'),
  ])
}
