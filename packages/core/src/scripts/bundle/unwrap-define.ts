import type { AnyNode } from 'acorn'
import type { Binding } from '../analyse/binding.ts'
import { nodesOf, parseScript } from '../analyse/parse-script.ts'
import { afterComments, commentsFrom, startWithComments } from '../analyse/script-text.ts'
import { readScriptTree, type ScriptTree } from '../analyse/script-tree.ts'
import { type DerivedText, editText, type TextEdit, unedited } from './edited-text.ts'

/** The functions of `@tacosmith/core/script`, which give types and do nothing; bundlers may lengthen their names. */
const ownName = /define(ConnectionBuilder|ConnectionProperties)/

type Call = Extract<AnyNode, { type: 'CallExpression' }>

/**
 * Takes `defineConnectionBuilder(...)` and its kin out of a bundle: at run time they give their argument back, and
 * nobody who reads the script should have to find that out.
 *
 * Only where it is certain that the script stays the same: a function that is used in any other way than being called
 * with one argument stays, with all its calls.
 */
export function withoutDefineCalls(bundle: string): DerivedText {
  if (!ownName.test(bundle)) return unedited(bundle)
  const parsed = parseScript(bundle, 'latest', 'script')
  if ('error' in parsed) return unedited(bundle)
  const tree = readScriptTree(parsed.program)
  if (tree.isDynamic) return unedited(bundle)
  const edits: TextEdit[] = []
  for (const { node, parent } of nodesOf(parsed.program)) {
    const declared = declaredByName(node, parent, tree)
    const calls = declared?.binding.reads.map((read) => callOf(read, tree))
    if (declared === undefined || calls === undefined || !calls.every((call) => call !== undefined)) continue
    edits.push(
      removal(bundle, declared.statement, tree),
      ...calls.flatMap((call) => unwrapped(bundle, call, tree)),
    )
  }
  return editText(bundle, outermost(edits))
}

/** A declaration of a function by one of our names that gives its argument back, and does no more. */
function declaredByName(
  node: AnyNode,
  parent: AnyNode | undefined,
  tree: ScriptTree,
): { binding: Binding; statement: AnyNode } | undefined {
  const isVariable = node.type === 'VariableDeclaration'
  const [declarator, ...others] = isVariable ? node.declarations : []
  const id = node.type === 'FunctionDeclaration' ? node.id : declarator?.id
  const value = node.type === 'FunctionDeclaration' ? node : declarator?.init
  if (id?.type !== 'Identifier' || !ownName.test(id.name) || others.length > 0) return undefined
  if (parent?.type !== 'Program' && parent?.type !== 'BlockStatement') return undefined
  const binding = tree.bindingOf(id)
  if (binding?.definitions.length !== 1 || !value || !returnsItsArgument(value)) return undefined
  return { binding, statement: node }
}

function returnsItsArgument(node: AnyNode): boolean {
  if (!/^(Function(Declaration|Expression)|ArrowFunctionExpression)$/.test(node.type)) return false
  const { params, body, async, generator } = node as Extract<AnyNode, { type: 'FunctionExpression' }>
  const [parameter, ...others] = params
  if (parameter?.type !== 'Identifier' || others.length > 0 || async || generator) return false
  const [statement, ...more]: AnyNode[] = body.type === 'BlockStatement' ? body.body : [body]
  const result = statement?.type === 'ReturnStatement' ? statement.argument : statement
  return more.length === 0 && result?.type === 'Identifier' && result.name === parameter.name
}

/** The call `define(x)` or `(0, define)(x)` that a use of the name is the callee of. */
function callOf(read: AnyNode, tree: ScriptTree): Call | undefined {
  const parent = tree.parentOf(read)
  const isLast = parent?.type === 'SequenceExpression' && parent.expressions.at(-1) === read
  const isPlain = isLast && parent.expressions.slice(0, -1).every(({ type }) => type === 'Literal')
  const callee = isPlain ? parent : read
  const call = tree.parentOf(callee)
  if (call?.type !== 'CallExpression' || call.callee !== callee || call.optional) return undefined
  const [argument, ...others] = call.arguments
  return argument !== undefined && argument.type !== 'SpreadElement' && others.length === 0 ? call : undefined
}

/** Leaves the argument, with its parentheses where they might be needed. */
function unwrapped(text: string, call: Call, tree: ScriptTree): TextEdit[] {
  const parent = tree.parentOf(call)
  const isWholeValue =
    (parent?.type === 'VariableDeclarator' && parent.init === call) ||
    (parent?.type === 'AssignmentExpression' && parent.right === call)
  const open = openingParenthesis(text, call)
  const start = text.slice(0, call.start).replace(/\/\*\s*[@#]__PURE__\s*\*\/\s*$/, '').length
  const [comma, end] = afterArgument(text, call)
  if (!isWholeValue) return [{ start, end: open }, ...comma]
  const inside = open + 1 + (/^\s*/.exec(text.slice(open + 1))?.[0].length ?? 0)
  // A comment after the argument stays; one that runs to the end of its line keeps that end.
  const rest = text.slice(end, call.end - 1).trimEnd()
  const around = parenthesesAround(text, start, call.end)
  const close = { start: end + rest.length, end: around.end, text: rest.includes('//') ? '\n' : '' }
  return [{ start: around.start, end: inside }, ...comma, close]
}

/** Parentheses right around a whole value, which bundlers write around default exports. */
function parenthesesAround(text: string, start: number, end: number): { start: number; end: number } {
  const before = text.slice(0, start).trimEnd()
  const closing = end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0)
  if (!before.endsWith('(') || text[closing] !== ')') return { start, end }
  return { start: before.length - 1, end: closing + 1 }
}

/** The trailing comma, and where the argument ends with parentheses of its own. */
function afterArgument(text: string, call: Call): [comma: TextEdit[], end: number] {
  let end = call.arguments[0]?.end ?? call.end
  for (let next = afterComments(text, end); next < call.end - 1; next = afterComments(text, end)) {
    end = next + 1
    if (text[next] === ',') return [[{ start: next, end }], end]
  }
  return [[], end]
}

function openingParenthesis(text: string, { callee }: Call): number {
  let position = afterComments(text, callee.end)
  while (text[position] === ')') position = afterComments(text, position + 1)
  return position
}

/** The whole declaration, with the comments right above it and the blank lines that it leaves. */
function removal(text: string, statement: AnyNode, tree: ScriptTree): TextEdit {
  const around = tree.parentOf(statement) as Extract<AnyNode, { type: 'Program' | 'BlockStatement' }>
  const index = around.body.indexOf(statement as never)
  const isBlock = around.type === 'BlockStatement'
  const before = around.body[index - 1]?.end ?? (isBlock ? around.start + 1 : 0)
  const after = around.body[index + 1]?.start ?? (isBlock ? around.end - 1 : text.length)
  const start = startWithComments(text, before, statement.start)
  const isRegion = text.startsWith('//#region', start)
  const [closing] = commentsFrom(text, statement.end, after).comments
  const endsRegion = closing !== undefined && text.startsWith('//#endregion', closing.start)
  const end = isRegion && endsRegion ? closing.end : statement.end
  const lineStart = text.slice(0, start).replace(/[ \t]+$/, '').length
  const [blanks = ''] = /^[ \t]*(\n|$)(\s*\n)?/.exec(text.slice(end)) ?? []
  return { start: lineStart, end: end + blanks.length }
}

/** Without the edits inside of others. */
function outermost(edits: readonly TextEdit[]): TextEdit[] {
  return edits.filter(
    (edit) => !edits.some((other) => other !== edit && other.start <= edit.start && edit.end <= other.end),
  )
}
