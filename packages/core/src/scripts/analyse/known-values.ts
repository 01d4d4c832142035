import type { AnyNode } from 'acorn'
import { helperAttributes, tableauGlobals } from '../../engine/tableau-globals.ts'
import type { FunctionNode } from '../bundle/exported-function.ts'
import { onlyValueOf } from './binding.ts'
import { isFunctionNode, type ScriptTree } from './script-tree.ts'

/** Longer chains of names are given up: they lead round in a circle, or nobody follows them. */
const maximumSteps = 30

/** No name is longer; texts could double with each variable. */
const maximumLength = 200

/** The text that an expression always gives, or undefined where the syntax does not say. */
export function knownText(node: AnyNode, tree: ScriptTree, steps = 0): string | undefined {
  if (steps > maximumSteps) return undefined
  const known = knownTexts.get(node)
  if (known !== undefined) return known.text
  const text = findText(node, tree, steps)
  knownTexts.set(node, { text })
  return text
}

const knownTexts = new WeakMap<AnyNode, { text: string | undefined }>()

function findText(node: AnyNode, tree: ScriptTree, steps: number): string | undefined {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' || typeof node.value === 'number' ? String(node.value) : undefined
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? undefined) : undefined
    case 'BinaryExpression': {
      if (node.operator !== '+') return undefined
      const left = knownText(node.left, tree, steps + 1)
      if (left === undefined || left.length > maximumLength) return undefined
      const right = knownText(node.right, tree, steps + 1)
      return right === undefined ? undefined : `${left}${right}`
    }
    case 'Identifier': {
      const binding = tree.bindingOf(node)
      const value = binding && onlyValueOf(binding)
      return value && knownText(value, tree, steps + 1)
    }
    case 'MemberExpression': {
      const name = staticName(node, tree, steps + 1)
      if (name === undefined || !Object.hasOwn(helperAttributes, name)) return undefined
      return globalNameOf(node.object, tree) === 'connectionHelper' ? helperAttributes[name] : undefined
    }
    default:
      return undefined
  }
}

/** The name of the member that `object.name` or `object[name]` is about; undefined where only running it shows. */
export function staticName(
  node: Extract<AnyNode, { type: 'MemberExpression' }>,
  tree: ScriptTree,
  steps = 0,
): string | undefined {
  if (node.computed) return knownText(node.property, tree, steps)
  return node.property.type === 'Identifier' ? node.property.name : undefined
}

/** The name of the key in `{ name: value }` or `{ [name]: value }`. */
export function staticKey(
  node: Extract<AnyNode, { type: 'Property' }>,
  tree: ScriptTree,
): string | undefined {
  if (node.computed) return knownText(node.key, tree)
  return node.key.type === 'Identifier' ? node.key.name : knownText(node.key, tree)
}

/** Which global an expression stands for, also by another name: `const helper = connectionHelper`. */
export function globalNameOf(node: AnyNode, tree: ScriptTree): string | undefined {
  let value: AnyNode | undefined = node
  for (let steps = 0; value?.type === 'Identifier' && steps < maximumSteps; steps++) {
    const binding = tree.bindingOf(value)
    if (binding === undefined) return value.name
    value = onlyValueOf(binding)
  }
  return undefined
}

/** The member of one of Tableau's globals that an expression is, such as `connectionHelper.GetPlatform`. */
export function tableauMemberOf(
  node: AnyNode,
  tree: ScriptTree,
): { object: string; member: string } | undefined {
  if (node.type !== 'MemberExpression') return undefined
  const object = globalNameOf(node.object, tree)
  if (object === undefined || !tableauGlobals.has(object)) return undefined
  const member = staticName(node, tree)
  return member === undefined ? undefined : { object, member }
}

/** The function of the script that an expression gives; follows names and functions that return their argument. */
export function resolveFunction(node: AnyNode, tree: ScriptTree): FunctionNode | undefined {
  let value: AnyNode | undefined = node
  for (let steps = 0; value !== undefined && steps < maximumSteps; steps++) {
    if (isFunctionNode(value)) return value
    value = nextValue(value, tree, steps)
  }
  return undefined
}

function nextValue(node: AnyNode, tree: ScriptTree, steps: number): AnyNode | undefined {
  switch (node.type) {
    case 'Identifier': {
      const binding = tree.bindingOf(node)
      return binding && onlyValueOf(binding)
    }
    case 'SequenceExpression':
      return node.expressions.at(-1)
    case 'AssignmentExpression':
      return node.operator === '=' ? node.right : undefined
    case 'CallExpression': {
      const called = steps < 5 ? functionNamed(node.callee, tree) : undefined
      const index = called && returnedArgument(called, tree)
      return index === undefined ? undefined : node.arguments[index]
    }
    default:
      return undefined
  }
}

function functionNamed(node: AnyNode, tree: ScriptTree): FunctionNode | undefined {
  const callee = node.type === 'SequenceExpression' ? node.expressions.at(-1) : node
  if (callee?.type !== 'Identifier') return undefined
  const binding = tree.bindingOf(callee)
  const value = binding && onlyValueOf(binding)
  return isFunctionNode(value) ? value : undefined
}

/** The index of the argument that a function returns, if it does nothing else. */
function returnedArgument(called: FunctionNode, tree: ScriptTree): number | undefined {
  const [result, ...others] = resultsOf(called, tree)
  if (result?.type !== 'Identifier' || others.length > 0) return undefined
  const binding = tree.bindingOf(result)
  const index = called.params.findIndex(
    (parameter) => parameter.type === 'Identifier' && tree.bindingOf(parameter) === binding,
  )
  return index < 0 || binding?.definitions.length !== 1 ? undefined : index
}

/** What a function returns, one expression for each `return`; undefined for a `return` of nothing. */
export function resultsOf(called: FunctionNode, tree: ScriptTree): readonly (AnyNode | undefined)[] {
  if (called.body.type !== 'BlockStatement') return [called.body]
  return (tree.returns.get(called) ?? []).map(({ argument }) => argument ?? undefined)
}
