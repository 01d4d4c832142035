import { runIsolated, standInGlobals, tableauExceptionName } from '@tacosmith/core/adapter'
import type { DialogInput } from '../dialog/dialog-input.ts'
import type { DialogModel } from '../dialog/dialog-model.ts'
import type { FitsPattern } from '../dialog/dialog-state.ts'
import { validationPattern } from '../dialog/validation-pattern.ts'
import type { ScriptOutcomes } from './connection.ts'
import { patternProgram, readFit } from './pattern-program.ts'
import { readOutcome } from './script-outcome.ts'
import { type ScriptRole, type ScriptTexts, scriptProgram } from './script-program.ts'
import { standInSettings } from './stand-in-settings.ts'

/** A script that takes longer is not one that Tableau could run. */
const SCRIPT_MILLISECONDS = 2000
const PATTERN_MILLISECONDS = 200

/** Runs the scripts behind core's wall, in Node. */
export function runScripts(
  model: Pick<DialogModel, 'drivers'>,
  { platform, host }: Pick<DialogInput, 'platform' | 'host'>,
  scripts: ScriptTexts,
  attributes: Readonly<Record<string, string>>,
): ScriptOutcomes {
  const standIns = standInGlobals(standInSettings(model, platform, host))
  const outcomes: ScriptOutcomes = {}
  for (const [role, script] of Object.entries(scripts) as [ScriptRole, string][]) {
    const answers = runIsolated({
      prelude: scriptProgram(standIns, role, tableauExceptionName),
      script,
      inputs: [JSON.stringify(attributes)],
      milliseconds: SCRIPT_MILLISECONDS,
    })
    outcomes[role] = readOutcome(answers?.[0])
  }
  return outcomes
}

/** Tries validation rules in the same engine, which ends those that take for ever. */
export const fitsPatternInEngine: FitsPattern = (pattern, value) => {
  const { source, flags, difference } = validationPattern(pattern)
  if (difference !== undefined) return undefined
  const [answer] =
    runIsolated({
      prelude: patternProgram,
      script: '0',
      inputs: [JSON.stringify({ source, flags, value })],
      milliseconds: PATTERN_MILLISECONDS,
    }) ?? []
  return readFit(answer)
}
