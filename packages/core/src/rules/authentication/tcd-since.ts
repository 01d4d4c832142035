import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { unknownToOlder } from '../unknown-to-older.ts'
import { basic, inDialog, options } from './example-dialog.ts'

/** An older Tableau refuses the whole dialog for one thing that came later. */
export const rule: Rule = {
  id: 'tcd-since',
  summary: 'The dialog (.tcd) uses nothing that keeps older Tableau releases from loading the connector.',
  help: 'Packaging raises the minimum version. To support older releases, do without it.',
  url: documentationPage('ui'),
  ...unknownToOlder('connection-dialog'),
}

export function example(): RuleExample {
  return {
    why: 'Tableau before 2020.2 calls the whole dialog malformed for an option that it does not know, so packaging raises the minimum version.',
    file: 'dialog.tcd',
    wrong: options(['Password', 'auth-pass']),
    right: options(['UsernameAndPassword', 'auth-user-pass']),
    context: { ...inDialog(basic), alongside: ['auth-tcd-mode-mismatch'] },
  }
}
