import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialogFields } from './dialog-fields.ts'
import { atTheEnd, end } from './example-fields.ts'

/** Names of one's own that mean what Tableau has a field for; those of secrets have findings already. */
const duplicatedNames: Record<string, string> = {
  'v-server': 'server',
  'v-port': 'port',
  'v-sslmode': 'sslmode',
  'v-auth': 'authentication',
  'v-authentication': 'authentication',
  'v-username': 'username',
  'v-instanceurl': 'instanceurl',
}

/** Tableau does more with its own fields, such as asking for them again. */
export const rule: Rule = {
  id: 'cf-vendor-duplicates-platform',
  severity: 'warning',
  summary: 'A field of your own does not take the place of one that Tableau knows.',
  help: 'Use the field that Tableau knows.',
  url: documentationPage('connection-dialog'),
  *check({ connector }) {
    const names = new Set(dialogFields(connector).map(({ name }) => name.value))
    for (const { file, name } of dialogFields(connector)) {
      const key = name.value.toLowerCase()
      const platform = Object.hasOwn(duplicatedNames, key) ? duplicatedNames[key] : undefined
      // Beside that one it is for something else, such as a second user.
      if (platform === undefined || names.has(platform)) continue
      const message = `the field \`${name.value}\` does what Tableau's own field \`${platform}\` is for`
      yield { message, file, place: name }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau does more with the fields that it knows: it asks for them again, publishes them and tells connections apart by them. A field of your own gets none of that.',
    file: 'connection-fields.xml',
    wrong: `<field name="v-sslmode" label="Encrypt" value-type="boolean">
  <boolean-options><false-value value=""/><true-value value="require"/></boolean-options>
</field>${end}`,
    right: `<field name="sslmode" label="Encrypt" value-type="boolean">
  <boolean-options><false-value value=""/><true-value value="require"/></boolean-options>
</field>${end}`,
    context: atTheEnd(['v-sslmode', 'sslmode']),
  }
}
