import { parseScript } from '../analyse/parse-script.ts'
import type { DerivedText, TextEdit } from './edited-text.ts'
import { editText, unedited } from './edited-text.ts'

/** Marks that webpack and Rspack leave in a bundle, and the lines on modules of which nothing is left. */
const marks = [
  /\/\*{6}\/ ?/g,
  /\/\* (?:(?:unused )?harmony [^*]*|export default )\*\/ ?/g,
  /^[ \t]*;?(?=\/\/ (?:CONCATENATED MODULE: )?(?:\.|data:))/gm,
  /(?<=^\/\/ )CONCATENATED MODULE: /gm,
  /^\/\/ data:text\/javascript,.*__tacosmith.*\n?/gm,
  /^\/\/ \.\.?\/.*\n\s*(?=\/\/ \.\.?\/.*$)/gm,
]

/** Whether a bundle is of webpack or Rspack. */
const isMarked = /^\/\*{6}\/|^;?\/\/ CONCATENATED MODULE|^;\/\/ |\/\* harmony /m

/**
 * Takes the marks of bundlers out of the gaps between the statements of a bundle. Comments that name modules stay.
 */
export function withoutBundlerMarks(bundle: string): DerivedText {
  if (!isMarked.test(bundle)) return unedited(bundle)
  const parsed = parseScript(bundle, 'latest', 'script')
  if ('error' in parsed) return unedited(bundle)
  const statements = parsed.program.body.filter(({ type }) => type !== 'EmptyStatement')
  const edits = statements.flatMap(({ start }, index): TextEdit[] => {
    const from = statements[index - 1]?.end ?? 0
    const gap = bundle.slice(from, start)
    const unmarked = marks.reduce((text, mark) => text.replace(mark, ''), gap)
    // What was taken out leaves its blank lines.
    const text = unmarked.replace(/\n(?:[ \t]*\n){2,}/g, '\n\n')
    return text === gap ? [] : [{ start: from, end: start, text }]
  })
  return editText(bundle, edits)
}
