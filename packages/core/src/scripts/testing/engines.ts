import { evaluateInQjsEngine, findQjsEngine, type QjsOutcome } from '@tacosmith/test-kit'
import { standInGlobals } from '../../engine/stand-ins.ts'

/** Tableau's script engines, as far as they are installed. */
export const scriptEngines = ([5, 6] as const)
  .map((major) => findQjsEngine(major))
  .filter((engine) => engine !== undefined)

/** What every engine makes of a script with one input; throws where they do not agree. */
export async function resultInEngines(script: string, input: object): Promise<QjsOutcome | undefined> {
  const outcomes: (QjsOutcome | undefined)[] = []
  for (const engine of scriptEngines)
    outcomes.push(
      ...(await evaluateInQjsEngine(engine, { script, inputs: [input], prelude: standInGlobals() })),
    )
  const distinct = new Set(outcomes.map((outcome) => JSON.stringify(outcome)))
  if (distinct.size > 1) throw new Error(`the engines disagree: ${[...distinct].join(' or ')}`)
  return outcomes[0]
}
