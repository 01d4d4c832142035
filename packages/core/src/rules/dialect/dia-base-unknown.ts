import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialectsOf } from './dialect-parts.ts'

/** The dialects that the documentation lists, and the one that has a rule of its own. */
const knownBases = [
  'DefaultSQLDialect',
  'BigQuerySQLDialect',
  'DB2Dialect',
  'DenodoDialect',
  'DrillDialect',
  'EXASolution5Dialect',
  'Firebird21Dialect',
  'GreenplumDialect',
  'Hive12Dialect',
  'Impala23Dialect',
  'JetDialect',
  'MySQL41UnicodeDriverDialect',
  'MySQL8Dialect',
  'Oracle102Dialect',
  'PostgreSQL90Dialect',
  'PrestoDialect',
  'RedShiftDialect',
  'SQLServer10Dialect_Datetime2',
  'SnowflakeDialect',
  'SybaseASEDialect',
  'SybaseIQ151Dialect',
  'Teradata1410Dialect',
  'VerticaDialect',
]

/** With a base that does not exist the connector does not load. Tableau may have more of them than are listed. */
export const rule: Rule = {
  id: 'dia-base-unknown',
  severity: 'warning',
  summary: 'The base of a dialect is one of those that the documentation lists.',
  help: `The documentation lists ${knownBases.slice(1).join(', ')}.`,
  url: documentationPage('design'),
  *check({ connector }) {
    for (const { file, root } of dialectsOf(connector)) {
      const base = attributeOf(root, 'base')
      if (base === undefined || knownBases.includes(base.value)) continue
      const near = nearestName(base.value, knownBases.slice(1))
      const message = `the base "${base.value}" is not a dialect that the documentation lists; without its base a connector does not load`
      yield { message, file, place: base, ...(near !== undefined && { help: `Did you mean \`${near}\`?` }) }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'With a base that does not exist the connector does not load. Tableau may know more dialects than the documentation lists, so this is only a warning.',
    file: 'dialect.tdd',
    wrong: '<dialect name="Brook" class="brook_jdbc" base="Postgres90Dialect" version="18.1">',
    right: '<dialect name="Brook" class="brook_jdbc" base="PostgreSQL90Dialect" version="18.1">',
    context: { replaces: '<dialect name="Brook" class="brook_jdbc" version="18.1">' },
  }
}
