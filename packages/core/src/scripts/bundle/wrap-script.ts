import type { ScriptRole } from '../../connector/connector.ts'
import { parseScript } from '../analyse/parse-script.ts'
import { directivesOf } from '../analyse/script-text.ts'
import { scriptFunctionNames } from '../plan/script-name.ts'
import { handOverOf, needsScope } from './bundle-form.ts'
import { bundleVariable } from './bundle-variable.ts'
import { type DerivedText, editText, type TextEdit } from './edited-text.ts'

export { bundleVariable } from './bundle-variable.ts'

/**
 * Wraps a bundle into the one shape that Tableau evaluates: a parenthesised function expression of `attr`.
 *
 * The bundle's code runs inside the function at each call, so that nothing reaches the top level; module state
 * therefore starts afresh at every call. Wrap last: minifiers and bundlers delete a script of this shape.
 *
 * Where the bundle ends with `__tacosmith = name` and its names allow it, its statements are placed directly in that function,
 * which ends with `return name(attr)`. Otherwise the variable stays, and the bundle gets a function of its own where
 * it would clash with `attr` or the outer function.
 *
 * @param bundle - A script (no import, no export) that assigns the author's default export to
 *   {@link bundleVariable}; it need not declare it.
 */
export function wrapScript(role: ScriptRole, bundle: string): string {
  return wrapBundle(role, bundle).text
}

/** {@link wrapScript}, with the way back to the bundle. */
export function wrapBundle(role: ScriptRole, bundle: string): DerivedText {
  const { before = '', edits = [], after } = shellFor(role, bundle)
  const start = bundle.length - bundle.trimStart().length
  const end = Math.max(start, bundle.trimEnd().length)
  return editText(bundle, [
    { start: 0, end: start, text: `(function ${scriptFunctionNames[role]}(attr) {\n${before}` },
    ...edits,
    { start: end, end: bundle.length, text: `\n${after}\n})\n` },
  ])
}

/** What surrounds the bundle in the function, and what changes in the bundle itself. */
interface Shell {
  before?: string
  edits?: TextEdit[]
  after: string
}

function shellFor(role: ScriptRole, bundle: string): Shell {
  const declaration = `var ${bundleVariable};`
  const call = `return ${bundleVariable}(attr);`
  const parsed = parseScript(bundle, 'latest', 'script')
  if ('error' in parsed) return { before: `${declaration}\n`, after: call }
  const { program } = parsed
  const handOver = handOverOf(program, role)
  if (handOver !== undefined) {
    const { statement, name } = handOver
    const edit = { start: startWithOwnComment(bundle, statement.start), end: statement.end }
    return { edits: [edit], after: `return ${name}(attr);` }
  }
  if (needsScope(program, role)) return { before: `${declaration}\n(() => {\n`, after: `})();\n${call}` }
  // A directive is one at the beginning only.
  const directive = directivesOf(program.body).at(-1)
  if (directive === undefined) return { before: `${declaration}\n`, after: call }
  return { edits: [{ start: directive.end, end: directive.end, text: `\n${declaration}` }], after: call }
}

/** Bundlers name the module of a part in a comment; the name of our entry means nothing to anybody. */
function startWithOwnComment(bundle: string, start: number): number {
  return bundle
    .slice(0, start)
    .replace(/(^|\n)[ \t]*\/\/ tacosmith:.*\s*$/, '')
    .trimEnd().length
}

/** A module that hands the default export of another one over to {@link wrapScript}: what a bundler starts from. */
export function scriptEntry(specifier: string): string {
  return `import script from ${JSON.stringify(specifier)}\n${bundleVariable} = script`
}
