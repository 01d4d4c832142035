import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { capabilitySettings } from './customizations.ts'
import { inManifest } from './example-settings.ts'

/** Some JDBC capabilities work only together with another one. */
export const rule: Rule = {
  id: 'cap-jdbc-cancel-async',
  severity: 'warning',
  summary: 'A JDBC capability that depends on another one is switched on together with it.',
  help: 'Switch the other one on, or this one off.',
  url: documentationPage('capabilities'),
  *check({ connector }) {
    const settings = capabilitySettings(connector)
    for (const [name, needed] of jdbcNeeds) {
      const setting = settings.get(name)
      if (!setting?.isOn || settings.get(needed)?.isOn) continue
      const message = `\`${name}\` works only with \`${needed}\`, which is not switched on`
      yield { message, file: setting.file, place: setting.nameAttribute }
    }
  },
}

const jdbcNeeds: readonly (readonly [name: string, needed: string])[] = [
  ['CAP_JDBC_QUERY_CANCEL', 'CAP_JDBC_QUERY_ASYNC'],
  ['CAP_JDBC_METADATA_SUPPRESS_PREPARED_QUERY', 'CAP_JDBC_METADATA_USE_RESULTSET_FOR_TABLE'],
]

export function example(): RuleExample {
  return {
    why: 'Tableau can cancel only a query that it runs asynchronously, and can do without prepared queries only if it takes the metadata from a result set.',
    wrong: '<customization name="CAP_JDBC_QUERY_CANCEL" value="yes"/>',
    right: `<customization name="CAP_JDBC_QUERY_ASYNC" value="yes"/>
<customization name="CAP_JDBC_QUERY_CANCEL" value="yes"/>`,
    ...inManifest,
  }
}
