import type { AnyNode, Identifier, Pattern, Program } from 'acorn'
import { nodesOf } from './parse-script.ts'

/** What a script declares and defines itself, wherever in it. */
export interface OwnNames {
  /** Variables, functions, classes and parameters. */
  bindings: ReadonlySet<string>
  /** Properties and methods that the script gives to an object or class of its own. */
  members: ReadonlySet<string>
}

/** Collects the names that a script brings along: what it uses under these names is not the engine's. */
export function ownNames(program: Program): OwnNames {
  const bindings = new Set<string>()
  const members = new Set<string>()
  for (const { node } of nodesOf(program)) {
    for (const name of bindingsOf(node)) bindings.add(name)
    const member = memberOf(node)
    if (member !== undefined) members.add(member)
  }
  return { bindings, members }
}

/** Whether an identifier stands for a variable, not for the name of a property or a label. */
export function isReference(node: Identifier, parent: AnyNode | undefined): boolean {
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === node || parent.computed
    case 'Property':
      return parent.value === node || parent.computed || parent.shorthand
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.computed && parent.key === node
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
      return false
    default:
      return true
  }
}

function bindingsOf(node: AnyNode): string[] {
  switch (node.type) {
    case 'VariableDeclarator':
      return namesIn(node.id)
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [...(node.id ? [node.id.name] : []), ...node.params.flatMap(namesIn)]
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node.id ? [node.id.name] : []
    case 'CatchClause':
      return node.param ? namesIn(node.param) : []
    default:
      return []
  }
}

function namesIn(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name]
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        property.type === 'RestElement' ? namesIn(property.argument) : namesIn(property.value),
      )
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []))
    case 'AssignmentPattern':
      return namesIn(pattern.left)
    case 'RestElement':
      return namesIn(pattern.argument)
    default:
      return []
  }
}

function memberOf(node: AnyNode): string | undefined {
  if (node.type === 'Property' || node.type === 'MethodDefinition' || node.type === 'PropertyDefinition') {
    return !node.computed && node.key.type === 'Identifier' ? node.key.name : undefined
  }
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return undefined
  const { property, computed } = node.left
  return !computed && property.type === 'Identifier' ? property.name : undefined
}
