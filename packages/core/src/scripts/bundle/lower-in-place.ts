import type { AnyNode, Program } from 'acorn'
import { parseScript } from '../analyse/parse-script.ts'
import { directivesOf, indentationOf, literalLines, reindentLines } from '../analyse/script-text.ts'
import { type DerivedText, editText, type TextEdit } from './edited-text.ts'
import { type KeptRun, keptRuns } from './kept-runs.ts'

/** Writes a script in older syntax. */
export type Transform = (code: string) => Promise<DerivedText>

const keptName = '__tacosmith_kept_'

const head = '(() => {\n'
const tail = '\n})();\n'

/**
 * Lowers only what must be lowered. Calls that name all that could clash stand in for the rest meanwhile; whether the
 * names are the same afterwards shows whether the rest still means the same.
 *
 * The transform sees a function around the statements: esbuild keeps the names that it makes up apart from others
 * only there, and puts its helpers before it.
 *
 * @returns undefined where that cannot be done.
 */
export async function lowerInPlace(
  text: string,
  program: Program,
  newer: ReadonlySet<AnyNode>,
  transform: Transform,
): Promise<DerivedText | undefined> {
  if (text.includes(keptName) || /\beval\b/.test(text)) return undefined
  for (const isDeep of [true, false]) {
    const runs = keptRuns(program, text, newer, isDeep)
    const input = editText(text, runs.map(standIn))
    const lowered = await transform(`${head}${input.text}${tail}`).catch(() => undefined)
    const output = lowered && restored(text, runs, lowered.text)
    if (lowered === undefined || output === undefined) continue
    return {
      text: output.text,
      originOf(offset) {
        const kept = output.keptAt(offset)
        if (kept !== undefined) return kept
        const between = output.originOf(offset)
        const origin = between === undefined ? undefined : lowered.originOf(between)
        return origin === undefined ? undefined : input.originOf(origin - head.length)
      },
    }
  }
  return undefined
}

function standIn({ start, end, names }: KeptRun, index: number): TextEdit {
  return { start, end, text: `\n${callOf(index, names)}\n` }
}

function callOf(index: number, names: readonly string[]): string {
  return `${keptName}${index}(${names.join(', ')});`
}

/** The lowered script, which knows what of it was kept. */
interface Restored extends DerivedText {
  /** Where in the script the text at an offset was, if it was kept. */
  keptAt(offset: number): number | undefined
}

/** Puts what was kept back in its place, and takes the function around it away. */
function restored(source: string, runs: readonly KeptRun[], lowered: string): Restored | undefined {
  const parsed = parseScript(lowered, 'latest', 'script')
  if ('error' in parsed) return undefined
  const call = parsed.program.body.at(-1)
  const around = call && functionAround(call)
  const calls = [...lowered.matchAll(/^[ \t]*__tacosmith_kept_\d+\(.*\);$/gm)]
  const isSame = calls.every(([line], index) => line.trim() === callOf(index, runs[index]?.names ?? []))
  if (around === undefined || calls.length !== runs.length || !isSame) return undefined

  const { start, end, body } = around
  // A line ends after the bracket.
  const bodyStart = start + 2
  const directive = directivesOf(body).at(-1)
  const afterDirectives = directive?.end ?? bodyStart
  const unit = indentationOf(source)
  const helpers = reindented(lowered.slice(0, call?.start), unit)
  const places = runs.map((run, index) => placeFor(source, run, lowered, calls[index]?.index ?? 0))
  const isBlankNext = places[0]?.edit.text?.startsWith('\n') ?? false
  const origins = new Map(places.map(({ edit, shift }) => [edit, shift]))
  const edits: TextEdit[] = [
    { start: 0, end: bodyStart },
    {
      start: afterDirectives,
      end: afterDirectives,
      text: directive && helpers ? `\n${helpers.trimEnd()}${isBlankNext ? '' : '\n'}` : helpers,
    },
    ...origins.keys(),
    { start: end - 1, end: lowered.length },
  ]
  const isFree = (line: TextEdit) => !edits.some((edit) => edit.start <= line.start && line.end <= edit.end)
  const lines = reindentLines(lowered, start, unit, literalLines(parsed.program))
  const result = editText(lowered, [...edits, ...lines.filter(isFree)])
  return {
    ...result,
    keptAt(offset) {
      const added = result.addedAt(offset)
      const shift = added && origins.get(added.edit)
      return added === undefined || shift === undefined ? undefined : shift + added.offset
    },
  }
}

function reindented(helpers: string, unit: string): string {
  if (helpers === '') return ''
  return `${editText(helpers, reindentLines(helpers, helpers.length, unit, [])).text}\n`
}

function functionAround(call: AnyNode): Extract<AnyNode, { type: 'BlockStatement' }> | undefined {
  const expression = call.type === 'ExpressionStatement' ? call.expression : undefined
  const callee = expression?.type === 'CallExpression' ? expression.callee : undefined
  const body = callee?.type === 'ArrowFunctionExpression' ? callee.body : undefined
  return body?.type === 'BlockStatement' ? body : undefined
}

/**
 * What comes back in the line of a stand-in.
 *
 * @returns the edit, and how far an offset in its text is from that in the source.
 */
function placeFor(
  source: string,
  { start, end }: KeptRun,
  lowered: string,
  line: number,
): { edit: TextEdit; shift: number } {
  const text = source.slice(start, end)
  const kept = text.trim()
  const lineEnd = lowered.indexOf('\n', line)
  const lead = text.slice(0, text.length - text.trimStart().length)
  const trail = kept === '' ? '' : text.slice(lead.length + kept.length)
  const blankAfter = /\n[\s\S]*\n/.test(trail) ? '\n' : ''
  const isSameLine = kept !== '' && start > 0 && !lead.includes('\n')
  const blankBefore = /\n[\s\S]*\n/.test(lead) && kept !== '' ? '\n' : ''
  const before = isSameLine ? ' ' : `${blankBefore}${lead.slice(lead.lastIndexOf('\n') + 1)}`
  const edit = {
    start: isSameLine ? line - 1 : line,
    end: lineEnd,
    text: kept === '' ? '' : `${before}${kept}${blankAfter}`,
  }
  return { edit, shift: start + lead.length - before.length }
}
