import { documentationPage } from '../../connector/documentation.ts'
import { withCapitalInitial } from '../../engine/tableau-globals.ts'
import type { RuleExample } from '../../rules/rule-example.ts'
import { builder, serverLine } from './example-scripts.ts'
import type { ScriptRule } from './script-rule.ts'
import { callsOf } from './tableau-calls.ts'

/** What is logged that way goes nowhere. */
export const rule: ScriptRule = {
  id: 'js-logging-deprecated',
  severity: 'warning',
  summary: 'Scripts do not log.',
  help: 'Remove the call. Test scripts outside of Tableau, for instance with @tacosmith/core/testing.',
  url: documentationPage('api-reference'),
  *check({ tree }) {
    for (const { node, member } of callsOf(tree, 'logging')) {
      if (withCapitalInitial(member) !== 'Log') continue
      yield {
        node,
        message: `since Tableau 2022.1 \`logging.${member}\` writes no message, only that it was called`,
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Since 2022.1 Tableau only logs that the function was called, and that it is deprecated.',
    file: builder,
    wrong: `${serverLine}
  logging.Log('connecting to ' + server)`,
    right: serverLine,
    context: { replaces: serverLine },
  }
}
