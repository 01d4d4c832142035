import type { AnyNode, Pattern } from 'acorn'
import type { FunctionNode } from '../bundle/exported-function.ts'
import { type Carrier, chainText } from './carrier.ts'
import { callbackMethods, carriedBy, carryingMethods } from './carrying-calls.ts'
import { resolveFunction, staticKey, staticName } from './known-values.ts'
import { functionAround, isFunctionNode, type ScriptTree } from './script-tree.ts'

/** Bounds on what is followed; beyond them nothing is found. */
const maximum = { steps: 2_000, tried: 20_000, callDepth: 6 }

/**
 * Whether the value of one of these expressions gets into what the script returns. Only what the syntax shows counts:
 * conditions, and functions from elsewhere, carry nothing on.
 */
export function reachesResult(starts: readonly AnyNode[], entry: FunctionNode, tree: ScriptTree): boolean {
  return new ValueFlow(entry, tree).run(starts)
}

class ValueFlow {
  readonly #entry: FunctionNode
  readonly #tree: ScriptTree
  readonly #waiting: Carrier[] = []
  readonly #seen = new Map<AnyNode, Set<string>>()
  #tried = 0
  #isReached = false

  constructor(entry: FunctionNode, tree: ScriptTree) {
    this.#entry = entry
    this.#tree = tree
  }

  run(starts: readonly AnyNode[]): boolean {
    for (const node of starts) this.#carry({ node, calls: undefined })
    for (let steps = 0; steps < maximum.steps && this.#tried < maximum.tried && !this.#isReached; steps++) {
      const next = this.#waiting.pop()
      if (next) this.#follow(next)
      else break
    }
    return this.#isReached
  }

  #carry(carrier: Carrier): void {
    this.#tried++
    const state = `${carrier.key ?? ''} ${chainText(carrier.calls)}`
    const states = this.#seen.get(carrier.node) ?? new Set()
    this.#seen.set(carrier.node, states)
    if (!states.has(state)) this.#waiting.push(carrier)
    states.add(state)
  }

  #follow(carrier: Carrier): void {
    const { node, calls } = carrier
    const parent = this.#tree.parentOf(node)
    const on = (): void => {
      if (parent !== undefined) this.#carry({ ...carrier, node: parent })
    }
    // An object turned into text says nothing about its content.
    const onAsText = (): void => {
      if (parent !== undefined && carrier.key === undefined) this.#carry({ node: parent, calls })
    }
    switch (parent?.type) {
      case 'BinaryExpression':
        if (parent.operator === '+') onAsText()
        return
      case 'TemplateLiteral':
        if (this.#tree.parentOf(parent)?.type !== 'TaggedTemplateExpression') onAsText()
        return
      case 'ConditionalExpression':
        if (parent.test !== node) on()
        return
      case 'LogicalExpression':
        if (parent.operator !== '&&' || parent.left !== node) on()
        return
      case 'SequenceExpression':
        if (parent.expressions.at(-1) === node) on()
        return
      case 'ChainExpression':
      case 'SpreadElement':
      case 'ArrayExpression':
      case 'ObjectExpression':
        on()
        return
      case 'Property':
        this.#property(parent, node, calls)
        return
      case 'MemberExpression':
        this.#member(parent, carrier)
        return
      case 'VariableDeclarator':
        this.#assign(parent.id, carrier)
        return
      case 'AssignmentExpression':
        this.#assignment(parent, carrier)
        return
      case 'ForOfStatement':
        if (parent.right === node) this.#loop(parent.left, carrier)
        return
      case 'CallExpression':
      case 'NewExpression':
        this.#argument(parent, carrier)
        return
      case 'ReturnStatement':
      case 'ArrowFunctionExpression':
        this.#result(carrier)
        return
      default:
        return
    }
  }

  #property(property: Extract<AnyNode, { type: 'Property' }>, node: AnyNode, calls: Carrier['calls']): void {
    const object = this.#tree.parentOf(property)
    if (property.value !== node || object?.type !== 'ObjectExpression') return
    this.#carry({ node: object, key: staticKey(property, this.#tree), calls })
  }

  #member(member: Extract<AnyNode, { type: 'MemberExpression' }>, carrier: Carrier): void {
    if (member.object !== carrier.node) return
    const name = staticName(member, this.#tree)
    const parent = this.#tree.parentOf(member)
    if (parent?.type === 'CallExpression' && parent.callee === member && name !== undefined) {
      const [callback] = parent.arguments
      const calledBack = callback && callbackMethods.has(name) && resolveFunction(callback, this.#tree)
      if (calledBack) {
        const element = calledBack.params[name.startsWith('reduce') ? 1 : 0]
        if (element) this.#assign(element, carrier)
      }
      // What a callback gives is followed from there.
      if (name === 'map' || name.startsWith('reduce')) return
      if (carryingMethods.has(name) && carrier.key === undefined) this.#carry({ ...carrier, node: parent })
      return
    }
    if (parent?.type === 'AssignmentExpression' && parent.left === member) return
    if (name === 'length' || (carrier.key !== undefined && name !== undefined && name !== carrier.key)) return
    this.#carry({ node: member, calls: carrier.calls })
  }

  #assign(pattern: Pattern, carrier: Carrier): void {
    switch (pattern.type) {
      case 'Identifier':
        for (const node of this.#tree.bindingOf(pattern)?.reads ?? []) this.#carry({ ...carrier, node })
        return
      case 'AssignmentPattern':
        this.#assign(pattern.left, carrier)
        return
      case 'RestElement':
        this.#assign(pattern.argument, carrier)
        return
      case 'ArrayPattern':
        for (const element of pattern.elements) if (element) this.#assign(element, carrier)
        return
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'RestElement' || carrier.key === undefined) continue
          if (staticKey(property as Extract<AnyNode, { type: 'Property' }>, this.#tree) === carrier.key)
            this.#assign(property.value, { node: carrier.node, calls: carrier.calls })
        }
        return
      default:
        return
    }
  }

  #assignment(assignment: Extract<AnyNode, { type: 'AssignmentExpression' }>, carrier: Carrier): void {
    if (assignment.right !== carrier.node) return
    const { left } = assignment
    if (left.type === 'MemberExpression') this.#store(left, carrier)
    else this.#assign(left, carrier)
    this.#carry({ ...carrier, node: assignment })
  }

  /** An object, or what is in it, now holds the value. */
  #store(target: Extract<AnyNode, { type: 'MemberExpression' }>, carrier: Carrier): void {
    // Deeper than one level, or set on the attributes themselves, it is not followed.
    if (target.object.type !== 'Identifier' || this.#isAttributes(target.object)) return
    const name = staticName(target, this.#tree)
    this.#assign(target.object, {
      ...carrier,
      key: name !== undefined && /^\d+$/.test(name) ? undefined : name,
    })
  }

  #isAttributes(node: AnyNode): boolean {
    const [parameter] = this.#entry.params
    return parameter?.type === 'Identifier' && this.#tree.bindingOf(node) === this.#tree.bindingOf(parameter)
  }

  #loop(left: AnyNode, carrier: Carrier): void {
    const targets =
      left.type === 'VariableDeclaration' ? left.declarations.map(({ id }) => id) : [left as Pattern]
    for (const target of targets) this.#assign(target, carrier)
  }

  #argument(call: Extract<AnyNode, { type: 'CallExpression' | 'NewExpression' }>, carrier: Carrier): void {
    const index = call.arguments.indexOf(carrier.node as (typeof call.arguments)[number])
    if (index < 0) return
    const called = resolveFunction(call.callee, this.#tree)
    if (called !== undefined) {
      this.#enter(call, called, index, carrier)
      return
    }
    const { toResult, keepsKeys, target } = carriedBy(call, index, this.#tree)
    if (toResult) this.#carry({ ...carrier, node: call, key: keepsKeys ? carrier.key : undefined })
    if (target !== undefined) this.#assign(target, carrier)
  }

  #enter(call: AnyNode, called: FunctionNode, index: number, carrier: Carrier): void {
    const depth = (carrier.calls?.depth ?? 0) + 1
    const parameter = called.params[index] ?? called.params.at(-1)
    if (depth > maximum.callDepth || parameter === undefined) return
    if (index >= called.params.length && parameter.type !== 'RestElement') return
    this.#assign(parameter, { ...carrier, calls: { call, called, outer: carrier.calls, depth } })
  }

  /** What a function gives goes back to the call that led into it, or to every call where none did. */
  #result({ node, key, calls }: Carrier): void {
    const parent = this.#tree.parentOf(node)
    if (parent?.type === 'ArrowFunctionExpression' && parent.body !== node) return
    const called = isFunctionNode(parent) ? parent : functionAround(node, this.#tree)
    if (called === undefined) return
    if (called === this.#entry) {
      this.#isReached = true
      return
    }
    for (let chain = calls; chain !== undefined; chain = chain.outer) {
      if (chain.called !== called) continue
      this.#carry({ node: chain.call, key, calls: chain.outer })
      return
    }
    for (const call of this.#callsOf(called)) this.#carry({ node: call, key, calls })
  }

  /** Whether the function is called on the spot, or by a method that gathers what it gives. */
  #holdsResults({ callee }: Extract<AnyNode, { type: 'CallExpression' }>, called: FunctionNode): boolean {
    if (callee === called) return true
    const name = callee.type === 'MemberExpression' ? staticName(callee, this.#tree) : undefined
    return name !== undefined && /^(map|reduce|reduceRight)$/.test(name)
  }

  #callsOf(called: FunctionNode): AnyNode[] {
    const parent = this.#tree.parentOf(called)
    if (parent?.type === 'CallExpression') return this.#holdsResults(parent, called) ? [parent] : []
    const name = called.id ?? (parent?.type === 'VariableDeclarator' ? parent.id : undefined)
    const reads = (name && this.#tree.bindingOf(name)?.reads) ?? []
    return reads.flatMap((read) => {
      const call = this.#tree.parentOf(read)
      return call?.type === 'CallExpression' && call.callee === read ? [call] : []
    })
  }
}
