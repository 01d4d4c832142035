import { runIsolated, standInGlobals, tableauExceptionName } from '@tacosmith/core/adapter'
import type { DialogInput } from '../dialog/dialog-input.ts'
import type { DialogModel, Platform } from '../dialog/dialog-model.ts'
import type { FitsPattern } from '../dialog/dialog-state.ts'
import { validationPattern } from '../dialog/validation-pattern.ts'
import type { ScriptOutcomes } from './connection.ts'
import { readOutcome } from './script-outcome.ts'
import { type ScriptRole, scriptProgram } from './script-program.ts'

/** The scripts of a connector as they are packaged. */
export type ScriptTexts = Partial<Record<ScriptRole, string>>

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

/** What the stand-ins for Tableau's globals answer. */
export function standInSettings(
  { drivers }: Pick<DialogModel, 'drivers'>,
  platform: Platform,
  host: DialogInput['host'],
): { platform: Platform; driverName: string | undefined; productName: string; productVersion: string } {
  return {
    platform,
    driverName: drivers[platform],
    productName: host === 'server' ? 'Tableau Server' : 'Tableau Desktop',
    productVersion: '2025.1.0',
  }
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
  return answer === 'true' ? true : answer === 'false' ? false : undefined
}

/** Evaluated in the engine before a validation rule is tried. */
export const patternProgram = `({
  run: function (script, input) {
    var work = JSON.parse(input)
    return String(new RegExp(work.source, work.flags).test(work.value))
  },
  failed: function () { return '' }
})`
