import type { DialogInput } from '../dialog/dialog-input.ts'
import type { DialogModel } from '../dialog/dialog-model.ts'
import { type DialogState, dialogState, type FitsPattern } from '../dialog/dialog-state.ts'
import { connectionOf, type ScriptOutcomes } from '../run/connection.ts'
import type { Expectation, Scenario } from './scenario.ts'

/** What came of a scenario, in the terms of its expectations. */
export type ScenarioOutcome = Required<Omit<Expectation, 'exception' | 'connection' | 'properties'>> &
  Pick<Expectation, 'exception' | 'connection' | 'properties'> & {
    /** Why a script gave nothing. */
    error?: string
  }

/** One thing that is other than expected. */
export interface Difference {
  /** An expectation, `error`, or the path of what the scenario gets wrong. */
  what: string
  /** Undefined: nothing of the kind. */
  expected: unknown
  actual: unknown
  /** What is wrong with the scenario itself, so that there is nothing to compare. */
  message?: string
}

/** What it needs from outside: a browser and Node have engines of their own. */
export interface ScenarioEngine {
  fitsPattern: FitsPattern
  run(input: DialogInput, attributes: Readonly<Record<string, string>>): ScriptOutcomes
}

/** The dialog of a scenario, filled in. */
export function scenarioInput({
  values,
  view = 'new',
  host = 'desktop',
  platform = 'win',
  hiddenFields = 'absent',
  language,
  oauthConfig,
}: Scenario): DialogInput {
  return {
    ...{ values, view, host, platform, hiddenFields },
    ...(language !== undefined && { language }),
    ...(oauthConfig !== undefined && { oauthConfigId: oauthConfig }),
  }
}

/** Fills in the dialog and runs the scripts. */
export function scenarioOutcome(
  model: DialogModel,
  scenario: Scenario,
  engine: ScenarioEngine,
): ScenarioOutcome {
  const input = scenarioInput(scenario)
  const state = dialogState(model, input, engine.fitsPattern)
  return outcomeOf(model, state, engine.run(input, state.attributes))
}

/** Puts together what a scenario can expect. */
export function outcomeOf(model: DialogModel, state: DialogState, outcomes: ScriptOutcomes): ScenarioOutcome {
  const { text, properties, exception, error } = connectionOf(model, outcomes)
  return {
    ...(text !== undefined && { connection: text }),
    ...(properties !== undefined && { properties }),
    ...(exception !== undefined && { exception }),
    ...(error !== undefined && { error }),
    key: state.connectionKey,
    canSignIn: state.canSignIn,
    fields: state.tabs.flatMap(({ fields }) => fields.map(({ field }) => field.name)),
  }
}

/** What is other than the scenario expects. */
export function differences({ expect }: Scenario, outcome: ScenarioOutcome): Difference[] {
  const wanted = Object.entries(expect) as [keyof Expectation, unknown][]
  const found = wanted
    .filter(([what, value]) => value !== undefined && !isEqual(value, outcome[what]))
    .map(([what, expected]): Difference => ({ what, expected, actual: outcome[what] }))
  // Who expects something of the scripts does not expect them to fail.
  const isAboutScripts = wanted.some(([what]) => ['connection', 'properties', 'exception'].includes(what))
  const isUnexpected = outcome.exception !== undefined && expect.exception === undefined
  if (!isAboutScripts) return found
  return [
    ...found,
    ...(isUnexpected ? [{ what: 'exception' as const, expected: undefined, actual: outcome.exception }] : []),
    ...(outcome.error === undefined
      ? []
      : [{ what: 'error' as const, expected: undefined, actual: outcome.error }]),
  ]
}

/** The order of properties does not count, that of fields does. */
function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other))
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
