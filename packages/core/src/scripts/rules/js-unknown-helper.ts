import type { AnyNode } from 'acorn'
import { documentationPage } from '../../connector/documentation.ts'
import { tableauGlobals } from '../../engine/tableau-globals.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { RuleExample } from '../../rules/rule-example.ts'
import { certainNodes } from '../analyse/certain-nodes.ts'
import { globalNameOf, staticKey, staticName } from '../analyse/known-values.ts'
import { missingGlobals, nearestTableauGlobal } from '../analyse/missing-globals.ts'
import type { ScriptTree } from '../analyse/script-tree.ts'
import { builder, serverLine } from './example-scripts.ts'
import type { CheckedScript, ScriptFinding, ScriptRule } from './script-rule.ts'

/** What every object has. */
const objectMembers = new Set(Object.getOwnPropertyNames(Object.prototype))

/** A mistyped name gives undefined, and the attribute after it too. */
export const rule: ScriptRule = {
  id: 'js-unknown-helper',
  severity: 'warning',
  summary: 'Scripts use members of `connectionHelper`, `driverLocator` and `logging` that Tableau has.',
  help: 'Correct the name; the API reference lists those that there are.',
  url: documentationPage('api-reference'),
  *check(script) {
    const { tree } = script
    const probed = probedMembers(tree)
    for (const use of [...memberUses(tree), ...patternUses(tree)]) {
      const members = tableauGlobals.get(use.object)
      if (members === undefined || members.has(use.member) || objectMembers.has(use.member)) continue
      if (!probed.has(`${use.object}.${use.member}`)) yield unknownMember(use, members)
    }
    yield* mistypedGlobals(script)
  },
}

interface MemberUse {
  object: string
  member: string
  node: AnyNode
}

function unknownMember({ object, member, node }: MemberUse, members: Iterable<string>): ScriptFinding {
  const near = nearestName(member, members)
  const message = `Tableau's \`${object}\` has no \`${member}\``
  return { node, message, ...(near !== undefined && { help: `Did you mean \`${object}.${near}\`?` }) }
}

function memberUses(tree: ScriptTree): MemberUse[] {
  return tree.members.flatMap((node) => {
    const object = globalNameOf(node.object, tree)
    if (object === undefined || !tableauGlobals.has(object)) return []
    const member = staticName(node, tree)
    const parent = tree.parentOf(node)
    const isSet = parent?.type === 'AssignmentExpression' && parent.left === node
    return member === undefined || isSet ? [] : [{ object, member, node: node.property }]
  })
}

/** `const { attributeServer } = connectionHelper` */
function patternUses(tree: ScriptTree): MemberUse[] {
  return tree.globals.flatMap((node) => {
    const parent = tree.parentOf(node)
    if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'ObjectPattern') return []
    return parent.id.properties.flatMap((property) => {
      if (property.type === 'RestElement') return []
      const key = property as Extract<AnyNode, { type: 'Property' }>
      const member = key.value.type === 'AssignmentPattern' ? undefined : staticKey(key, tree)
      return member === undefined ? [] : [{ object: node.name, member, node: key }]
    })
  })
}

/** What a script asks for before it uses it may be of a newer Tableau. */
function probedMembers(tree: ScriptTree): Set<string> {
  const probed = new Set<string>()
  for (const node of tree.members) {
    const object = globalNameOf(node.object, tree)
    const member = object === undefined ? undefined : staticName(node, tree)
    if (member !== undefined && isProbe(node, tree)) probed.add(`${object}.${member}`)
  }
  return probed
}

function isProbe(node: AnyNode, tree: ScriptTree): boolean {
  const parent = tree.parentOf(node)
  switch (parent?.type) {
    case 'UnaryExpression':
      return true
    case 'IfStatement':
    case 'ConditionalExpression':
      return parent.test === node
    case 'LogicalExpression':
      return parent.left === node
    case 'BinaryExpression':
      return parent.operator !== '+'
    case 'MemberExpression':
    case 'CallExpression':
      return parent.optional === true
    default:
      return false
  }
}

/** Names of the engine that are near enough to be taken for mistyped ones. */
const engineNames = new Set(Object.getOwnPropertyNames(globalThis))

function* mistypedGlobals({ tree, entry }: CheckedScript): Generator<ScriptFinding> {
  const tested = new Set(
    tree.globals.filter((node) => tree.parentOf(node)?.type === 'UnaryExpression').map(({ name }) => name),
  )
  const certain = tree.globals.length > 0 ? certainNodes(tree, entry) : undefined
  for (const node of tree.isDynamic ? [] : tree.globals) {
    const { name } = node
    if (tableauGlobals.has(name) || engineNames.has(name) || missingGlobals.has(name) || tested.has(name))
      continue
    const near = nearestTableauGlobal(node, tree)
    if (near === undefined) continue
    yield {
      node,
      message: `Tableau has no global \`${name}\``,
      help: `Did you mean \`${near}\`?`,
      // There is nothing under the name, so the script stops there.
      ...(certain?.has(node) && { severity: 'error' }),
    }
  }
}

export function example(): RuleExample {
  return {
    why: 'A member that does not exist is `undefined`, and so is the attribute of that name: the script runs on with an empty value.',
    file: builder,
    wrong: 'var server = attr[connectionHelper.attributeSever]',
    right: serverLine,
    context: { replaces: serverLine },
  }
}
