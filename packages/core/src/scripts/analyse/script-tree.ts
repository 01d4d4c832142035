import type { AnyNode, Identifier, Program } from 'acorn'
import type { FunctionNode } from '../bundle/exported-function.ts'
import { type Binding, bindingsOf, declare, newScope, type Scope } from './binding.ts'
import { childrenOf } from './parse-script.ts'
import { isReference } from './script-scope.ts'

type ReturnStatement = Extract<AnyNode, { type: 'ReturnStatement' }>

/** A script's syntax with its names resolved: which variable an identifier stands for, and what stands around it. */
export interface ScriptTree {
  program: Program
  parentOf(node: AnyNode): AnyNode | undefined
  /** The variable that an identifier stands for; undefined for globals of the engine. */
  bindingOf(identifier: AnyNode): Binding | undefined
  /** Each function's own `return`s. */
  returns: ReadonlyMap<AnyNode, readonly ReturnStatement[]>
  /** Every member that the script uses, and every `throw`. */
  members: readonly Extract<AnyNode, { type: 'MemberExpression' }>[]
  throws: readonly Extract<AnyNode, { type: 'ThrowStatement' }>[]
  /** Uses of names that the script neither declares nor assigns to. */
  globals: readonly Identifier[]
  /** The functions in which `arguments` is used. */
  usesArguments: ReadonlySet<AnyNode>
  /** Whether `with` or `eval` make names mean something that the syntax does not show. */
  isDynamic: boolean
}

const knownTrees = new WeakMap<Program, ScriptTree>()

/** Resolves the names of a script. Does not recurse, since scripts may nest deeply. */
export function readScriptTree(program: Program): ScriptTree {
  const tree = knownTrees.get(program) ?? resolveNames(program)
  knownTrees.set(program, tree)
  return tree
}

function resolveNames(program: Program): ScriptTree {
  const parents = new Map<AnyNode, AnyNode>()
  const declaring = new Map<AnyNode, Binding>()
  const used: { node: Identifier; scope: Scope }[] = []
  const root = newScope(undefined, true)
  const returns = new Map<AnyNode, ReturnStatement[]>()
  const members: ScriptTree['members'][number][] = []
  const throws: ScriptTree['throws'][number][] = []
  let isDynamic = false
  const waiting: { node: AnyNode; scope: Scope; around: AnyNode }[] = [
    { node: program, scope: root, around: program },
  ]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node } = next
    const parent = parents.get(node)
    const around = isFunctionNode(node) ? node : next.around
    if (node.type === 'WithStatement') isDynamic = true
    if (isFunctionNode(node)) returns.set(node, [])
    if (node.type === 'ReturnStatement') returns.get(around)?.push(node)
    if (node.type === 'MemberExpression') members.push(node)
    if (node.type === 'ThrowStatement') throws.push(node)
    if (node.type === 'Identifier' && isUse(node, parent)) used.push({ node, scope: next.scope })
    const inner = scopeInside(node, next.scope)
    for (const { identifier, binding } of bindingsOf(node, next.scope, inner))
      declaring.set(identifier, binding)
    for (const child of childrenOf(node).reverse()) {
      parents.set(child, node)
      waiting.push({ node: child, scope: inner, around })
    }
  }
  const found = resolveUses(used, declaring, root, parents)
  const usesArguments = new Set(
    found.globals
      .filter(({ name }) => name === 'arguments')
      .map((node) => plainFunctionAround(node, parents)),
  )
  usesArguments.delete(undefined)
  return {
    program,
    returns,
    members,
    throws,
    parentOf: (node) => parents.get(node),
    bindingOf: (identifier) => found.bindings.get(identifier) ?? declaring.get(identifier),
    globals: found.globals,
    usesArguments: usesArguments as Set<AnyNode>,
    isDynamic: isDynamic || found.globals.some(({ name }) => name === 'eval'),
  }
}

export function isFunctionNode(node: AnyNode | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression' ||
    node?.type === 'FunctionDeclaration'
  )
}

/** The innermost function that a node is in. */
export function functionAround(node: AnyNode, tree: Pick<ScriptTree, 'parentOf'>): FunctionNode | undefined {
  for (let outer = tree.parentOf(node); outer !== undefined; outer = tree.parentOf(outer)) {
    if (isFunctionNode(outer)) return outer
  }
  return undefined
}

function plainFunctionAround(node: AnyNode, parents: Map<AnyNode, AnyNode>): AnyNode | undefined {
  const tree = { parentOf: (inner: AnyNode) => parents.get(inner) }
  let around = functionAround(node, tree)
  while (around?.type === 'ArrowFunctionExpression') around = functionAround(around, tree)
  return around
}

function isUse(node: Identifier, parent: AnyNode | undefined): boolean {
  // In `{ name }` the key and the value are nodes of their own: the value counts.
  const isKey =
    parent?.type === 'Property' && parent.key === node && !parent.computed && parent.value !== node
  return !isKey && isReference(node, parent)
}

function scopeInside(node: AnyNode, scope: Scope): Scope {
  switch (node.type) {
    case 'FunctionExpression':
      // Its own name is visible inside, and weaker than parameters.
      return newScope(node.id ? newScope(scope, false) : scope, true)
    case 'FunctionDeclaration':
    case 'ArrowFunctionExpression':
    case 'StaticBlock':
      return newScope(scope, true)
    case 'BlockStatement':
    case 'CatchClause':
    case 'ClassExpression':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'ForStatement':
    case 'SwitchStatement':
      return newScope(scope, false)
    default:
      return scope
  }
}

function resolveUses(
  used: readonly { node: Identifier; scope: Scope }[],
  declaring: ReadonlyMap<AnyNode, Binding>,
  root: Scope,
  parents: ReadonlyMap<AnyNode, AnyNode>,
): { bindings: Map<AnyNode, Binding>; globals: Identifier[] } {
  const uses = used.filter(({ node }) => !declaring.has(node))
  for (const { node, scope } of uses) {
    // In sloppy mode an assignment makes the variable.
    if (lookUp(node.name, scope) === undefined && isWrite(node, parents) && !isStrict(node, parents))
      declare(root, node.name)
  }
  const bindings = new Map<AnyNode, Binding>()
  const globals: Identifier[] = []
  for (const { node, scope } of uses) {
    const binding = lookUp(node.name, scope)
    if (binding === undefined) {
      globals.push(node)
      continue
    }
    bindings.set(node, binding)
    if (isWrite(node, parents)) binding.definitions.push(writtenValue(node, parents))
    else binding.reads.push(node)
  }
  return { bindings, globals }
}

function lookUp(name: string, scope: Scope): Binding | undefined {
  for (let outer: Scope | undefined = scope; outer !== undefined; outer = outer.outer) {
    const binding = outer.bindings.get(name)
    if (binding !== undefined) return binding
  }
  return undefined
}

/** Also parts of patterns, and variables that are changed in place: all of them get a value that is unknown here. */
function isWrite(node: AnyNode, parents: ReadonlyMap<AnyNode, AnyNode>): boolean {
  const parent = parents.get(node)
  switch (parent?.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === node
    case 'UpdateExpression':
    case 'RestElement':
    case 'ArrayPattern':
      return true
    case 'Property':
      return parent.value === node && parents.get(parent)?.type === 'ObjectPattern'
    default:
      return false
  }
}

/** Whether `"use strict"` or a class around makes it an error to assign to what is not declared. */
function isStrict(node: AnyNode, parents: ReadonlyMap<AnyNode, AnyNode>): boolean {
  for (let outer = parents.get(node); outer !== undefined; outer = parents.get(outer)) {
    if (outer.type === 'ClassBody') return true
    if (outer.type !== 'Program' && outer.type !== 'BlockStatement') continue
    const [first] = outer.body
    if (first?.type === 'ExpressionStatement' && first.directive === 'use strict') return true
  }
  return false
}

function writtenValue(node: AnyNode, parents: ReadonlyMap<AnyNode, AnyNode>): AnyNode | undefined {
  const parent = parents.get(node)
  return parent?.type === 'AssignmentExpression' && parent.operator === '=' ? parent.right : undefined
}
