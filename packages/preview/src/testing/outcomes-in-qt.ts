import { evaluateInQjsEngine, type QjsEngine } from '@tacosmith/test-kit'
import { type PreviewContent, standInKey } from '../content/preview-content.ts'
import type { DialogInput } from '../dialog/dialog-input.ts'
import type { ScriptOutcomes } from '../run/connection.ts'
import { readOutcome } from '../run/script-outcome.ts'
import { type ScriptRole, scriptProgram } from '../run/script-program.ts'

/** A dialog that was filled in, and what the scripts get of it. */
export interface FilledIn {
  input: DialogInput
  attributes: Readonly<Record<string, string>>
}

/** A connector, and how its dialog was filled in. */
export interface QtWork {
  content: PreviewContent
  all: readonly FilledIn[]
}

/** One call of a script: the places of its program and its text among all that are told once. */
interface Call {
  program: number
  script: number
  attributes: Readonly<Record<string, string>>
}

/** What Qt's engine makes of the scripts of all connectors, for each dialog that was filled in. It is started once. */
export async function outcomesInQt(engine: QjsEngine, works: readonly QtWork[]): Promise<ScriptOutcomes[][]> {
  const outcomes: ScriptOutcomes[][] = works.map(({ all }) => all.map(() => ({})))
  const programs: string[] = []
  const scripts: string[] = []
  const calls: (Call & { tell(answer: string): void })[] = []
  for (const [work, { content, all }] of works.entries()) {
    for (const [role, script] of Object.entries(content.scripts) as [ScriptRole, string][]) {
      for (const [index, { input, attributes }] of all.entries()) {
        const standIns = content.standIns[standInKey(input.platform, input.host)] ?? ''
        calls.push({
          program: placeOf(programs, scriptProgram(standIns, role, content.exceptionName)),
          script: placeOf(scripts, script),
          attributes,
          tell(answer) {
            const one = outcomes[work]?.[index]
            if (one) one[role] = readOutcome(answer)
          },
        })
      }
    }
  }
  const inputs = calls.map(({ program, script, attributes }) => ({ program, script, attributes }))
  const answers = await evaluateInQjsEngine(engine, {
    prelude: told(programs, scripts),
    script: CALLER,
    inputs,
  })
  for (const [index, answer] of answers.entries()) {
    // What the engine itself complains of is not what the program tells.
    if ('error' in answer) throw new Error(`call ${index}: ${answer.error.name}: ${answer.error.message}`)
    calls[index]?.tell(String(answer.value))
  }
  return outcomes
}

function placeOf(texts: string[], text: string): number {
  const place = texts.indexOf(text)
  return place === -1 ? texts.push(text) - 1 : place
}

/**
 * Calls a script, which is evaluated as a program of its own: it may end with a semicolon. The program before it puts the
 * stand-ins of its platform and product in place.
 */
const CALLER = `(function (work) {
  var evaluated = function (text) { return (0, eval)(decodeURIComponent(text)) }
  var program = evaluated(programs[work.program])
  return program.run(evaluated(scripts[work.script]), JSON.stringify(work.attributes))
})`

/** As texts, since each call has an engine of its own, which would compile them all. */
function told(programs: readonly string[], scripts: readonly string[]): string {
  const list = (texts: readonly string[]): string =>
    `[${texts.map((text) => `'${encodeURIComponent(text).replaceAll("'", '%27')}'`).join(', ')}]`
  return `programs = ${list(programs.map((text) => `(${text})`))}; scripts = ${list(scripts)}`
}
