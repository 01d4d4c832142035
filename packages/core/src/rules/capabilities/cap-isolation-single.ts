import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { capabilitySettings } from './customizations.ts'
import { inOdbcManifest } from './example-settings.ts'
import { isolationLevels } from './switched-on.ts'

/** A connection has one isolation level. */
export const rule: Rule = {
  id: 'cap-isolation-single',
  severity: 'error',
  summary: 'At most one isolation level is switched on.',
  help: 'Leave one CAP_ISOLATION_LEVEL_ capability at yes.',
  url: documentationPage('capabilities'),
  *check({ connector }) {
    const [first, ...others] = isolationLevels(capabilitySettings(connector))
    for (const { file, name, value } of others) {
      const message = `\`${name}\` is switched on beside \`${first?.name}\`, but a connection has one isolation level`
      yield { message, file, place: value }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'A connection has one isolation level, so one of the two that are switched on has no effect.',
    wrong: `<customization name="CAP_ISOLATION_LEVEL_READ_COMMITTED" value="yes"/>
<customization name="CAP_ISOLATION_LEVEL_SERIALIZABLE" value="yes"/>
<customization name="CAP_SET_ISOLATION_LEVEL_VIA_ODBC_API" value="yes"/>`,
    right: `<customization name="CAP_ISOLATION_LEVEL_READ_COMMITTED" value="yes"/>
<customization name="CAP_SET_ISOLATION_LEVEL_VIA_ODBC_API" value="yes"/>`,
    ...inOdbcManifest,
  }
}
