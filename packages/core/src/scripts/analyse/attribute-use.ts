import type { AnyNode, Pattern } from 'acorn'
import type { FunctionNode } from '../bundle/exported-function.ts'
import type { Binding } from './binding.ts'
import { globalNameOf, knownText, resolveFunction, staticKey, staticName } from './known-values.ts'
import type { ScriptTree } from './script-tree.ts'

/** A place where a script takes the value of an attribute. */
export interface AttributeRead {
  name: string
  /** What to point at. */
  node: AnyNode
  /** The variable that the value goes to, where a pattern takes it apart. */
  binding: Binding | undefined
  /** Whether the object is the attributes for certain, and not perhaps another one. */
  isCertain: boolean
}

/** What a script does with the attributes that it is called with. */
export interface AttributeUse {
  reads: AttributeRead[]
  /** Attributes that the script only asks for the existence of. */
  probed: Set<string>
  /** Attributes that the script itself sets. */
  written: Set<string>
  /** Whether it may read others, which only running it shows. */
  isOpen: boolean
  /** Whether it may set others. */
  mayWrite: boolean
}

/** A part of the script that gives the attributes. */
interface Lead {
  node: AnyNode
  isCertain: boolean
}

/** Follows the attributes through a script from its one parameter on. */
export function attributeUse(entry: FunctionNode | undefined, tree: ScriptTree): AttributeUse {
  return new AttributeWalk(tree).run(entry)
}

const probes = new Set(['hasOwnProperty', 'propertyIsEnumerable'])
const objectMembers = new Set(['constructor', 'isPrototypeOf', 'toLocaleString', 'toString', 'valueOf'])

/** Functions that read all the attributes, and change none. */
const readers = new Set([
  'keys',
  'values',
  'entries',
  'getOwnPropertyNames',
  'stringify',
  'freeze',
  'ownKeys',
])

class AttributeWalk {
  readonly #tree: ScriptTree
  readonly #use: AttributeUse = {
    reads: [],
    probed: new Set(),
    written: new Set(),
    isOpen: false,
    mayWrite: false,
  }
  readonly #waiting: Lead[] = []
  readonly #seen = new Set<AnyNode | Binding>()

  constructor(tree: ScriptTree) {
    this.#tree = tree
  }

  run(entry: FunctionNode | undefined): AttributeUse {
    if (entry === undefined || this.#tree.isDynamic) this.#giveUp()
    else this.#enter(entry, 0, true)
    for (let lead = this.#waiting.pop(); lead !== undefined; lead = this.#waiting.pop()) this.#follow(lead)
    return this.#use
  }

  #giveUp(): void {
    this.#use.isOpen = true
    this.#use.mayWrite = true
  }

  /** The attributes are the argument of that index. */
  #enter(called: FunctionNode, index: number, isCertain: boolean): void {
    if (this.#tree.usesArguments.has(called)) this.#giveUp()
    const parameter = called.params[index]
    if (parameter !== undefined) this.#assign(parameter, isCertain)
    else if (called.params.at(-1)?.type === 'RestElement') this.#giveUp()
  }

  #assign(pattern: Pattern, isCertain: boolean): void {
    switch (pattern.type) {
      case 'Identifier': {
        const binding = this.#tree.bindingOf(pattern)
        if (binding === undefined || this.#seen.has(binding)) return
        this.#seen.add(binding)
        const isOnly = isCertain && binding.definitions.length === 1
        for (const node of binding.reads) this.#waiting.push({ node, isCertain: isOnly })
        return
      }
      case 'AssignmentPattern':
        this.#assign(pattern.left, false)
        return
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'RestElement') {
            this.#use.isOpen = true
            continue
          }
          const name = staticKey(property as Extract<AnyNode, { type: 'Property' }>, this.#tree)
          const value = property.value.type === 'AssignmentPattern' ? property.value.left : property.value
          const binding = value.type === 'Identifier' ? this.#tree.bindingOf(value) : undefined
          this.#read(name, property, isCertain, binding)
        }
        return
      default:
        this.#giveUp()
    }
  }

  #read(name: string | undefined, node: AnyNode, isCertain: boolean, binding?: Binding): void {
    if (name === undefined) this.#use.isOpen = true
    else this.#use.reads.push({ name, node, binding, isCertain })
  }

  #follow({ node, isCertain }: Lead): void {
    const parent = this.#tree.parentOf(node)
    switch (parent?.type) {
      case 'MemberExpression':
        if (parent.object === node) this.#member(parent, isCertain)
        return
      case 'VariableDeclarator':
        this.#assign(parent.id, isCertain)
        return
      case 'AssignmentExpression':
        if (parent.left.type === 'MemberExpression') this.#giveUp()
        else if (parent.operator === '=') this.#assign(parent.left, isCertain)
        else this.#giveUp()
        this.#waiting.push({ node: parent, isCertain })
        return
      case 'CallExpression':
      case 'NewExpression':
        this.#argument(parent, node, isCertain)
        return
      case 'BinaryExpression':
        if (parent.operator === 'in' && parent.right === node) this.#probe(parent.left)
        return
      case 'ConditionalExpression':
        if (parent.test !== node) this.#waiting.push({ node: parent, isCertain: false })
        return
      case 'LogicalExpression':
        this.#waiting.push({ node: parent, isCertain: parent.operator !== '&&' && isCertain })
        return
      case 'ChainExpression':
        this.#waiting.push({ node: parent, isCertain })
        return
      case 'SequenceExpression':
        if (parent.expressions.at(-1) === node) this.#waiting.push({ node: parent, isCertain })
        return
      case 'ForInStatement':
      case 'SpreadElement':
        this.#use.isOpen = true
        return
      case 'ExpressionStatement':
      case 'IfStatement':
      case 'UnaryExpression':
      case 'TemplateLiteral':
      case 'WhileStatement':
        return
      default:
        this.#giveUp()
    }
  }

  #probe(name: AnyNode | undefined): void {
    const text = name && knownText(name, this.#tree)
    if (text === undefined) this.#use.isOpen = true
    else this.#use.probed.add(text)
  }

  #member(node: Extract<AnyNode, { type: 'MemberExpression' }>, isCertain: boolean): void {
    const name = staticName(node, this.#tree)
    const parent = this.#tree.parentOf(node)
    if (parent?.type === 'CallExpression' && parent.callee === node && name !== undefined) {
      if (probes.has(name)) {
        this.#probe(parent.arguments[0])
        return
      }
      if (objectMembers.has(name)) return
    }
    const isDeleted = parent?.type === 'UnaryExpression' && parent.operator === 'delete'
    const isSet = parent?.type === 'AssignmentExpression' && parent.left === node
    if (!isDeleted && !isSet && parent?.type !== 'UpdateExpression') {
      this.#read(name, node, isCertain)
      return
    }
    if (name === undefined) this.#use.mayWrite = true
    else this.#use.written.add(name)
    if (!isDeleted && !(isSet && parent.operator === '=')) this.#read(name, node, isCertain)
  }

  #argument(
    call: Extract<AnyNode, { type: 'CallExpression' | 'NewExpression' }>,
    node: AnyNode,
    isCertain: boolean,
  ): void {
    const index = call.arguments.indexOf(node as (typeof call.arguments)[number])
    if (index < 0) {
      this.#giveUp()
      return
    }
    if (call.arguments.slice(0, index).some(({ type }) => type === 'SpreadElement')) {
      this.#giveUp()
      return
    }
    const called = resolveFunction(call.callee, this.#tree)
    if (called !== undefined) {
      this.#enter(called, index, isCertain && isCalledOnce(call.callee, this.#tree))
      return
    }
    const { callee } = call
    const object = callee.type === 'MemberExpression' ? globalNameOf(callee.object, this.#tree) : undefined
    const name = callee.type === 'MemberExpression' ? staticName(callee, this.#tree) : undefined
    if (object === 'driverLocator' || object === 'logging' || object === 'connectionHelper') return
    const isReader = name !== undefined && readers.has(name) && /^(Object|JSON|Reflect)$/.test(object ?? '')
    if (isReader || (object === 'Object' && name === 'assign' && index > 0)) this.#use.isOpen = true
    else if (callee.type === 'Identifier' && /^(String|Boolean)$/.test(callee.name)) return
    else if (name === 'call' && callee.type === 'MemberExpression' && index === 0)
      this.#methodCall(call, callee)
    else this.#giveUp()
  }

  /** `Object.prototype.hasOwnProperty.call(attr, 'name')` */
  #methodCall(
    call: Extract<AnyNode, { type: 'CallExpression' | 'NewExpression' }>,
    callee: Extract<AnyNode, { type: 'MemberExpression' }>,
  ): void {
    const method =
      callee.object.type === 'MemberExpression' ? staticName(callee.object, this.#tree) : undefined
    if (method !== undefined && probes.has(method)) this.#probe(call.arguments[1])
    else this.#giveUp()
  }
}

function isCalledOnce(callee: AnyNode, tree: ScriptTree): boolean {
  if (callee.type !== 'Identifier') return callee.type !== 'SequenceExpression'
  const binding = tree.bindingOf(callee)
  return binding !== undefined && binding.reads.length === 1
}
