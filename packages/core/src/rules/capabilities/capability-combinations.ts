import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, findPath } from '../../connector/xml-query.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { type CapabilitySetting, capabilitySettings } from './customizations.ts'

const url = documentationPage('capabilities')

type Settings = ReadonlyMap<string, CapabilitySetting>

/** A connection has one isolation level. */
export const capIsolationSingle: Rule = {
  id: 'cap-isolation-single',
  severity: 'error',
  summary: 'At most one isolation level is switched on.',
  help: 'Leave one CAP_ISOLATION_LEVEL_ capability at yes.',
  url,
  *check({ connector }) {
    const [first, ...others] = isolationLevels(capabilitySettings(connector))
    for (const { file, name, value } of others) {
      const message = `\`${name}\` is switched on beside \`${first?.name}\`, but a connection has one isolation level`
      yield { message, file, place: value }
    }
  },
}

/** Tableau needs to know how to set the level. */
export const capIsolationVia: Rule = {
  id: 'cap-isolation-via',
  severity: 'error',
  summary: 'A connector with an isolation level says how it is set: by SQL or by the ODBC API.',
  help: 'Switch on CAP_SET_ISOLATION_LEVEL_VIA_SQL or CAP_SET_ISOLATION_LEVEL_VIA_ODBC_API.',
  url,
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

/** Without either of them there are questions that Tableau cannot ask. */
export const capSubqueryOrTemp: Rule = {
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

/** The setting that switches subqueries off where temporary tables cannot take their place. */
export function deniedSubqueries(settings: Settings): CapabilitySetting | undefined {
  const subqueries = settings.get('CAP_QUERY_SUBQUERIES')
  const hasTables = ['CAP_CREATE_TEMP_TABLES', 'CAP_SELECT_INTO'].some((name) => settings.get(name)?.isOn)
  // Only a plain no is known to switch subqueries off.
  return subqueries?.isOn === false && !hasTables ? subqueries : undefined
}

/** Some JDBC capabilities work only together with another one. */
export const capJdbcCancelAsync: Rule = {
  id: 'cap-jdbc-cancel-async',
  severity: 'warning',
  summary: 'A JDBC capability that needs another one has it.',
  help: 'Switch the other one on, or this one off.',
  url,
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

/** With both of its ways closed Tableau cannot find the columns of a custom SQL query. */
export const capOdbcMetadataNone: Rule = {
  id: 'cap-odbc-metadata-none',
  severity: 'warning',
  summary: 'At least one way is left to find the columns of a custom SQL query.',
  help: 'Switch one of the two off.',
  url,
  *check({ connector }) {
    const settings = capabilitySettings(connector)
    const prepared = settings.get('CAP_ODBC_METADATA_SUPPRESS_PREPARED_QUERY')
    const executed = settings.get('CAP_ODBC_METADATA_SUPPRESS_EXECUTED_QUERY')
    if (!prepared?.isOn || !executed?.isOn) return
    const message = `with \`${prepared.name}\` and \`${executed.name}\` both switched on, custom SQL has no metadata`
    yield { message, file: executed.file, place: executed.value }
  },
}

/** Sizes exclude each other. */
export const capBufferSizes: Rule = {
  id: 'cap-buffer-sizes',
  severity: 'warning',
  summary: 'Of capabilities that choose a size, at most one is switched on.',
  help: 'Leave one of them at yes.',
  url,
  *check({ connector }) {
    const settings = capabilitySettings(connector)
    for (const [before, sizes, after] of exclusiveSizes) {
      const chosen = sizes.map((size) => settings.get(`CAP_ODBC_${before}${size}${after}`)).filter(isOn)
      yield* besidesTheFirst(chosen)
    }
  },
}

const exclusiveSizes: readonly (readonly [before: string, sizes: readonly string[], after: string])[] = [
  ['BIND_FORCE_', ['SMALL', 'MEDIUM', 'MAX'], '_STRING_BUFFERS'],
  ['EXPORT_BUFFERS_SIZE_', ['SMALL', 'MEDIUM', 'MASSIVE'], ''],
  ['EXPORT_TRANSACTIONS_COMMIT_BATCH_', ['SMALL', 'MEDIUM', 'MASSIVE'], ''],
  ['EXPORT_TRANSACTIONS_COMMIT_BYTES_', ['SMALL', 'MEDIUM', 'MASSIVE'], ''],
  ['EXPORT_TRANSACTIONS_COMMIT_INTERVAL_', ['SHORT', 'MEDIUM', 'LONG'], ''],
  ['FETCH_BUFFERS_SIZE_', ['SMALL', 'MEDIUM', 'MASSIVE'], ''],
  ['IMPORT_TRANSLATE_DATA_PARALLEL_', ['SMALL', 'MEDIUM', 'LARGE', 'XL'], ''],
]

function* besidesTheFirst(chosen: CapabilitySetting[]): Iterable<RuleFinding> {
  const [first, ...others] = chosen.sort((left, right) => left.value.start.offset - right.value.start.offset)
  for (const { file, name, value } of others) {
    yield { message: `\`${name}\` contradicts \`${first?.name}\`: both choose a size`, file, place: value }
  }
}

function isolationLevels(settings: Settings): CapabilitySetting[] {
  return [...settings.values()].filter(
    (setting) => setting.name.startsWith('CAP_ISOLATION_LEVEL_') && isOn(setting),
  )
}

function isOn(setting: CapabilitySetting | undefined): setting is CapabilitySetting {
  return setting?.isOn === true
}
