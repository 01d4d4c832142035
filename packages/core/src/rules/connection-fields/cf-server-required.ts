import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import { attributeLists } from '../resolver/required-attributes.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { port } from './example-fields.ts'

/** Every connection has a server, even if it is fixed. */
export const rule: Rule = {
  id: 'cf-server-required',
  severity: 'warning',
  summary: 'There is a field `server`.',
  help: 'Add the field; where users have no choice, with editable="false" and a `default-value`.',
  url: documentationPage('mcd'),
  *check(context) {
    // The same mistake in the attribute list has a finding of its own.
    if (attributeLists(context).some(({ names }) => !names.has('server'))) return
    for (const { path, document } of filesOfKind(context.connector, 'connection-fields')) {
      const names = childrenNamed(document.root, 'field').map((field) => attributeOf(field, 'name')?.value)
      // For one called `v-server` the advice is to take the name.
      if (names.length === 0 || names.some((name) => name === 'server' || name?.toLowerCase() === 'v-server'))
        continue
      yield { message: 'there is no field `server`', file: path, place: document.root }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau tells connections apart by their server and shows it as their name.',
    file: 'connection-fields.xml',
    wrong: port,
    right: `<field name="server" label="Host" category="endpoint" value-type="string" editable="false"
       default-value="brook.example"/>
${port}`,
    context: {
      replaces: `<field name="server" label="Host" category="endpoint" value-type="string"/>\n  ${port}`,
    },
  }
}
