import type { RuleExample } from '../rule-example.ts'

export const galleryExamples: readonly RuleExample[] = [
  {
    rule: 'gal-jdbc-only',
    why: 'Tableau Exchange takes connectors upon JDBC only. Others can be given to users as a file.',
    file: 'manifest.xml',
    wrong: 'superclass="mysql_odbc"',
    right: 'superclass="jdbc"',
    context: { replaces: 'superclass="jdbc"', profile: 'gallery' },
  },
  {
    rule: 'gal-vendor-fields-list',
    why: 'The values of your own fields are stored and logged in clear text, so reviewers want to know what each is for. The fewer there are, the shorter the review.',
    file: 'connection-fields.xml',
    wrong:
      '<field name="v-region" label="Region" category="advanced" value-type="string" default-value="eu" optional="true"/>',
    right: '<!-- no fields of your own, or a list of them beside the submission -->',
    context: {
      replaces: '<!-- here -->',
      changes: {
        'connection-fields.xml': [['</connection-fields>', '<!-- here --></connection-fields>']],
        'connection-resolver.tdr': [['<attr>port</attr>', '<attr>port</attr><attr>v-region</attr>']],
      },
      profile: 'gallery',
    },
  },
]
