import type { Expression, Program } from 'acorn'
import { parseScript } from './parse-script.ts'

/**
 * What a script file is: `plain` as Tableau evaluates it, a `module` that a bundler must build, or `other`.
 */
export type ScriptShape = 'plain' | 'module' | 'other'

/** Tells a plain Tableau script from an ES module by its syntax. */
export function scriptShape(text: string): ScriptShape {
  const asScript = parseScript(text, 'latest', 'script')
  if ('program' in asScript) return functionOf(asScript.program) ? 'plain' : 'other'
  const asModule = parseScript(text, 'latest', 'module')
  if ('program' in asModule && asModule.program.body.some(isModuleStatement)) return 'module'
  return 'other'
}

/**
 * The one function expression that a plain script consists of, or undefined where it has another shape.
 *
 * Of 102 scripts in public connectors all have this shape; a function declaration evaluates to `undefined`.
 */
export function functionOf(
  program: Program,
): Extract<Expression, { type: 'FunctionExpression' | 'ArrowFunctionExpression' }> | undefined {
  const statements = program.body.filter((statement) => statement.type !== 'EmptyStatement')
  const [only] = statements
  if (statements.length !== 1 || only?.type !== 'ExpressionStatement') return undefined
  const { expression } = only
  const isFunction = expression.type === 'FunctionExpression' || expression.type === 'ArrowFunctionExpression'
  return isFunction ? expression : undefined
}

function isModuleStatement(statement: Program['body'][number]): boolean {
  return statement.type === 'ImportDeclaration' || statement.type.startsWith('Export')
}
