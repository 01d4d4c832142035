import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { knownCapabilities } from './capability-table.ts'
import { capabilitySettings } from './customizations.ts'
import { inManifest } from './example-settings.ts'
import { belongsToOtherProtocol } from './protocol-prefixes.ts'
import { deniedSubqueries } from './switched-on.ts'

/** Some capabilities are set against what the documentation recommends for every database. */
export const rule: Rule = {
  id: 'cap-recommended',
  severity: 'info',
  summary:
    'A capability for which the documentation recommends one setting for all databases has that setting.',
  help: 'Follow the recommendation unless the database or its driver cannot.',
  url: documentationPage('capabilities'),
  *check({ connector }) {
    const settings = capabilitySettings(connector)
    for (const { file, name, value } of settings.values()) {
      const recommended = knownCapabilities().get(name)?.recommended
      if (recommended === undefined || !isOther(value.value, recommended)) continue
      // What is plainly wrong needs no advice.
      if (belongsToOtherProtocol(connector, name) || value === deniedSubqueries(settings)?.value) continue
      const message = `\`${name}\` is set to ${value.value}, but ${recommended} is recommended`
      yield { message, file, place: value }
    }
  },
}

function isOther(value: string, recommended: 'yes' | 'no'): boolean {
  return value === (recommended === 'yes' ? 'no' : 'yes')
}

export function example(): RuleExample {
  return {
    why: 'For some capabilities the documentation recommends one setting whatever the database. The opposite is right only for a database or driver that cannot do otherwise.',
    wrong: '<customization name="CAP_QUERY_ALLOW_PARTIAL_AGGREGATION" value="no"/>',
    right: '<customization name="CAP_QUERY_ALLOW_PARTIAL_AGGREGATION" value="yes"/>',
    ...inManifest,
  }
}
