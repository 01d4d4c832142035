import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { capabilitySettings } from './customizations.ts'
import { inManifest } from './example-settings.ts'
import { deniedSubqueries } from './switched-on.ts'

/** Without either of them there are questions that Tableau cannot ask. */
export const rule: Rule = {
  id: 'cap-subquery-or-temp',
  severity: 'warning',
  summary: 'Subqueries or temporary tables are allowed.',
  help: 'Switch on CAP_QUERY_SUBQUERIES or CAP_CREATE_TEMP_TABLES if the database has either.',
  url: documentationPage('design'),
  *check({ connector }) {
    const subqueries = deniedSubqueries(capabilitySettings(connector))
    if (subqueries === undefined) return
    const message = `\`${subqueries.name}\` is switched off and temporary tables are not switched on, so Tableau cannot ask some questions at all`
    yield { message, file: subqueries.file, place: subqueries.value }
  },
}

export function example(): RuleExample {
  return {
    why: 'Filters on aggregates, sets and many other questions need a subquery or a temporary table. Without either Tableau shows an error in place of the answer.',
    wrong: '<customization name="CAP_QUERY_SUBQUERIES" value="no"/>',
    right: `<customization name="CAP_QUERY_SUBQUERIES" value="no"/>
<customization name="CAP_CREATE_TEMP_TABLES" value="yes"/>`,
    ...inManifest,
  }
}
