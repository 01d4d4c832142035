import type { Expression, Program } from 'acorn'
import { parseScript, type ScriptSyntaxError } from './parse-script.ts'

/**
 * What a script file is: `plain` as Tableau evaluates it, a `module` that a bundler must build, or `other`.
 */
export type ScriptShape = 'plain' | 'module' | 'other'

/** Tells a plain Tableau script from an ES module by its syntax. */
export function scriptShape(text: string): ScriptShape {
  const asScript = parseScript(text, 'latest', 'script')
  if ('program' in asScript) return functionOf(asScript.program) ? 'plain' : 'other'
  const asModule = parseScript(text, 'latest', 'module')
  if ('program' in asModule) return asModule.program.body.some(isModuleStatement) ? 'module' : 'other'
  return isBrokenModule(text, asScript.error, asModule.error) ? 'module' : 'other'
}

/**
 * A module with a mistake in it: only its imports and exports kept it from being a script up to there. The bundler says what
 * the mistake is.
 */
function isBrokenModule(text: string, asScript: ScriptSyntaxError, asModule: ScriptSyntaxError): boolean {
  if (asModule.isTooLarge) return false
  const isFurther =
    asModule.line > asScript.line || (asModule.line === asScript.line && asModule.column > asScript.column)
  const line = text.split(/\r\n|[\n\r\u2028\u2029]/, asScript.line)[asScript.line - 1] ?? ''
  return isFurther && /^(?:import|export)\b/.test(line.slice(asScript.column - 1))
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
