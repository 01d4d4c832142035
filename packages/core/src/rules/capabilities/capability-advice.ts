import type { Connector } from '../../connector/connector.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { loadsBefore, oldestRelease } from '../../package/minimum-release.ts'
import { superclassOf } from '../manifest/superclass.ts'
import type { Rule } from '../rule.ts'
import { deniedSubqueries } from './capability-combinations.ts'
import { knownCapabilities } from './capability-table.ts'
import { capabilitySettings } from './customizations.ts'

const url = documentationPage('capabilities')

/** Some capabilities are set against what the documentation recommends for every database. */
export const capRecommended: Rule = {
  id: 'cap-recommended',
  severity: 'info',
  summary:
    'A capability for which the documentation recommends one setting for all databases has that setting.',
  help: 'Follow the recommendation unless the database or its driver cannot.',
  url,
  *check({ connector }) {
    const settings = capabilitySettings(connector)
    for (const { file, name, value } of settings.values()) {
      const recommended = knownCapabilities().get(name)?.recommended
      if (recommended === undefined || !isOther(value.value, recommended)) continue
      // What is plainly wrong needs no advice.
      if (isOfOtherProtocol(connector, name) || value === deniedSubqueries(settings)?.value) continue
      const message = `\`${name}\` is set to ${value.value}, but ${recommended} is recommended`
      yield { message, file, place: value }
    }
  },
}

/** An older Tableau ignores a capability that came later. */
export const capSince: Rule = {
  id: 'cap-since',
  severity: 'warning',
  summary: 'The oldest Tableau release that loads the connector knows every capability that it switches on.',
  help: 'Raise `min-version-tableau` in the manifest, or remove the capability.',
  url,
  wholeConnector: true,
  *check({ connector }) {
    for (const { file, name, nameAttribute, isOn } of capabilitySettings(connector).values()) {
      const since = knownCapabilities().get(name)?.since
      if (!isOn || since === undefined || !loadsBefore(connector, since)) continue
      if (isOfOtherProtocol(connector, name)) continue
      const message = `\`${name}\` is there since Tableau ${since}, but ${oldestRelease(connector)} and newer load the connector`
      const help = `Set min-version-tableau="${since}" in the manifest, or remove the capability.`
      yield { message, file, place: nameAttribute, help }
    }
  },
}

/** What is about the other protocol has no effect. */
export const capWrongProtocol: Rule = {
  id: 'cap-wrong-protocol',
  severity: 'warning',
  summary: 'A JDBC connector sets no `CAP_ODBC_` capability, an ODBC connector no `CAP_JDBC_` one.',
  help: 'Remove it: it has no effect.',
  url,
  *check({ connector }) {
    for (const { file, name, nameAttribute } of capabilitySettings(connector).values()) {
      if (!isOfOtherProtocol(connector, name)) continue
      const message = `\`${name}\` has no effect in a connector with the superclass ${superclassOf({ connector })}`
      yield { message, file, place: nameAttribute }
    }
  },
}

const wrongPrefixes: ReadonlyMap<string, string> = new Map([
  ['jdbc', 'CAP_ODBC_'],
  ['odbc', 'CAP_JDBC_'],
  ['mysql_odbc', 'CAP_JDBC_'],
])

/** Names that nobody knows are another finding. */
function isOfOtherProtocol(connector: Connector, name: string): boolean {
  const wrongPrefix = wrongPrefixes.get(superclassOf({ connector }))
  return wrongPrefix !== undefined && name.startsWith(wrongPrefix) && knownCapabilities().has(name)
}

function isOther(value: string, recommended: 'yes' | 'no'): boolean {
  return value === (recommended === 'yes' ? 'no' : 'yes')
}
