import { documentationPage } from '../../connector/documentation.ts'
import { withCapitalInitial } from '../../engine/tableau-globals.ts'
import type { RuleExample } from '../../rules/rule-example.ts'
import { inProperties, properties } from './example-scripts.ts'
import type { ScriptRule } from './script-rule.ts'
import { callsOf } from './tableau-calls.ts'

/** Tableau refuses the call, so the connection fails. */
export const rule: ScriptRule = {
  id: 'js-set-impersonate-call',
  severity: 'error',
  summary: 'Scripts do not call `SetImpersonateAttributes`.',
  help: 'Remove the call: Tableau sets these attributes itself since 2020.1.',
  url: documentationPage('api-reference'),
  *check({ tree }) {
    for (const { node, member } of callsOf(tree, 'connectionHelper')) {
      if (withCapitalInitial(member) !== 'SetImpersonateAttributes') continue
      yield { node, message: `\`${member}\` fails when connecting, since Tableau 2020.1` }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Every Tableau since 2020.1 sets these attributes itself and answers the call with an error, so nobody can connect.',
    file: properties,
    wrong: `connectionHelper.SetImpersonateAttributes(attr, [])
  return { user: attr.username }`,
    right: 'return { user: attr.username }',
    context: inProperties,
  }
}
