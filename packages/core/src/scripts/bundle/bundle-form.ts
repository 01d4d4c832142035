import type { AnyNode, Program } from 'acorn'
import type { ScriptRole } from '../../connector/connector.ts'
import { identifiersIn } from '../analyse/binding.ts'
import { childrenOf, nodesOf, parseScript } from '../analyse/parse-script.ts'
import { dedentLines, directivesOf, literalLines } from '../analyse/script-text.ts'
import { scriptFunctionNames } from '../plan/script-name.ts'
import { bundleVariable } from './bundle-variable.ts'
import { type DerivedText, editText } from './edited-text.ts'

/** The last statement of a bundle, which hands over the author's function. */
export interface HandOver {
  statement: AnyNode
  /** What the function is called in the bundle. */
  name: string
}

/**
 * How a bundle hands over the author's function, where its statements can be placed directly in the function that Tableau
 * calls and `return name(attr)` may take the place of the last; undefined where they need a scope of their own.
 */
export function handOverOf(program: Program, role: ScriptRole): HandOver | undefined {
  const statement = program.body.findLast(({ type }) => type !== 'EmptyStatement')
  if (statement?.type !== 'ExpressionStatement') return undefined
  const { expression } = statement
  if (expression.type !== 'AssignmentExpression' || expression.operator !== '=') return undefined
  const { left, right } = expression
  if (left.type !== 'Identifier' || left.name !== bundleVariable || right.type !== 'Identifier')
    return undefined
  const uses = nodesOf(program).filter(
    ({ node }) => node.type === 'Identifier' && node.name === bundleVariable,
  )
  return uses.length === 1 && !needsScope(program, role) ? { statement, name: right.name } : undefined
}

/** Whether statements would mean something else right in the function that Tableau calls. */
export function needsScope(program: Program, role: ScriptRole): boolean {
  const functions = new Set(
    program.body.map((node) => (node.type === 'FunctionDeclaration' ? node.id.name : undefined)),
  )
  const own = scriptFunctionNames[role]
  const names = declaredNames(program.body)
  // Qt takes `let dsbuilder` in a function called so for a second declaration; a function of that name is fine.
  if (names.has('attr') || names.has('arguments') || (names.has(own) && !functions.has(own))) return true
  return usesFunctionAround(program)
}

/** The names that statements declare in their own scope. */
export function declaredNames(statements: readonly AnyNode[]): Set<string> {
  const names = new Set<string>()
  const direct = new Set(statements)
  const waiting = [...statements]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    switch (node.type) {
      case 'VariableDeclaration':
        if (direct.has(node) || node.kind === 'var')
          for (const { id } of node.declarations) for (const { name } of identifiersIn(id)) names.add(name)
        break
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
        if (node.id && (direct.has(node) || node.type === 'FunctionDeclaration')) names.add(node.id.name)
        break
      default:
        if (/Statement$|^(CatchClause|SwitchCase)$/.test(node.type)) waiting.push(...childrenOf(node))
    }
  }
  return names
}

/** Whether `this` or `arguments` at the top level would be those of the function around. */
function usesFunctionAround(program: Program): boolean {
  const waiting: AnyNode[] = [program]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'ThisExpression' || (node.type === 'Identifier' && node.name === 'arguments'))
      return true
    if (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression') continue
    waiting.push(...childrenOf(node))
  }
  return false
}

/**
 * Takes the statements of a bundle out of the function around them, `(() => { ... })()`, that bundlers write where a
 * script would be at the top level; here it is in a function anyway.
 *
 * @returns undefined where the bundle is something else.
 */
export function withoutFunctionAround(bundle: string): DerivedText | undefined {
  const parsed = parseScript(bundle, 'latest', 'script')
  if ('error' in parsed) return undefined
  const { body } = parsed.program
  const directives = directivesOf(body)
  const [call, ...others] = body.slice(directives.length).filter(({ type }) => type !== 'EmptyStatement')
  if (call?.type !== 'ExpressionStatement' || others.length > 0) return undefined
  const inner = calledInPlace(call.expression)
  if (inner === undefined) return undefined
  const { start, end } = inner
  const dedents = dedentLines(bundle, start + 1, end - 1, literalLines(parsed.program))
  const edits = [{ start: call.start, end: start + 1 }, ...dedents, { start: end - 1, end: call.end }]
  return editText(bundle, edits)
}

/** The body of a function without parameters that is called where it is written. */
function calledInPlace(node: AnyNode): AnyNode | undefined {
  if (node.type !== 'CallExpression' || node.optional || node.arguments.length > 0) return undefined
  const { callee } = node
  if (callee.type !== 'ArrowFunctionExpression' && callee.type !== 'FunctionExpression') return undefined
  if (callee.async || callee.generator || callee.params.length > 0) return undefined
  if (callee.type === 'FunctionExpression' && callee.id) return undefined
  return callee.body.type === 'BlockStatement' ? callee.body : undefined
}
