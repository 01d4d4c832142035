import type { AnyNode } from 'acorn'
import { tableauMemberOf } from '../analyse/known-values.ts'
import type { ScriptTree } from '../analyse/script-tree.ts'

/** The calls of members of one of Tableau's globals. */
export function* callsOf(tree: ScriptTree, object: string): Generator<{ node: AnyNode; member: string }> {
  for (const node of tree.members) {
    const parent = tree.parentOf(node)
    if (parent?.type !== 'CallExpression' || parent.callee !== node) continue
    const found = tableauMemberOf(node, tree)
    if (found?.object === object) yield { node: parent, member: found.member }
  }
}
