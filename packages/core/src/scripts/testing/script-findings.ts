import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import type { Connector } from '../../connector/connector.ts'
import { memorySource } from '../../connector/memory-source.ts'
import { readConnector } from '../../connector/read-connector.ts'
import type { Diagnostic } from '../../report/diagnostic.ts'
import { scriptFacts } from '../analyse/script-facts.ts'
import { finishScripts } from '../bundle/finish-scripts.ts'
import { bundleVariable } from '../bundle/wrap-script.ts'
import { startScriptChecks } from '../check/check-scripts.ts'
import { planScripts, type ScriptPlan } from '../plan/plan-scripts.ts'

/** Parts of the minimal connector's files and what replaces them. */
export type Changes = Record<string, string | readonly (readonly [part: string, replacement: string])[]>

/** The minimal connector of the tests, changed. */
export async function changedConnector(changes: Changes): Promise<Connector> {
  const files = minimalConnector()
  for (const [path, change] of Object.entries(changes)) {
    if (typeof change === 'string') files[path] = change
    else for (const [part, replacement] of change) files[path] = replaceIn(files[path], part, replacement)
  }
  return await readConnector(memorySource(files))
}

/** What is found in scripts as they are. */
export async function plainFindings(changes: Changes, trial = false): Promise<Diagnostic[]> {
  const states = { unbuilt: new Set<string>(), built: new Set<string>() }
  return await (
    await startScriptChecks(await changedConnector(changes), { target: 'es2016', trial }, states)
  ).findings()
}

/**
 * What is found in the sources of scripts that a bundler built, and then in what is packaged. The functions of plain
 * scripts stand in for the sources, line by line.
 */
export async function bundledFindings(changes: Changes, trial = false): Promise<Diagnostic[]> {
  const connector = await changedConnector(changes)
  const plans = (await planScripts(connector)).map(
    (plan): ScriptPlan => ({
      ...plan,
      kind: 'module',
      sourcePath: plan.path.replace('.js', '.ts'),
      facts: scriptFacts(connector),
    }),
  )
  const bundles = new Map(
    plans.map(({ path, sourcePath }) => {
      const file = connector.files.find((candidate) => candidate.path === path)
      const text = new TextDecoder().decode(file?.bytes).replace(/;?\s*$/, '')
      const start = 'var exported_script ='
      const locate = (line: number, column: number) => ({
        ...{ file: sourcePath, line },
        column: line === 1 ? column - start.length : column,
      })
      const code = `${start}${text}\n;${bundleVariable} = exported_script`
      return [path, { code, locate }]
    }),
  )
  const finished = await finishScripts(plans, bundles, { target: 'es2016', check: true, trial })
  const packaged = await changedConnector({ ...changes, ...finished.overlay })
  const states = { unbuilt: new Set<string>(), built: new Set(Object.keys(finished.overlay)) }
  return [
    ...finished.findings,
    ...(await (await startScriptChecks(packaged, { target: 'es2016', trial }, states)).findings()),
  ]
}

/** Findings as `rule line:column`. */
export function briefly(findings: readonly Diagnostic[]): string[] {
  return findings.map(({ rule, line, column }) => `${rule} ${line}:${column}`)
}
