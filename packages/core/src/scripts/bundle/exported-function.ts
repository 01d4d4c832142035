import type { AnyNode, Program } from 'acorn'
import { resolveFunction } from '../analyse/known-values.ts'
import { nodesOf } from '../analyse/parse-script.ts'
import type { ScriptTree } from '../analyse/script-tree.ts'
import { bundleVariable } from './wrap-script.ts'

/** A function as syntax. */
export type FunctionNode = Extract<
  AnyNode,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>

/** An expression, and the part of the bundle whose names it uses. */
interface Lead {
  node: AnyNode
  scope: AnyNode
}

/** Longer chains of names are given up: they lead round in a circle, or nobody follows them. */
const maximumSteps = 50

/**
 * The function that a bundle assigns to {@link bundleVariable}, where the syntax alone shows it.
 *
 * Follows variables, functions that give their argument back, such as `defineConnectionBuilder`, and the modules of a bundle in which every module is a function of its own, as webpack and
 * Rspack write them in development: `require("./a.ts")["default"]`, exported there as `{ default: () => name }`.
 */
export function exportedFunction(tree: ScriptTree): FunctionNode | undefined {
  const { program } = tree
  let lead = assignedValue(program)
  const named = lead && resolveFunction(lead.node, tree)
  if (named !== undefined) return named
  for (let steps = 0; lead !== undefined && steps < maximumSteps; steps++) {
    if (isFunction(lead.node)) return lead.node
    lead = nextLead(lead, program)
  }
  return undefined
}

function assignedValue(program: Program): Lead | undefined {
  for (const { node } of nodesOf(program)) {
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'Identifier') continue
    if (node.left.name === bundleVariable) return { node: node.right, scope: program }
  }
  return undefined
}

function nextLead({ node, scope }: Lead, program: Program): Lead | undefined {
  if (node.type === 'Identifier') {
    const value = initialValue(node.name, scope)
    return value && { node: value, scope }
  }
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return undefined
  const required = requiredModule(initialValue(node.object.name, scope), program)
  const exportName = keyOf(node.property)
  if (required === undefined || exportName === undefined) return undefined
  const getter = propertyOf(required, exportName)
  if (getter?.type !== 'ArrowFunctionExpression') return undefined
  return { node: getter.body, scope: required }
}

/** What a variable or function of that name is first given. */
function initialValue(name: string, scope: AnyNode): AnyNode | undefined {
  for (const { node } of nodesOf(scope)) {
    if (node.type === 'FunctionDeclaration' && node.id?.name === name) return node
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') continue
    if (node.id.name === name && node.init) return node.init
  }
  return undefined
}

/** The function that holds the module which a call such as `require("./a.ts")` loads. */
function requiredModule(call: AnyNode | undefined, program: Program): AnyNode | undefined {
  if (call?.type !== 'CallExpression' || call.arguments.length !== 1) return undefined
  const id = call.arguments[0] && keyOf(call.arguments[0])
  const module = id === undefined ? undefined : propertyOf(program, id)
  return module && isFunction(module) ? module : undefined
}

function propertyOf(scope: AnyNode, key: string): AnyNode | undefined {
  for (const { node } of nodesOf(scope)) {
    if (node.type === 'Property' && !node.computed && keyOf(node.key) === key) return node.value
  }
  return undefined
}

function keyOf(node: AnyNode): string | undefined {
  if (node.type === 'Identifier') return node.name
  return node.type === 'Literal' ? String(node.value) : undefined
}

function isFunction(node: AnyNode): node is FunctionNode {
  return /^(Function(Declaration|Expression)|ArrowFunctionExpression)$/.test(node.type)
}
