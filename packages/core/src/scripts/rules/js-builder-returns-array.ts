import type { AnyNode } from 'acorn'
import { documentationPage } from '../../connector/documentation.ts'
import type { RuleExample } from '../../rules/rule-example.ts'
import { resultsOf } from '../analyse/known-values.ts'
import { kindOf, type ValueKind } from '../analyse/result-kinds.ts'
import type { ScriptTree } from '../analyse/script-tree.ts'
import type { FunctionNode } from '../bundle/exported-function.ts'
import { addressLine, builder } from './example-scripts.ts'
import type { ScriptRule } from './script-rule.ts'

const otherKinds: readonly ValueKind[] = [
  'a string',
  'an object',
  'a number',
  'true or false',
  'nothing',
  'a function',
]

/** Tableau takes nothing else. */
export const rule: ScriptRule = {
  id: 'js-builder-returns-array',
  severity: 'warning',
  summary: 'The connection builder returns an array of strings.',
  help: 'Return an array: one JDBC address, or ODBC pairs made by connectionHelper.FormatKeyValuePair.',
  url: documentationPage('api-reference'),
  *check({ role, entry, tree }) {
    if (role !== 'connection-builder' || entry === undefined || entry.async || entry.generator) return
    const expected = 'Tableau expects an array of strings'
    if (returnsNowhere(entry, tree)) yield { node: entry, message: `the script returns nothing; ${expected}` }
    for (const { result, place } of placedResults(entry, tree)) {
      const kind = kindOf(result, tree)
      if (kind !== undefined && otherKinds.includes(kind))
        yield { node: place, message: `the script returns ${kind}; ${expected}` }
      else if (result?.type === 'ArrayExpression')
        for (const element of result.elements) {
          const elementKind = element === null ? 'nothing' : kindOf(element, tree)
          if (elementKind === undefined || elementKind === 'a string') continue
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

export function example(): RuleExample {
  return {
    why: 'Tableau joins the elements of the array; it finds none in a string or an object, and the driver gets an empty address.',
    file: builder,
    wrong: "return 'jdbc:brook://' + server + ':' + port + '/'",
    right: addressLine,
    context: { replaces: addressLine },
  }
}
