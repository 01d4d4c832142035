import type { AnyNode, ecmaVersion, Program } from 'acorn'
import type { ScriptTarget } from '../../build/options/options.ts'
import type { Diagnostic } from '../../report/diagnostic.ts'
import { findMissingGlobals } from './missing-globals.ts'
import { missingLibrary } from './missing-library.ts'
import { parseScript } from './parse-script.ts'
import { refusedPatterns, refusedSyntax } from './refused-syntax.ts'
import { functionOf } from './script-shape.ts'
import { readScriptTree } from './script-tree.ts'

const ecmaVersions: Record<Exclude<ScriptTarget, 'es2016'>, ecmaVersion> = { es5: 5, es2015: 6 }

/** What to do about a script that is too large to be looked at. */
export const tooLargeHelp: string =
  'Leave out what the script does not use, or set the rule script-too-large to "warn" to package it unchecked.'

const shapeHelp =
  'Write the whole script as one function in parentheses: (function dsbuilder(attr) { ... return [...]; })'

/**
 * Checks one script as Tableau will evaluate it: syntax of `target` (and what the engine runs beyond it), and the
 * shape of one parenthesised function of one parameter.
 *
 * Rules: `script-encoding`, `script-too-large`, `script-syntax`, `script-shape`, `script-library`.
 *
 * @param isSource - Also look for what is looked for in the sources of a script that was built: library features that
 *   the engine lacks, and regular expressions that it does not run.
 * @param provided - Names of globals that the script will find beside Tableau's, default none.
 */
export function checkScript(
  path: string,
  bytes: Uint8Array,
  target: ScriptTarget,
  isSource = true,
  provided: readonly string[] = [],
): Diagnostic[] {
  return inspectScript(path, bytes, target, isSource, provided).findings
}

/** What {@link inspectScript} knows of a script. */
export interface InspectedScript {
  text: string
  /** Undefined where it is no JavaScript. */
  program: Program | undefined
  findings: Diagnostic[]
}

/** {@link checkScript}, with what was read for it. */
export function inspectScript(
  path: string,
  bytes: Uint8Array,
  target: ScriptTarget,
  isSource: boolean,
  provided: readonly string[] = [],
): InspectedScript {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const encoding = checkEncoding(path, text, bytes)
  if (encoding) return { text, program: undefined, findings: [encoding] }
  const parsed = parseScript(text, 'latest', 'script')
  if ('error' in parsed) {
    const { message, line, column, isTooLarge } = parsed.error
    const found = isTooLarge
      ? finding('script-too-large', path, { line, column }, message, tooLargeHelp)
      : finding(
          'script-syntax',
          path,
          { line, column },
          `this is not a script that Tableau can run: ${message}`,
        )
    return { text, program: undefined, findings: [found] }
  }
  const findings = [
    ...checkSyntax(path, text, parsed.program, target, isSource),
    ...checkShape(path, parsed.program),
    ...(isSource ? checkLibrary(path, parsed.program, provided) : []),
  ]
  return { text, program: parsed.program, findings }
}

function checkEncoding(path: string, text: string, bytes: Uint8Array): Diagnostic | undefined {
  const place = { line: 1, column: 1 }
  if (text.startsWith('\uFEFF')) {
    const help = 'Save the file as UTF-8 without a byte order mark.'
    return finding('script-encoding', path, place, 'the script starts with a byte order mark', help)
  }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return undefined
  } catch {
    return finding('script-encoding', path, place, 'the script is not UTF-8', 'Save the file as UTF-8.')
  }
}

function checkSyntax(
  path: string,
  text: string,
  program: Program,
  target: ScriptTarget,
  withPatterns: boolean,
): Diagnostic[] {
  const patterns = new Set(withPatterns ? [] : refusedPatterns(program).map(({ node }) => node))
  const constructs = refusedSyntax(program).filter(({ node }) => !patterns.has(node))
  const refused = constructs.map(({ construct, node }) => {
    const start = node.loc?.start ?? { line: 1, column: 0 }
    const place = { line: start.line, column: start.column + 1 }
    const help = 'Write it another way, or let a bundler plugin of tacosmith lower the script.'
    return finding('script-syntax', path, place, `Tableau's script engine does not run ${construct}`, help)
  })
  if (refused.length > 0) return refused
  // Trailing commas and `??` are newer than es2016, but every engine Tableau ships runs them.
  if (target === 'es2016') return []
  const atTarget = parseScript(text, ecmaVersions[target], 'script')
  if ('program' in atTarget) return []
  const { message, line, column } = atTarget.error
  const help = `Lower the script to ${target}, or raise the option scripts.target (default es2016).`
  return [finding('script-syntax', path, { line, column }, `this is newer than ${target}: ${message}`, help)]
}

function checkLibrary(path: string, program: Program, provided: readonly string[]): Diagnostic[] {
  const place = ({ loc }: AnyNode) => ({ line: loc?.start.line ?? 1, column: (loc?.start.column ?? 0) + 1 })
  const globals = findMissingGlobals(readScriptTree(program), functionOf(program), provided)
  return [
    ...globals.map(({ node, ...found }) => ({
      rule: 'script-library',
      file: path,
      ...place(node),
      ...found,
    })),
    ...missingLibrary(program).map(({ construct, node, help }) => {
      const message = `Tableau's script engine does not have ${construct}`
      return finding('script-library', path, place(node), message, help)
    }),
  ]
}

function checkShape(path: string, program: Program): Diagnostic[] {
  const expression = functionOf(program)
  if (!expression) {
    const start = program.body[0]?.loc?.start ?? { line: 1, column: 0 }
    const found = program.body.length === 0 ? 'an empty script' : 'something else'
    const message = `Tableau expects one function expression in parentheses, this is ${found}`
    return [finding('script-shape', path, { line: start.line, column: start.column + 1 }, message, shapeHelp)]
  }
  if (expression.params.length === 1) return []
  const start = expression.loc?.start ?? { line: 1, column: 0 }
  const message = `Tableau calls the script with one argument, this function takes ${expression.params.length}`
  return [finding('script-shape', path, { line: start.line, column: start.column + 1 }, message, shapeHelp)]
}

function finding(
  rule: string,
  file: string,
  place: { line: number; column: number },
  message: string,
  help?: string,
): Diagnostic {
  return { rule, severity: 'error', file, ...place, message, ...(help ? { help } : {}) }
}
