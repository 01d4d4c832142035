import type { TableauHost } from '../dialog/dialog-input.ts'
import type { DialogModel, Place, Platform } from '../dialog/dialog-model.ts'
import type { ScriptRole, ScriptTexts } from '../run/script-program.ts'
import type { ScenarioFile } from '../scenarios/scenario.ts'

/** All that a page shows of a connector, as plain data. Everything in it may be somebody else's: texts, never markup. */
export interface PreviewContent {
  /** Changes with every other field. */
  digest: string
  dialog: DialogModel
  /** As they are packaged; a script that could not be built is missing. */
  scripts: ScriptTexts
  /** What each role's script is built from, as authors know it. */
  scriptFiles: Partial<Record<ScriptRole, string>>
  /** The texts that put stand-ins for Tableau's globals in place, by platform and product: `win-desktop`. */
  standIns: Record<string, string>
  /** The name of the error that `ThrowTableauException` gives. */
  exceptionName: string
  findings: PreviewFinding[]
  /** Why there is no newer content: what could not be read or built. */
  failure: PreviewFailure | undefined
  scenarios: ScenarioFile[]
  /** What differs from the last saved state; undefined where there is none. */
  changes: string[] | undefined
}

/** The key in `standIns`. */
export function standInKey(platform: Platform, host: TableauHost): string {
  return `${platform}-${host}`
}

/** A finding of the validator. */
export interface PreviewFinding {
  rule: string
  severity: 'error' | 'warning' | 'info'
  message: string
  help: string | undefined
  /** The page of the documentation that says so. */
  url: string | undefined
  place: { file: string; line: number | undefined; column: number | undefined } | undefined
  /** The lines around the place. */
  frame: string | undefined
}

/** A mistake that keeps the connector from being shown as it is now. */
export interface PreviewFailure {
  message: string
  help: string | undefined
  place: Place | undefined
  frame: string | undefined
}
