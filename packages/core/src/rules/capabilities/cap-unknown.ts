import { documentationPage } from '../../connector/documentation.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { knownCapabilities } from './capability-table.ts'
import { customizations } from './customizations.ts'
import { isDriverInformation } from './driver-information.ts'
import { inManifest } from './example-settings.ts'

/** Looking for what a name means takes longer than all else, and a list full of unknown names needs no more hints. */
const maximumSuggestions = 10

/** A name that Tableau does not know has no effect, and nothing says so. */
export const rule: Rule = {
  id: 'cap-unknown',
  severity: 'warning',
  summary: 'Every capability is one that Tableau knows.',
  help: 'Correct the name; Tableau ignores a name that it does not know.',
  url: documentationPage('capabilities'),
  *check({ connector }) {
    const known = knownCapabilities()
    let suggestions = 0
    for (const { file, name } of customizations(connector)) {
      if (name === undefined || known.has(name.value) || isDriverInformation(name.value)) continue
      const near = suggestions++ < maximumSuggestions ? intendedCapability(name.value) : undefined
      const message = `Tableau knows no capability \`${name.value}\``
      yield { message, file, place: name, ...(near !== undefined && { help: `Did you mean \`${near}\`?` }) }
    }
  },
}

function intendedCapability(name: string): string | undefined {
  const known = knownCapabilities()
  const upper = name.trim().toUpperCase()
  return [upper, `CAP_${upper}`].find((candidate) => known.has(candidate)) ?? nearestName(name, known.keys())
}

export function example(): RuleExample {
  return {
    why: 'Tableau ignores a capability that it does not know, so the setting has no effect and nothing says so.',
    wrong: '<customization name="CAP_QUERY_TOPN" value="yes"/>',
    right: '<customization name="CAP_QUERY_TOP_N" value="yes"/>',
    ...inManifest,
  }
}
