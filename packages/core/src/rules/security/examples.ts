import type { ExampleContext, RuleExample } from '../rule-example.ts'

/** Fields at the end of the dialog, which the connection resolver knows. */
function withFields(...names: string[]): ExampleContext {
  const added = names.map((name) => `<attr>${name}</attr>`).join('')
  return {
    replaces: '</connection-fields>',
    changes: { 'connection-resolver.tdr': [['<attr>port</attr>', `<attr>port</attr>${added}`]] },
  }
}

const end = '\n</connection-fields>'

const file = 'connection-fields.xml'

const password =
  '<field name="password" label="Password" category="authentication" value-type="string" secure="true"/>'

export const securityExamples: readonly RuleExample[] = [
  {
    rule: 'sec-sensitive-field',
    why: 'The values of all fields but `password` are stored in workbooks and written to logs as they are. Tableau Exchange refuses such a connector.',
    file,
    wrong: `<field name="v-key" label="API key" category="authentication" value-type="string"/>${end}`,
    right: `<field name="v-region" label="Region" category="endpoint" value-type="string"/>${end}`,
    context: withFields('v-key', 'v-region'),
  },
  {
    rule: 'sec-freeform-properties',
    why: 'Whoever can type any property can type credentials, which are then stored and logged, and can switch off encryption. Tableau Exchange refuses such a connector.',
    file,
    wrong: `<field name="v-extras" label="Additional JDBC parameters" category="advanced" value-type="string"
       optional="true"/>${end}`,
    right: `<field name="v-fetch-size" label="Rows per fetch" category="advanced" value-type="string"
       optional="true"/>${end}`,
    context: withFields('v-extras', 'v-fetch-size'),
  },
  {
    rule: 'sec-oauth-secret-field',
    why: 'A secret that users type in belongs to all of them. With OAuth each gets a token, which Tableau keeps and renews.',
    file,
    wrong: password.replace('"Password"', '"OAuth client secret"'),
    right: password,
    context: { replaces: password },
  },
]
