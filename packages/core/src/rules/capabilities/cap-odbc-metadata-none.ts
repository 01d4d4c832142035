import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { capabilitySettings } from './customizations.ts'
import { inOdbcManifest } from './example-settings.ts'

/** With both of its ways closed Tableau cannot find the columns of a custom SQL query. */
export const rule: Rule = {
  id: 'cap-odbc-metadata-none',
  severity: 'warning',
  summary: 'At least one way is left to find the columns of a custom SQL query.',
  help: 'Switch one of the two off.',
  url: documentationPage('capabilities'),
  *check({ connector }) {
    const settings = capabilitySettings(connector)
    const prepared = settings.get('CAP_ODBC_METADATA_SUPPRESS_PREPARED_QUERY')
    const executed = settings.get('CAP_ODBC_METADATA_SUPPRESS_EXECUTED_QUERY')
    if (!prepared?.isOn || !executed?.isOn) return
    const message = `with \`${prepared.name}\` and \`${executed.name}\` both switched on, custom SQL has no metadata`
    yield { message, file: executed.file, place: executed.value }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau learns the columns of custom SQL by preparing the query or by executing it. With both suppressed, custom SQL does not work.',
    wrong: `<customization name="CAP_ODBC_METADATA_SUPPRESS_PREPARED_QUERY" value="yes"/>
<customization name="CAP_ODBC_METADATA_SUPPRESS_EXECUTED_QUERY" value="yes"/>`,
    right: '<customization name="CAP_ODBC_METADATA_SUPPRESS_PREPARED_QUERY" value="yes"/>',
    ...inOdbcManifest,
  }
}
