import type { ScriptRole } from '../../connector/connector.ts'
import type { Severity } from '../../report/diagnostic.ts'
import type { RuleDescription } from '../../rules/rule.ts'
import { Recent } from '../analyse/recent.ts'
import type { ScriptFacts } from '../analyse/script-facts.ts'
import { rule as trialError } from '../rules/script-trial-error.ts'
import { rule as trialResult } from '../rules/script-trial-result.ts'
import { awkwardInputs, faultsOfAwkwardValues } from './awkward-values.ts'
import { faultsOfOutcomes } from './outcome-faults.ts'
import { maximumRuns, placeInStack, runTrial, type TrialOutcome, type TrialWork } from './trial-engine.ts'
import { trialInputs } from './trial-inputs.ts'

/** What a trial run shows. */
export interface TrialFault {
  rule: RuleDescription
  severity: Severity
  message: string
  help?: string
  /** In the script as it was run, 1-based; undefined where the fault is of the whole script. */
  place: { line: number; column: number } | undefined
}

/** Many causes at once are few to the author: the first ones. */
const maximumFaults = 3

/** In watch mode most scripts stay as they are. */
const recent = new Recent<Promise<TrialOutcome[]>>(10)

/**
 * Runs a script with attributes made up from the connector and reports what goes wrong, each cause once.
 *
 * A script of an untrusted `.taco` is not run.
 *
 * @param text - The script as it is packaged.
 */
export async function tryScript(text: string, role: ScriptRole, facts: ScriptFacts): Promise<TrialFault[]> {
  if (facts.isUntrusted) return []
  const { inputs: all, areGuessed } = trialInputs(facts)
  const inputs = all.slice(0, maximumRuns(text) - 1)
  const usual = Math.max(
    0,
    inputs.findIndex(({ authentication }) => authentication === 'auth-user-pass'),
  )
  const awkward = awkwardInputs(inputs[usual] ?? {}, facts)
  const work = { text, role, inputs: [...inputs, awkward ?? {}], driverName: facts.driverName }
  const answers = await outcomesOf(work)
  // One that did not come to its end stands for all.
  const outcomes = answers.slice(0, inputs.length)
  const faults = faultsOfRuns(outcomes, inputs, areGuessed)
  if (faults.length > 0) return faults.slice(0, maximumFaults)
  const broken =
    awkward === undefined
      ? []
      : faultsOfAwkwardValues(outcomes[usual], answers[inputs.length], inputs[usual]?.password, facts.isJdbc)
  return [...faultsOfOutcomes(outcomes, role, facts), ...broken]
}

async function outcomesOf(work: TrialWork): Promise<TrialOutcome[]> {
  const key = JSON.stringify(work)
  try {
    return await recent.get(key, () => runTrial(work))
  } catch (cause) {
    // An engine that did not start may do so the next time.
    recent.forget(key)
    throw cause
  }
}

/** What goes wrong with attributes as most users have them. */
function faultsOfRuns(
  outcomes: readonly TrialOutcome[],
  inputs: readonly Record<string, string>[],
  areGuessed: boolean,
): TrialFault[] {
  const isBroken = outcomes.length > 0 && outcomes.every((outcome) => lacksSomething(outcome, areGuessed))
  const faults = new Map<string, TrialFault>()
  outcomes.forEach((outcome, index) => {
    if (outcome.kind === 'error' && mayBeMeant(outcome, areGuessed) && !outcomes.every(isError)) return
    const found = faultOf(outcome, inputs[index] ?? {})
    const fault = found && (isBroken ? { ...found, severity: 'error' as const, help: brokenHelp } : found)
    const cause = fault && `${fault.rule.id} ${fault.place?.line} ${causeOf(outcome)}`
    if (fault && cause !== undefined && !faults.has(cause)) faults.set(cause, fault)
  })
  return [...faults.values()]
}

function isError({ kind }: TrialOutcome): boolean {
  return kind === 'error'
}

/**
 * Whether a run ended for want of a variable or function, which no other attributes would bring. What Tableau's own
 * objects have beyond the stand-ins is not known for certain.
 */
function lacksSomething(outcome: TrialOutcome, areGuessed: boolean): boolean {
  if (outcome.kind !== 'error') return false
  if (outcome.name === 'ReferenceError') return true
  const isNoFunction = outcome.name === 'TypeError' && outcome.message.endsWith('not a function')
  return isNoFunction && !areGuessed && !outcome.askedUnknown
}

/** An error that a script throws on purpose may be due to our input; one of the engine is hardly. */
function mayBeMeant({ name, message }: TrialOutcome & { kind: 'error' }, areGuessed: boolean): boolean {
  if (name === 'ReferenceError' || message.includes('call stack')) return false
  return name !== 'TypeError' || areGuessed
}

function causeOf(outcome: TrialOutcome): string {
  return outcome.kind === 'error' ? outcome.message : outcome.kind
}

function faultOf(outcome: TrialOutcome, input: Record<string, string>): TrialFault | undefined {
  const described = describe(outcome, input)
  return described && { severity: described.rule.severity, ...described }
}

function describe(
  outcome: TrialOutcome,
  input: Record<string, string>,
): Omit<TrialFault, 'severity'> | undefined {
  switch (outcome.kind) {
    case 'stuck':
      return {
        rule: trialError,
        message: 'in a trial run the script did not finish',
        place: undefined,
        help: stuckHelp,
      }
    case 'result':
      return {
        rule: trialResult,
        message: `in a trial run the script returned ${oneLine(outcome.found)}${given(input)}`,
        place: undefined,
      }
    case 'error': {
      const error = outcome.name === '' ? outcome.message : `${outcome.name}: ${outcome.message}`
      const message = `in a trial run the script stopped with "${oneLine(error)}"${given(input)}`
      return { rule: trialError, message, place: placeInStack(outcome.stack) }
    }
    default:
      return undefined
  }
}

const brokenHelp =
  'No trial run got past this, so the script fails in Tableau too, whatever users enter: declare or import what it needs, or do without it.'
const stuckHelp = 'Look for a loop that does not end.'

function given(input: Record<string, string>): string {
  const others = Object.keys(input).filter((name) => name !== 'authentication' && name !== 'class')
  return ` (authentication ${input.authentication}; given: ${others.join(', ')})`
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 200 ? `${line.slice(0, 200)}...` : line
}
