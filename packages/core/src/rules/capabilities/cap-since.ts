import { documentationPage } from '../../connector/documentation.ts'
import { loadsBefore, oldestRelease } from '../../package/minimum-release.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { knownCapabilities } from './capability-table.ts'
import { capabilitySettings } from './customizations.ts'
import { inManifest } from './example-settings.ts'
import { belongsToOtherProtocol } from './protocol-prefixes.ts'

/** An older Tableau ignores a capability that came later. */
export const rule: Rule = {
  id: 'cap-since',
  severity: 'warning',
  summary: 'The oldest Tableau release that loads the connector knows every capability that it switches on.',
  help: 'Raise `min-version-tableau` in the manifest, or remove the capability.',
  url: documentationPage('capabilities'),
  wholeConnector: true,
  *check({ connector }) {
    for (const { file, name, nameAttribute, isOn } of capabilitySettings(connector).values()) {
      const since = knownCapabilities().get(name)?.since
      if (!isOn || since === undefined || !loadsBefore(connector, since)) continue
      if (belongsToOtherProtocol(connector, name)) continue
      const message = `\`${name}\` is there since Tableau ${since}, but ${oldestRelease(connector)} and newer load the connector`
      const help = `Set min-version-tableau="${since}" in the manifest, or remove the capability.`
      yield { message, file, place: nameAttribute, help }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'An older Tableau ignores the capability and connects without it. Raise `min-version-tableau` to the release that knows the capability, or do without.',
    wrong: '<customization name="CAP_JDBC_QUERY_DISABLE_AUTO_COMMIT" value="yes"/>',
    right: '<customization name="CAP_SUPPORTS_INITIAL_SQL" value="yes"/>',
    ...inManifest,
  }
}
