import type { StandInSettings } from '../engine/stand-ins.ts'

/** What a script may see of the world outside. */
export interface ScriptWorld {
  settings: Partial<StandInSettings>
  /** Globals to add; members of an object go into the stand-in of that name. */
  globals: Readonly<Record<string, unknown>>
}

/** Runs a script once and hands on what it logged, also when it throws. */
export type ScriptRunner = (
  attributes: Readonly<Record<string, string>>,
  log: (lines: string[]) => void,
) => unknown
