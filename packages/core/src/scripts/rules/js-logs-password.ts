import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../../rules/rule.ts'
import type { RuleExample } from '../../rules/rule-example.ts'
import { inProperties, properties } from './example-scripts.ts'

/** What is logged is read by others. */
export const rule: RuleDescription = {
  id: 'js-logs-password',
  severity: 'warning',
  summary: 'In a trial run a script that older Tableau releases load does not log the password.',
  help: 'Remove the call of logging.Log, or log single attributes that are not secret.',
  url: documentationPage('security-considerations'),
}

export function example(): RuleExample {
  return {
    why: 'Tableau before 2022.1 writes what a script logs to its log files, and users send these to support.',
    file: properties,
    wrong: 'logging.Log(JSON.stringify(attr))\n  return { user: attr.username, password: attr.password }',
    right: 'return { user: attr.username, password: attr.password }',
    context: { ...inProperties, alongside: ['js-logging-deprecated'] },
  }
}
