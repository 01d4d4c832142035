import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** Without a link users are left alone with a missing driver. */
export const rule: Rule = {
  id: 'mf-driver-link-missing',
  severity: 'info',
  summary: 'The manifest says where users get the driver.',
  help: 'Add <driver-download-link url="https://..."/> after <support-link>.',
  url: documentationPage('connection-dialog'),
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const [vendor] = childrenNamed(document.root, 'vendor-information')
      if (vendor === undefined || childrenNamed(vendor, 'driver-download-link').length > 0) continue
      const message =
        'there is no <driver-download-link>, so Tableau cannot tell users where to get a missing driver'
      yield { message, file: path, place: vendor }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Where the driver is missing Tableau shows a link to download it, if the manifest has one.',
    file: 'manifest.xml',
    wrong: '<support-link url="https://brook.example/support"/>',
    right: `<support-link url="https://brook.example/support"/>
<driver-download-link url="https://brook.example/drivers"/>`,
    context: {
      replaces: '<support-link url="https://brook.example/support"/>',
      changes: { 'manifest.xml': [['<driver-download-link url="https://brook.example/drivers"/>', '']] },
    },
  }
}
