import type { DialogModel } from '../dialog/dialog-model.ts'
import { fitsPatternInEngine, runScripts } from '../run/run-scripts.ts'
import type { ScriptTexts } from '../run/script-program.ts'
import { type Difference, differences, type ScenarioOutcome, scenarioOutcome } from './run-scenario.ts'
import type { Scenario, ScenarioFile } from './scenario.ts'

/** What came of one scenario. */
export interface ScenarioResult {
  /** The file, relative to the folder of the scenarios. */
  path: string
  scenario: Scenario
  outcome: ScenarioOutcome
  /** Empty where it passes. */
  differences: Difference[]
  milliseconds: number
}

/** Runs scenarios behind core's wall, one after the other. */
export function runScenarios(
  model: DialogModel,
  scripts: ScriptTexts,
  files: readonly ScenarioFile[],
): ScenarioResult[] {
  return files.flatMap(({ path, scenarios }) =>
    scenarios.map((scenario) => {
      const start = performance.now()
      const outcome = scenarioOutcome(model, scenario, {
        fitsPattern: fitsPatternInEngine,
        run: (input, attributes) => runScripts(model, input, scripts, attributes),
      })
      const found = differences(scenario, outcome)
      return { path, scenario, outcome, differences: found, milliseconds: performance.now() - start }
    }),
  )
}

/** The scenario with everything that it expects brought up to what came of it, as `--update` writes it. */
export function updatedScenario({
  scenario,
  outcome,
}: Pick<ScenarioResult, 'scenario' | 'outcome'>): Scenario {
  const names = Object.keys(scenario.expect) as (keyof Scenario['expect'])[]
  const updated = names.flatMap((name) => (outcome[name] === undefined ? [] : [[name, outcome[name]]]))
  const isNewException = outcome.exception !== undefined && scenario.expect.exception === undefined
  return {
    ...scenario,
    expect: {
      ...(Object.fromEntries(updated) as Scenario['expect']),
      ...(isNewException && { exception: outcome.exception }),
    },
  }
}
