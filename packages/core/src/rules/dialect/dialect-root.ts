import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import { nearestName } from '../../report/nearest-name.ts'
import { hasBareProtocol, superclassOf } from '../manifest/superclass.ts'
import type { Rule } from '../rule.ts'
import { dialectsOf } from './dialect-parts.ts'

const url = documentationPage('dialect')

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
export const diaBaseUnknown: Rule = {
  id: 'dia-base-unknown',
  severity: 'warning',
  summary: 'The base of a dialect is one of those that the documentation lists.',
  help: `The documentation lists ${knownBases.slice(1).join(', ')}.`,
  url,
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

/** The bare protocols have no dialect to fall back to. */
export const diaMissingForOdbcJdbc: Rule = {
  id: 'dia-missing-for-odbc-jdbc',
  severity: 'error',
  summary: 'A connector with the superclass `odbc` or `jdbc` has a dialect.',
  help: 'Add <dialect file="dialect.tdd"/> and the file.',
  url: documentationPage('design'),
  *check(context) {
    if (!hasBareProtocol(context)) return
    for (const { path, document } of filesOfKind(context.connector, 'manifest')) {
      if (childrenNamed(document.root, 'dialect').length > 0) continue
      const place = attributeOf(document.root, 'superclass') ?? document.root
      const message = `the superclass ${superclassOf(context)} has no dialect, and the manifest has no <dialect>`
      yield { message, file: path, place }
    }
  },
}

/** The version says by which release's rules the dialect is read. */
export const diaVersionFormat: Rule = {
  id: 'dia-version-format',
  severity: 'info',
  summary: 'The version of a dialect is a year of two digits and a quarter, such as 18.1.',
  help: 'Write version="18.1", or the release that the dialect was written for.',
  url,
  *check({ connector }) {
    for (const { file, root } of dialectsOf(connector)) {
      const version = attributeOf(root, 'version')
      // The schema refuses what does not begin like a version.
      if (version === undefined || !/^\p{Nd}/u.test(version.value)) continue
      if (/^[0-9]{2}\.[1-4]$/.test(version.value)) continue
      yield { message: `version="${version.value}" is not of the form 18.1`, file, place: version }
    }
  },
}
