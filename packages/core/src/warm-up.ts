import type { Project } from './project.ts'
import { loadEngine } from './validate/engines/load-engine.ts'

/**
 * Starts what the rest of a build will need, while a bundler is at work: the XML engine, the archiver and, where there
 * are scripts to finish, esbuild with its process. What fails here fails again, and is told, where it is used.
 */
export function warmUp({ modules, options }: Pick<Project, 'modules' | 'options'>): void {
  const started = [
    import('jszip'),
    loadEngine(options.validate.engine),
    ...(modules.length > 0 ? [import('esbuild').then(({ transform }) => transform(''))] : []),
  ]
  for (const one of started) one.catch(() => {})
}
