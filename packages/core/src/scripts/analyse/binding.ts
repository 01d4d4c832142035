import type { AnyNode, Identifier, Pattern } from 'acorn'

/** A variable, parameter, function or class of a script. */
export interface Binding {
  name: string
  /** What it is given, wherever; undefined for a value that the syntax does not name, such as an argument. */
  definitions: (AnyNode | undefined)[]
  /** Uses of its value. */
  reads: Identifier[]
}

/** Where names are visible. */
export interface Scope {
  outer: Scope | undefined
  bindings: Map<string, Binding>
  /** Whether `var` declares here. */
  isFunction: boolean
}

export function newScope(outer: Scope | undefined, isFunction: boolean): Scope {
  return { outer, bindings: new Map(), isFunction }
}

/** Finds or makes the binding of that name in a scope. */
export function declare(scope: Scope, name: string): Binding {
  const known = scope.bindings.get(name)
  if (known !== undefined) return known
  const binding: Binding = { name, definitions: [], reads: [] }
  scope.bindings.set(name, binding)
  return binding
}

/** What the binding always is; undefined where that is not certain. */
export function onlyValueOf({ definitions }: Binding): AnyNode | undefined {
  return definitions.length === 1 ? definitions[0] : undefined
}

/** The bindings that a node declares, each with the identifier that does so. */
export function bindingsOf(
  node: AnyNode,
  scope: Scope,
  inner: Scope,
): { identifier: Identifier; binding: Binding }[] {
  switch (node.type) {
    case 'FunctionDeclaration':
      return [
        ...(node.id ? [declared(node.id, functionScopeOf(scope), node)] : []),
        ...node.params.flatMap((parameter) => patternBindings(parameter, inner)),
      ]
    case 'FunctionExpression':
      return [
        ...(node.id && inner.outer ? [declared(node.id, inner.outer, node)] : []),
        ...node.params.flatMap((parameter) => patternBindings(parameter, inner)),
      ]
    case 'ArrowFunctionExpression':
      return node.params.flatMap((parameter) => patternBindings(parameter, inner))
    case 'ClassDeclaration':
      return node.id ? [declared(node.id, scope, node)] : []
    case 'ClassExpression':
      return node.id ? [declared(node.id, inner, node)] : []
    case 'CatchClause':
      return node.param ? patternBindings(node.param, inner) : []
    case 'ForInStatement':
    case 'ForOfStatement':
      if (node.left.type === 'VariableDeclaration')
        for (const { id } of node.left.declarations)
          patternBindings(id, node.left.kind === 'var' ? functionScopeOf(inner) : inner)
      return []
    case 'VariableDeclaration': {
      const target = node.kind === 'var' ? functionScopeOf(scope) : scope
      return node.declarations.flatMap(({ id, init }) =>
        id.type === 'Identifier'
          ? [init ? declared(id, target, init) : { identifier: id, binding: declare(target, id.name) }]
          : patternBindings(id, target),
      )
    }
    default:
      return []
  }
}

/** The identifiers that a pattern gives a value to. */
export function identifiersIn(pattern: Pattern): Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern]
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        identifiersIn(property.type === 'RestElement' ? property.argument : property.value),
      )
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? identifiersIn(element) : []))
    case 'AssignmentPattern':
      return identifiersIn(pattern.left)
    case 'RestElement':
      return identifiersIn(pattern.argument)
    default:
      return []
  }
}

function patternBindings(pattern: Pattern, scope: Scope): { identifier: Identifier; binding: Binding }[] {
  return identifiersIn(pattern).map((identifier) => declared(identifier, scope, undefined))
}

function declared(identifier: Identifier, scope: Scope, value: AnyNode | undefined) {
  const binding = declare(scope, identifier.name)
  binding.definitions.push(value)
  return { identifier, binding }
}

function functionScopeOf(scope: Scope): Scope {
  let found = scope
  while (!found.isFunction && found.outer !== undefined) found = found.outer
  return found
}
