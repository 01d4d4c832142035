import type { AnyNode } from 'acorn'
import { globalNameOf, resolveFunction, resultsOf, staticName } from './known-values.ts'
import type { ScriptTree } from './script-tree.ts'

/** What an expression gives, in words for a message. */
export type ValueKind =
  | 'an array'
  | 'a string'
  | 'an object'
  | 'a number'
  | 'true or false'
  | 'nothing'
  | 'a function'

/** Deeper expressions are given up. */
const maximumDepth = 30

const knownKinds = new WeakMap<AnyNode, ValueKind | 'unknown'>()

/** The kind of value that an expression gives for certain; undefined where it may be another. */
export function kindOf(node: AnyNode | undefined, tree: ScriptTree, depth = 0): ValueKind | undefined {
  if (node === undefined) return 'nothing'
  const known = knownKinds.get(node)
  if (known !== undefined) return known === 'unknown' ? undefined : known
  if (depth > maximumDepth) return undefined
  // What depends on itself is unknown.
  knownKinds.set(node, 'unknown')
  const found = findKind(node, tree, depth)
  knownKinds.set(node, found ?? 'unknown')
  return found
}

function findKind(node: AnyNode, tree: ScriptTree, depth: number): ValueKind | undefined {
  const kind = (inner: AnyNode): ValueKind | undefined => kindOf(inner, tree, depth + 1)
  switch (node.type) {
    case 'ArrayExpression':
      return 'an array'
    case 'ObjectExpression':
      return 'an object'
    case 'TemplateLiteral':
      return 'a string'
    case 'FunctionExpression':
    case 'FunctionDeclaration':
    case 'ArrowFunctionExpression':
    case 'ClassExpression':
    case 'ClassDeclaration':
      return 'a function'
    case 'Literal':
      return kindOfLiteral(node)
    case 'UnaryExpression':
      return kindOfUnary(node.operator)
    case 'BinaryExpression':
      return kindOfBinary(node.operator, kind(node.left), kind(node.right))
    case 'ConditionalExpression':
      return sameKind([node.consequent, node.alternate].map(kind))
    case 'LogicalExpression':
      return sameKind([node.left, node.right].map(kind))
    case 'SequenceExpression':
    case 'AssignmentExpression': {
      const last = node.type === 'SequenceExpression' ? node.expressions.at(-1) : node.right
      const isPlain = node.type === 'SequenceExpression' || node.operator === '='
      return isPlain && last ? kind(last) : undefined
    }
    case 'Identifier':
      return kindOfName(node, tree, kind)
    case 'NewExpression':
      return globalNameOf(node.callee, tree) === 'Array' ? 'an array' : undefined
    case 'CallExpression':
      return kindOfCall(node, tree, kind)
    default:
      return undefined
  }
}

function kindOfLiteral(node: Extract<AnyNode, { type: 'Literal' }>): ValueKind | undefined {
  if (node.value === null && node.regex === undefined) return 'nothing'
  if (typeof node.value === 'string') return 'a string'
  if (typeof node.value === 'number') return 'a number'
  return typeof node.value === 'boolean' ? 'true or false' : undefined
}

function kindOfUnary(operator: string): ValueKind | undefined {
  if (operator === '!') return 'true or false'
  if (operator === 'void') return 'nothing'
  return operator === 'typeof' ? 'a string' : undefined
}

function kindOfBinary(
  operator: string,
  left: ValueKind | undefined,
  right: ValueKind | undefined,
): ValueKind | undefined {
  if (operator === '+') return left === 'a string' || right === 'a string' ? 'a string' : undefined
  return /^([!=]==?|[<>]=?|in|instanceof)$/.test(operator) ? 'true or false' : undefined
}

function kindOfName(
  node: Extract<AnyNode, { type: 'Identifier' }>,
  tree: ScriptTree,
  kind: (node: AnyNode) => ValueKind | undefined,
): ValueKind | undefined {
  const binding = tree.bindingOf(node)
  if (binding === undefined) return node.name === 'undefined' ? 'nothing' : undefined
  return sameKind(binding.definitions.map((definition) => definition && kind(definition)))
}

const arrayMethods = new Set(['concat', 'filter', 'map', 'reverse', 'slice', 'sort', 'fill'])

function kindOfCall(
  node: Extract<AnyNode, { type: 'CallExpression' }>,
  tree: ScriptTree,
  kind: (node: AnyNode) => ValueKind | undefined,
): ValueKind | undefined {
  const called = resolveFunction(node.callee, tree)
  if (called !== undefined) {
    if (called.async || called.generator) return undefined
    const results = resultsOf(called, tree)
    return results.length === 0
      ? undefined
      : sameKind(results.map((result) => (result ? kind(result) : 'nothing')))
  }
  const { callee } = node
  if (callee.type === 'Identifier')
    return /^(String|encodeURI(Component)?)$/.test(callee.name) ? 'a string' : undefined
  if (callee.type !== 'MemberExpression') return undefined
  const name = staticName(callee, tree) ?? ''
  const object = globalNameOf(callee.object, tree)
  if (object === 'Object') return /^(keys|values|entries)$/.test(name) ? 'an array' : undefined
  if (object === 'Array') return /^(from|of)$/.test(name) ? 'an array' : undefined
  if (object === 'JSON') return name === 'stringify' ? 'a string' : undefined
  const receiver = kind(callee.object)
  if (receiver === 'an array') {
    if (name === 'join') return 'a string'
    return arrayMethods.has(name) ? 'an array' : undefined
  }
  return receiver === 'a string' && /^(trim|replace|to(Lower|Upper)Case|concat|slice|substring)$/.test(name)
    ? 'a string'
    : undefined
}

function sameKind(kinds: readonly (ValueKind | undefined)[]): ValueKind | undefined {
  return new Set(kinds).size === 1 ? kinds[0] : undefined
}
