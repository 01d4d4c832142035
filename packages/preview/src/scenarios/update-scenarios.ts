import type { ScenarioResult } from './run-scenarios.ts'
import type { Expectation, Scenario } from './scenario.ts'
import { saveScenarios } from './scenario-files.ts'

/** Whether what came of a scenario can take the place of what it expects: not a script's fault, nor a mistake in the scenario. */
export function canUpdate({
  differences,
  outcome,
}: Pick<ScenarioResult, 'differences' | 'outcome'>): boolean {
  return outcome.error === undefined && differences.every(({ message }) => message === undefined)
}

/**
 * Brings the files up to what came of their scenarios, as `--update` does; a file in which nothing changes is left alone.
 *
 * @throws TacosmithError as `saveScenario`.
 */
export async function updateScenarios(folder: string, results: readonly ScenarioResult[]): Promise<void> {
  const changed = results.filter((result) => result.differences.length > 0 && canUpdate(result))
  for (const path of new Set(changed.map((result) => result.path))) {
    const ofFile = changed.filter((result) => result.path === path)
    await saveScenarios(folder, path, ofFile.map(updatedScenario))
  }
}

/** The scenario with everything that it expects brought up to what came of it. */
export function updatedScenario({
  scenario,
  outcome,
}: Pick<ScenarioResult, 'scenario' | 'outcome'>): Scenario {
  const { connection, properties, exception } = outcome
  const expected = Object.keys(scenario.expect) as (keyof Expectation)[]
  const updated = expected.flatMap((name) => (outcome[name] === undefined ? [] : [[name, outcome[name]]]))
  const isGone = scenario.expect.exception !== undefined && exception === undefined
  return {
    ...scenario,
    expect: {
      ...(Object.fromEntries(updated) as Expectation),
      ...(exception !== undefined && scenario.expect.exception === undefined && { exception }),
      // Where the message is gone there is a connection instead.
      ...(isGone && connection !== undefined && { connection }),
      ...(isGone && properties !== undefined && { properties }),
    },
  }
}
