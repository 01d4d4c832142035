import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** A name of blanks passes the schema. */
export const rule: Rule = {
  id: 'mf-company-name',
  severity: 'warning',
  summary: 'The company has a name.',
  help: 'Write the name that Tableau shows after "by".',
  url: documentationPage('connection-dialog'),
  appliesTo: 'all',
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const companies = childrenNamed(document.root, 'vendor-information').flatMap((vendor) =>
        childrenNamed(vendor, 'company'),
      )
      for (const company of companies) {
        const name = attributeOf(company, 'name')
        // The schema refuses a name without any character.
        if (name === undefined || name.value === '' || name.value.trim() !== '') continue
        yield { message: 'the name of the company is blank', file: path, place: name }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau shows the name after “by” in its list of connectors; a blank one looks broken.',
    file: 'manifest.xml',
    wrong: '<company name=" "/>',
    right: '<company name="Brook Works"/>',
    context: { replaces: '<company name="Brook Works"/>' },
  }
}
