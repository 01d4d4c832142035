import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** The new dialog can do more. */
export const rule: Rule = {
  id: 'tcd-v1-discouraged',
  severity: 'info',
  summary: 'New connectors describe their dialog with `connection-fields`.',
  help: 'In a new connector use <connection-fields> (Tableau 2020.3 and newer).',
  url: documentationPage('ui'),
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const [dialog] = childrenNamed(document.root, 'connection-dialog')
      if (dialog === undefined || childrenNamed(document.root, 'connection-fields').length > 0) continue
      yield { message: 'the connector uses the old kind of dialog (.tcd)', file: path, place: dialog }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The old dialog has a fixed set of prompts and gets no new features.',
    file: 'manifest.xml',
    wrong: '<connection-dialog file="dialog.tcd"/>',
    right: '<connection-fields file="connection-fields.xml"/>',
    context: {
      replaces: '<connection-fields file="connection-fields.xml"/>',
      changes: {
        'dialog.tcd':
          '<connection-dialog class="brook_jdbc"><connection-config><server-prompt value="Server: "/></connection-config></connection-dialog>',
      },
    },
  }
}
