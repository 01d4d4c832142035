import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

export const rule: RuleDescription = {
  id: 'xml-not-well-formed',
  severity: 'error',
  summary: 'XML files are well-formed XML 1.0 in UTF-8 without a DOCTYPE.',
  help: 'Correct the XML at the place that the message names.',
}

export function example(): RuleExample {
  return {
    why: 'No XML parser reads the file, so neither Tableau nor any rule gets to see what is in it.',
    file: 'connection-fields.xml',
    wrong: '<field name="server" label="Host & domain" category="endpoint" value-type="string"/>',
    right: '<field name="server" label="Host &amp; domain" category="endpoint" value-type="string"/>',
    context: { replaces: '<field name="server" label="Host" category="endpoint" value-type="string"/>' },
  }
}
