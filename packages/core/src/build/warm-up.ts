import { setImmediate } from 'node:timers/promises'
import { connectorFindings, engineFor } from '../rules/validate-connector.ts'
import { loadEngine } from '../schema/engines/load-engine.ts'
import { loadEsbuild } from '../scripts/bundle/load-esbuild.ts'
import type { Snapshot } from './snapshot.ts'

type WarmUpSnapshot = Pick<Snapshot, 'connector' | 'modules' | 'options'>

/**
 * Starts what the rest of a build will need, while the bundler is running: checks the connector's XML, the results of
 * which are kept, and loads the archiver and, where there are scripts to finish, esbuild with its process.
 *
 * What fails here fails again, and is reported, where it is used.
 */
export function warmUp(snapshot: WarmUpSnapshot): void {
  void takeSteps(stepsFor(snapshot))
}

/** In between the bundler gets its turns: most of them work beside this thread once they have been asked. */
async function takeSteps(steps: (() => Promise<unknown>)[]): Promise<void> {
  for (const step of steps) {
    await setImmediate()
    await step().catch(() => undefined)
  }
}

function stepsFor({ connector, modules, options }: WarmUpSnapshot): (() => Promise<unknown>)[] {
  const hasModules = modules.length > 0
  return [
    ...(hasModules ? [startEsbuild] : []),
    () => loadEngine(engineFor(connector.source, options.validate.engine)),
    () => connectorFindings(connector, options.validate),
    () => import('jszip'),
  ]
}

/** Its process is asked for, not waited for. */
async function startEsbuild(): Promise<void> {
  const { transform } = await loadEsbuild()
  transform('').catch(() => undefined)
}
