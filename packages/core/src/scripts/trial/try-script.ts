import type { ScriptRole } from '../../connector/connector.ts'
import type { RuleDescription } from '../../validate/rules/rule.ts'
import { Recent } from '../recent.ts'
import { trialError, trialResult } from '../rules/trial-rules.ts'
import type { ScriptFacts } from '../script-facts.ts'
import { placeInStack, runTrial, type TrialOutcome } from './trial-engine.ts'
import { trialInputs } from './trial-inputs.ts'

/** What a trial run shows. */
export interface TrialFault {
  rule: RuleDescription
  message: string
  help?: string
  /** In the script as it was run, 1-based; undefined where the fault is of the whole script. */
  place: { line: number; column: number } | undefined
}

/** Many causes at once are few to the author: the first ones. */
const maximumFaults = 3

/** In watch mode most scripts stay as they are. */
const recent = new Recent<TrialOutcome[]>(10)

/**
 * Runs a script with attributes made up from the connector and tells what goes wrong, each cause once.
 *
 * A script of a `.taco` that anybody may have made is not run.
 *
 * @param text - The script as it is packaged.
 */
export function tryScript(text: string, role: ScriptRole, facts: ScriptFacts): TrialFault[] {
  if (facts.isUntrusted) return []
  const { inputs, areGuessed } = trialInputs(facts)
  const work = { text, role, inputs, driverName: facts.driverName }
  const outcomes = recent.get(JSON.stringify(work), () => runTrial(work))
  const faults = new Map<string, TrialFault>()
  outcomes.forEach((outcome, index) => {
    if (outcome.kind === 'error' && mayBeMeant(outcome, areGuessed) && !outcomes.every(isError)) return
    const fault = faultOf(outcome, inputs[index] ?? {})
    const cause = fault && `${fault.rule.id} ${fault.place?.line} ${causeOf(outcome)}`
    if (fault && cause !== undefined && !faults.has(cause)) faults.set(cause, fault)
  })
  return [...faults.values()].slice(0, maximumFaults)
}

function isError({ kind }: TrialOutcome): boolean {
  return kind === 'error'
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
  switch (outcome.kind) {
    case 'stuck':
      return {
        rule: trialError,
        message: 'in a trial run the script did not come to its end',
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

const stuckHelp = 'Look for a loop that does not end.'

function given(input: Record<string, string>): string {
  const others = Object.keys(input).filter((name) => name !== 'authentication' && name !== 'class')
  return ` (authentication ${input.authentication}; given: ${others.join(', ')})`
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 200 ? `${line.slice(0, 200)}...` : line
}
