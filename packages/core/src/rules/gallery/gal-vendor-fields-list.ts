import { documentationPage } from '../../connector/documentation.ts'
import { vendorFieldsByFile } from '../connection-fields/vendor-fields.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** Reviewers ask what becomes of each of them. */
export const rule: Rule = {
  id: 'gal-vendor-fields-list',
  severity: 'info',
  galleryOnly: true,
  summary: 'A submission to Tableau Exchange explains each field of your own, with sample values.',
  help: 'Write for each field what it is for, some sample values, and that it holds no personal data.',
  url: documentationPage('gallery-submission'),
  *check(context) {
    for (const [file, fields] of vendorFieldsByFile(context)) {
      const [first] = fields
      if (first === undefined) continue
      const names = fields.map(({ name }) => `\`${name}\``).join(', ')
      yield { message: `the submission must explain ${names}`, file, place: first.element }
    }
  },
}

export function example(): RuleExample {
  return {
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
  }
}
