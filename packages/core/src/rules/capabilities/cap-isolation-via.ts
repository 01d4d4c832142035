import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, findPath } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { capabilitySettings } from './customizations.ts'
import { inOdbcManifest } from './example-settings.ts'
import { isolationLevels } from './switched-on.ts'

/** Tableau needs to know how to set the level. */
export const rule: Rule = {
  id: 'cap-isolation-via',
  severity: 'error',
  summary: 'A connector with an isolation level says how it is set: by SQL or by the ODBC API.',
  help: 'Switch on CAP_SET_ISOLATION_LEVEL_VIA_SQL or CAP_SET_ISOLATION_LEVEL_VIA_ODBC_API.',
  url: documentationPage('capabilities'),
  *check({ connector }) {
    const settings = capabilitySettings(connector)
    const [level] = isolationLevels(settings)
    if (level === undefined) return
    const viaSql = settings.get('CAP_SET_ISOLATION_LEVEL_VIA_SQL')
    if (!viaSql?.isOn && !settings.get('CAP_SET_ISOLATION_LEVEL_VIA_ODBC_API')?.isOn) {
      const message = `\`${level.name}\` is switched on, but no CAP_SET_ISOLATION_LEVEL_VIA_ capability is`
      yield { message, file: level.file, place: level.nameAttribute }
    }
    if (!viaSql?.isOn) return
    for (const { document } of filesOfKind(connector, 'dialect')) {
      const inherits = attributeOf(document.root, 'base') !== undefined
      if (inherits || findPath(document.root, 'sql-format', 'format-set-isolation-level') !== undefined)
        continue
      const message = `\`${viaSql.name}\` is switched on, but the dialect has no <format-set-isolation-level>`
      const help = 'Add <format-set-isolation-level value="..."/> to the <sql-format> of the dialect.'
      yield { message, file: viaSql.file, place: viaSql.nameAttribute, severity: 'warning', help }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau sets an isolation level only where it is told how. To use SQL it also needs the statement, from `<format-set-isolation-level>` in the dialect.',
    wrong: '<customization name="CAP_ISOLATION_LEVEL_SERIALIZABLE" value="yes"/>',
    right: `<customization name="CAP_ISOLATION_LEVEL_SERIALIZABLE" value="yes"/>
<customization name="CAP_SET_ISOLATION_LEVEL_VIA_ODBC_API" value="yes"/>`,
    ...inOdbcManifest,
  }
}
