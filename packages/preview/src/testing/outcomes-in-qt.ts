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

/** What Qt's engine makes of the scripts, for each dialog that was filled in. */
export async function outcomesInQt(
  engine: QjsEngine,
  content: PreviewContent,
  all: readonly FilledIn[],
): Promise<ScriptOutcomes[]> {
  const outcomes: ScriptOutcomes[] = all.map(() => ({}))
  for (const [role, script] of Object.entries(content.scripts) as [ScriptRole, string][]) {
    const answers = await evaluateInQjsEngine(engine, {
      prelude: programs(content, role),
      script: caller(script),
      inputs: all.map(({ input, attributes }) => ({
        ...{ attributes, place: standInKey(input.platform, input.host) },
      })),
    })
    for (const [index, answer] of answers.entries()) {
      // What the engine itself complains of is not what the program tells.
      if ('error' in answer) throw new Error(`${role}: ${answer.error.name}: ${answer.error.message}`)
      const one = outcomes[index]
      if (one) one[role] = readOutcome(String(answer.value))
    }
  }
  return outcomes
}

/** Calls a script, which is evaluated as a program of its own: it may end with a semicolon. */
function caller(script: string): string {
  return `(function (work) {
    var start = programs[work.place]
    return start().run((0, eval)(decodeURIComponent('${encodeURIComponent(script).replaceAll("'", '%27')}')), JSON.stringify(work.attributes))
  })`
}

/** The program of each platform and product, by what they are called; calling one puts the stand-ins in place. */
function programs({ standIns, exceptionName }: PreviewContent, role: ScriptRole): string {
  const entries = Object.entries(standIns).map(
    ([place, text]) =>
      `${JSON.stringify(place)}: function () { return ${scriptProgram(text, role, exceptionName)} }`,
  )
  return `programs = { ${entries.join(', ')} }`
}
