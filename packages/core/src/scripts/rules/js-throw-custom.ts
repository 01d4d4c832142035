import type { AnyNode } from 'acorn'
import { documentationPage } from '../../connector/documentation.ts'
import type { RuleExample } from '../../rules/rule-example.ts'
import { isFunctionNode, type ScriptTree } from '../analyse/script-tree.ts'
import { builder, serverLine } from './example-scripts.ts'
import type { ScriptRule } from './script-rule.ts'

/** Users see only a general message otherwise. */
export const rule: ScriptRule = {
  id: 'js-throw-custom',
  severity: 'info',
  summary: 'Scripts tell users of an error through `ThrowTableauException`.',
  help: 'Write return connectionHelper.ThrowTableauException("...") instead.',
  url: documentationPage('api-reference'),
  ownCodeOnly: true,
  *check({ tree }) {
    for (const statement of tree.throws) {
      const { argument } = statement
      if (argument.type !== 'NewExpression' && argument.type !== 'Literal') continue
      if (isCaught(statement, tree)) continue
      yield { node: statement, message: 'users do not see the message of an error that a script throws' }
    }
  },
}

function isCaught(statement: AnyNode, tree: ScriptTree): boolean {
  let inner = statement
  for (let outer = tree.parentOf(inner); outer !== undefined; outer = tree.parentOf(outer)) {
    if (isFunctionNode(outer)) return false
    if (outer.type === 'TryStatement' && outer.block === inner && outer.handler) return true
    inner = outer
  }
  return false
}

export function example(): RuleExample {
  return {
    why: 'When a script throws an error, users only read that something went wrong. The text given to ThrowTableauException appears in the dialog.',
    file: builder,
    wrong: `${serverLine}
  if (server === '') throw new Error('Enter a host.')`,
    right: `${serverLine}
  if (server === '') return connectionHelper.ThrowTableauException('Enter a host.')`,
    context: { replaces: serverLine },
  }
}
