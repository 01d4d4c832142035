import type { AnyNode } from 'acorn'
import type { FunctionNode } from '../bundle/exported-function.ts'
import { resolveFunction } from './known-values.ts'
import { nodesOf } from './parse-script.ts'
import { isFunctionNode, type ScriptTree } from './script-tree.ts'

/**
 * The nodes that a script evaluates whatever it is given: those on the straight path through its top level, through the
 * function that Tableau calls, and through the functions called on that path.
 *
 * Whatever depends on a condition, comes after a possible `return` or `throw`, or may be caught is not among them.
 */
export function certainNodes(tree: ScriptTree, entry: FunctionNode | undefined): ReadonlySet<AnyNode> {
  const ending = nodesThatMayEnd(tree)
  const certain = new Set<AnyNode>()
  const waiting: AnyNode[] = [tree.program]
  const enter = ({ async, generator, body }: FunctionNode): void => {
    if (!async && !generator) waiting.push(body)
  }
  if (entry !== undefined) enter(entry)
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (certain.has(node)) continue
    certain.add(node)
    waiting.push(...evaluatedIn(node, ending))
    const called = node.type === 'CallExpression' && !node.optional ? calledBy(node, tree) : undefined
    if (called !== undefined) enter(called)
  }
  return certain
}

/** The nodes below a node that are evaluated whenever it is. */
function evaluatedIn(node: AnyNode, ending: ReadonlySet<AnyNode>): AnyNode[] {
  return evaluatedInStatement(node, ending) ?? evaluatedInExpression(node)
}

/** @returns undefined for what is not a statement */
function evaluatedInStatement(node: AnyNode, ending: ReadonlySet<AnyNode>): AnyNode[] | undefined {
  switch (node.type) {
    case 'Program':
    case 'BlockStatement': {
      const end = node.body.findIndex((statement) => ending.has(statement))
      return end < 0 ? node.body : node.body.slice(0, end + 1)
    }
    case 'ExpressionStatement':
      return [node.expression]
    case 'VariableDeclaration':
      return present(node.declarations.map(({ init }) => init))
    case 'ClassDeclaration':
      return present([node.superClass])
    case 'IfStatement':
    case 'WhileStatement':
      return [node.test]
    case 'DoWhileStatement':
      return ending.has(node.body) ? [node.body] : [node.body, node.test]
    case 'ForStatement':
      return present([node.init, node.test])
    case 'ForInStatement':
    case 'ForOfStatement':
      return [node.right]
    case 'SwitchStatement':
      return present([node.discriminant, node.cases[0]?.test])
    case 'TryStatement':
      return node.handler ? [] : [node.block]
    case 'LabeledStatement':
      return [node.body]
    case 'ReturnStatement':
    case 'ThrowStatement':
      return present([node.argument])
    default:
      return undefined
  }
}

function evaluatedInExpression(node: AnyNode): AnyNode[] {
  switch (node.type) {
    case 'ConditionalExpression':
      return [node.test]
    case 'LogicalExpression':
      return [node.left]
    case 'AssignmentExpression':
      return /^(&&|\|\||\?\?)=$/.test(node.operator) ? [] : [node.left, node.right]
    case 'BinaryExpression':
      return [node.left, node.right]
    case 'UnaryExpression':
      return node.operator === 'typeof' || node.operator === 'delete' ? [] : [node.argument]
    case 'UpdateExpression':
    case 'SpreadElement':
      return [node.argument]
    case 'MemberExpression':
      return node.computed ? [node.object, node.property] : [node.object]
    case 'ChainExpression':
      return [startOfChain(node.expression)]
    case 'CallExpression':
    case 'NewExpression':
      return [node.callee, ...node.arguments]
    case 'Property':
      return node.computed ? [node.key, node.value] : [node.value]
    case 'ClassExpression':
      return present([node.superClass])
    case 'ArrayExpression':
      return present(node.elements)
    case 'ObjectExpression':
      return node.properties
    case 'SequenceExpression':
    case 'TemplateLiteral':
      return node.expressions
    case 'TaggedTemplateExpression':
      return [node.tag, node.quasi]
    case 'ParenthesizedExpression':
      return [node.expression]
    default:
      return []
  }
}

/** In `a?.b.c(d)`: `a`, after which the rest may be left out. */
function startOfChain(chain: AnyNode): AnyNode {
  let start: AnyNode = chain
  for (let node: AnyNode = chain; node.type === 'MemberExpression' || node.type === 'CallExpression'; ) {
    const inner: AnyNode = node.type === 'MemberExpression' ? node.object : node.callee
    if (node.optional) start = inner
    node = inner
  }
  return start
}

/** Including a function that is called where it is written, perhaps through `call`. */
function calledBy(
  { callee }: Extract<AnyNode, { type: 'CallExpression' }>,
  tree: ScriptTree,
): FunctionNode | undefined {
  if (callee.type !== 'MemberExpression') return resolveFunction(callee, tree)
  const { object, property, computed } = callee
  const isCall = !computed && property.type === 'Identifier' && /^(call|apply)$/.test(property.name)
  return isCall && isFunctionNode(object) ? object : undefined
}

/** The nodes, up to the function around, after which a function may not go on. */
function nodesThatMayEnd(tree: ScriptTree): Set<AnyNode> {
  const ending = new Set<AnyNode>()
  for (const { node } of nodesOf(tree.program)) {
    if (!/^(Return|Throw|Break|Continue)Statement$/.test(node.type)) continue
    for (let outer: AnyNode | undefined = node; outer !== undefined; outer = tree.parentOf(outer)) {
      if (isFunctionNode(outer) || ending.has(outer)) break
      ending.add(outer)
    }
  }
  return ending
}

function present(nodes: readonly (AnyNode | null | undefined)[]): AnyNode[] {
  return nodes.filter((node) => node !== null && node !== undefined)
}
