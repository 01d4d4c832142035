import type { TableauHost } from '../dialog/dialog-input.ts'
import type { DialogModel, Platform } from '../dialog/dialog-model.ts'
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
  /** The scripts that are built, so that their lines are not those of the file that people wrote. */
  builtScripts: ScriptRole[]
  /** The texts that put stand-ins for Tableau's globals in place, by platform and product: `win-desktop`. */
  standIns: Record<string, string>
  /** The name of the error that `ThrowTableauException` gives. */
  exceptionName: string
  findings: PreviewFinding[]
  /** Why there is no newer content: what could not be read or built. */
  failure: PreviewFailure | undefined
  scenarios: ScenarioFile[]
  /** What differs from the last commit; undefined where none holds the connector. */
  changes: PreviewChange[] | undefined
  /** Undefined where the connector has no script that builds the connection. */
  unread: UnreadAttributes | undefined
  /** The attributes that the resolver's lists ask for; undefined where there is no list. */
  listed: PlacedName[] | undefined
}

/** A name and where it stands. */
export interface PlacedName {
  name: string
  place: FilePlace | undefined
}

/** A place in the connector, as far as it is known. */
export interface FilePlace {
  file: string
  line?: number | undefined
  column?: number | undefined
}

/** How what the dialog gives and what the scripts read differ, as far as their texts tell. */
export interface UnreadAttributes {
  /** Attributes that no script reads. */
  unread: PlacedName[]
  /** Attributes that a script reads and nothing gives. */
  unknown: PlacedName[]
  /** False where a script may read others than its text tells, so that none counts as unread. */
  isWhole: boolean
}

/** One difference from the last commit. */
export interface PreviewChange {
  kind: 'added' | 'removed' | 'changed'
  /** `field v-region, label` */
  what: string
  /** Undefined where there was or is none, and for what is too long to be shown. */
  before: string | undefined
  after: string | undefined
  place: FilePlace | undefined
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
  place: FilePlace | undefined
  /** The lines around the place. */
  frame: string | undefined
}

/** Something that could not be read or built. */
export interface Mistake {
  message: string
  help: string | undefined
  place: FilePlace | undefined
  frame: string | undefined
}

/** A mistake that keeps the connector from being shown as it is now. */
export interface PreviewFailure extends Mistake {
  /**
   * What the rest of the content is: `earlier`: the connector before the mistake; `rest`: what could be read in spite of it,
   * since there is nothing earlier; `whole`: the connector as it is now.
   */
  below: 'earlier' | 'rest' | 'whole'
}
