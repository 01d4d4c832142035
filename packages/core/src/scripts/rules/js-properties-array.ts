import { documentationPage } from '../../connector/documentation.ts'
import type { RuleExample } from '../../rules/rule-example.ts'
import { resultsOf } from '../analyse/known-values.ts'
import { kindOf } from '../analyse/result-kinds.ts'
import { inProperties, properties } from './example-scripts.ts'
import type { ScriptRule } from './script-rule.ts'

/** Pairs are cut at the first `=`, or at another one. */
export const rule: ScriptRule = {
  id: 'js-properties-array',
  severity: 'warning',
  summary: 'The connection properties script returns an object.',
  help: 'Return an object: { key: value }.',
  url: documentationPage('api-reference'),
  *check({ role, entry, tree }) {
    if (role !== 'connection-properties' || entry === undefined) return
    const result = resultsOf(entry, tree).find((found) => found && kindOf(found, tree) === 'an array')
    if (result === undefined) return
    const message =
      'an array of properties is deprecated since Tableau 2019.4.1, and values containing `=` break it'
    yield { node: result, message }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau cuts each text of the array at its `=`. A password that contains one arrives cut off, and sign-in fails for some users only.',
    file: properties,
    wrong: "return ['user=' + attr.username, 'password=' + attr.password]",
    right: 'return { user: attr.username, password: attr.password }',
    context: inProperties,
  }
}
