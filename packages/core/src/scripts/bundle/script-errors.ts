import { TacosmithError } from '../../errors.ts'
import type { ScriptPlan } from '../plan/plan-scripts.ts'

/** The error of every adapter for a script that exports no function that Tableau could call. */
export function noDefaultExport({ sourcePath }: Pick<ScriptPlan, 'sourcePath'>): TacosmithError {
  return new TacosmithError('script', `${sourcePath} has no default export`, {
    help: 'Export the function that Tableau calls: export default function (attr) { ... }',
  })
}

/** The error of every adapter for a script of which it is open what Tableau would call. */
export function twoDefaultExports(
  { sourcePath }: Pick<ScriptPlan, 'sourcePath'>,
  line: number,
): TacosmithError {
  return new TacosmithError('script', `${sourcePath} has a second default export in line ${line}`, {
    help: 'Keep one: the function that Tableau calls.',
  })
}

/** The error for a script that waits while it is loaded: Tableau calls it and takes what it returns at once. */
export function topLevelAwait({ sourcePath }: Pick<ScriptPlan, 'sourcePath'>): TacosmithError {
  const message = `${sourcePath} uses top-level await, which Tableau's script engine does not support`
  return new TacosmithError('script', message, {
    help: 'Avoid it, also in the modules that the script imports.',
  })
}

/** The error of every adapter for a script that needs another file: Tableau loads nothing else. */
export function notOneScript({ sourcePath }: Pick<ScriptPlan, 'sourcePath'>, reason: string): TacosmithError {
  return new TacosmithError('script', `${sourcePath} cannot be built into one script: ${reason}`, {
    help: "Tableau's script engine loads no other files: everything a script needs must be bundled into it.",
  })
}

/** The reason for {@link notOneScript} where a module is external. */
export function leftOut(imported: string): string {
  return `it imports "${imported}", which the configuration leaves out of the bundle`
}
