import type { AnyNode } from 'acorn'
import { documentationPage } from '../../connector/documentation.ts'
import { resultsOf } from '../analyse/known-values.ts'
import { kindOf, type ValueKind } from '../analyse/result-kinds.ts'
import { isFunctionNode, type ScriptTree } from '../analyse/script-tree.ts'
import type { FunctionNode } from '../bundle/exported-function.ts'
import type { ScriptRule } from './script-rule.ts'

const url = documentationPage('api-reference')

/** Pairs are cut at the first `=`, or at another one. */
export const propertiesArray: ScriptRule = {
  id: 'js-properties-array',
  severity: 'warning',
  summary: 'The connection properties script returns an object.',
  help: 'Return an object: { key: value }.',
  url,
  *check({ role, entry, tree }) {
    if (role !== 'connection-properties' || entry === undefined) return
    const result = resultsOf(entry, tree).find((found) => found && kindOf(found, tree) === 'an array')
    if (result === undefined) return
    const message =
      'an array of properties is deprecated since Tableau 2019.4.1, and values that hold `=` break in it'
    yield { node: result, message }
  },
}

const otherKinds: readonly ValueKind[] = [
  'a text',
  'an object',
  'a number',
  'true or false',
  'nothing',
  'a function',
]

/** Tableau takes nothing else. */
export const builderReturnsArray: ScriptRule = {
  id: 'js-builder-returns-array',
  severity: 'warning',
  summary: 'The connection builder returns an array of texts.',
  help: 'Return an array: one JDBC address, or ODBC pairs made by connectionHelper.FormatKeyValuePair.',
  url,
  *check({ role, entry, tree }) {
    if (role !== 'connection-builder' || entry === undefined || entry.async || entry.generator) return
    const expected = 'Tableau expects an array of texts'
    if (returnsNowhere(entry, tree)) yield { node: entry, message: `the script returns nothing; ${expected}` }
    for (const { result, place } of placedResults(entry, tree)) {
      const kind = kindOf(result, tree)
      if (kind !== undefined && otherKinds.includes(kind))
        yield { node: place, message: `the script returns ${kind}; ${expected}` }
      else if (result?.type === 'ArrayExpression')
        for (const element of result.elements) {
          const elementKind = element === null ? 'nothing' : kindOf(element, tree)
          if (elementKind === undefined || elementKind === 'a text') continue
          yield { node: element ?? result, message: `the array holds ${elementKind}; ${expected}` }
        }
    }
  },
}

/** No `return` at all, though the function gets to its end. */
function returnsNowhere(entry: FunctionNode, tree: ScriptTree): boolean {
  if (entry.body.type !== 'BlockStatement' || resultsOf(entry, tree).length > 0) return false
  return entry.body.body.at(-1)?.type !== 'ThrowStatement'
}

function placedResults(
  entry: FunctionNode,
  tree: ScriptTree,
): { result: AnyNode | undefined; place: AnyNode }[] {
  if (entry.body.type !== 'BlockStatement') return [{ result: entry.body, place: entry.body }]
  return (tree.returns.get(entry) ?? []).map((statement) => ({
    result: statement.argument ?? undefined,
    place: statement.argument ?? statement,
  }))
}

/** Users see only a general message otherwise. */
export const throwCustom: ScriptRule = {
  id: 'js-throw-custom',
  severity: 'info',
  summary: 'Scripts tell users of an error through `ThrowTableauException`.',
  help: 'Write return connectionHelper.ThrowTableauException("...") instead.',
  url,
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
