import type { DialogModel } from '../dialog/dialog-model.ts'
import type { FitsPattern } from '../dialog/dialog-state.ts'
import { fitsPatternInEngine, runScripts } from '../run/run-scripts.ts'
import type { ScriptTexts } from '../run/script-program.ts'
import { type Difference, differences, type ScenarioOutcome, scenarioOutcome } from './run-scenario.ts'
import type { Scenario, ScenarioFile } from './scenario.ts'
import { scenarioMistakes, scenarioNotes } from './scenario-mistakes.ts'

/** What came of one scenario. */
export interface ScenarioResult {
  /** The file, relative to the folder of the scenarios. */
  path: string
  scenario: Scenario
  outcome: ScenarioOutcome
  /** Empty where it passes. */
  differences: Difference[]
  /** What has no effect, though it may be meant. */
  notes: string[]
  milliseconds: number
}

/** Runs scenarios behind core's wall, one after the other. */
export function runScenarios(
  model: DialogModel,
  scripts: ScriptTexts,
  files: readonly ScenarioFile[],
): ScenarioResult[] {
  const fitsPattern = remembering(fitsPatternInEngine)
  return files.flatMap(({ path, scenarios }) =>
    scenarios.map((scenario) => {
      const start = performance.now()
      const outcome = scenarioOutcome(model, scenario, {
        fitsPattern,
        run: (input, attributes) => runScripts(model, input, scripts, attributes),
      })
      const found = [...scenarioMistakes(model, scripts, scenario), ...differences(scenario, outcome)]
      const notes = scenarioNotes(model, scenario)
      return { path, scenario, outcome, differences: found, notes, milliseconds: performance.now() - start }
    }),
  )
}

/** Many scenarios enter the same values. */
function remembering(fitsPattern: FitsPattern): FitsPattern {
  const known = new Map<string, ReturnType<FitsPattern>>()
  return (pattern, value) => {
    const key = JSON.stringify([pattern, value])
    if (!known.has(key)) known.set(key, fitsPattern(pattern, value))
    return known.get(key)
  }
}
