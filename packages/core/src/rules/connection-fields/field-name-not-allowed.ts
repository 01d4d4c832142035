import { documentationPage } from '../../connector/documentation.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { withListedFields } from './example-listed-fields.ts'
import { namedFields } from './named-fields.ts'

/** The fields that Tableau knows; all others must start with `v-`. */
const platformFields = [
  'server',
  'port',
  'sslmode',
  'authentication',
  'username',
  'password',
  'instanceurl',
  'vendor1',
  'vendor2',
  'vendor3',
]

/** What other tools call a field that Tableau knows. */
const otherNames: Readonly<Record<string, string>> = {
  host: 'server',
  hostname: 'server',
  login: 'username',
  pwd: 'password',
  ssl: 'sslmode',
}

/** The field that a name stands for: one that is nearly the same, that it begins, or that is called so elsewhere. */
function meantField(name: string): string | undefined {
  const plain = name.toLowerCase()
  const begun = plain.length > 2 ? platformFields.find((field) => field.startsWith(plain)) : undefined
  return nearestName(name, platformFields) ?? begun ?? otherNames[plain]
}

/** Field names are Tableau's own or start with `v-`. */
export const rule: Rule = {
  id: 'field-name-not-allowed',
  severity: 'error',
  summary: 'A field is one that Tableau knows, or its name starts with `v-`.',
  help: `Use one of ${platformFields.join(', ')}, or a name that starts with \`v-\`.`,
  url: documentationPage('mcd'),
  *check(context) {
    for (const { file, name } of namedFields(context)) {
      if (platformFields.includes(name.value) || name.value.startsWith('v-')) continue
      const near = meantField(name.value) ?? `v-${name.value}`
      const help = `Did you mean \`${near}\`? Names of your own start with \`v-\`; Tableau knows ${platformFields.join(', ')}.`
      yield { message: `a field cannot be called \`${name.value}\``, file, place: name, help }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Names without `v-` are Tableau’s own, now or in a later release.',
    wrong: '<field name="region" label="Region" category="general" value-type="string" optional="true"/>',
    right: '<field name="v-region" label="Region" category="general" value-type="string" optional="true"/>',
    ...withListedFields('region', 'v-region'),
  }
}
