import { documentationPage } from '../../connector/documentation.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { knownCapabilities } from './capability-table.ts'
import { customizations } from './customizations.ts'
import { isDriverInformation } from './driver-information.ts'
import { inManifest } from './example-settings.ts'

/** A capability that is spelt otherwise by more letters than these is rather another one than a slip. */
const mostWrongLetters = 2

/** Looking for what a name means takes longer than all else, and a list full of unknown names needs no more hints. */
const maximumSuggestions = 10

/** Tableau ignores a name that it does not know, and nothing says so. It knows more names than are documented. */
export const rule: Rule = {
  id: 'cap-unknown',
  severity: 'warning',
  summary: 'Every capability is one that Tableau’s documentation lists.',
  help: 'Check the name. Tableau knows more capabilities than it documents, and ignores names that it does not know.',
  url: documentationPage('capabilities'),
  *check({ connector }) {
    const known = knownCapabilities()
    let suggestions = 0
    for (const { file, name } of customizations(connector)) {
      if (name === undefined || known.has(name.value) || isDriverInformation(name.value)) continue
      const near = suggestions++ < maximumSuggestions ? intendedCapability(name.value) : undefined
      const message = `the capability \`${name.value}\` is not documented`
      if (near === undefined) yield { message, file, place: name, severity: 'info' }
      else yield { message, file, place: name, help: `Did you mean \`${near}\`?` }
    }
  },
}

function intendedCapability(name: string): string | undefined {
  const known = knownCapabilities()
  const upper = name.trim().toUpperCase()
  const candidate = [upper, `CAP_${upper}`].find((candidate) => known.has(candidate))
  return candidate ?? nearestName(name, known.keys(), mostWrongLetters)
}

export function example(): RuleExample {
  return {
    why: 'Tableau ignores a capability that it does not know, so the setting has no effect and nothing says so.',
    wrong: '<customization name="CAP_SELECT_TOPINTO" value="no"/>',
    right: '<customization name="CAP_SELECT_TOP_INTO" value="no"/>',
    ...inManifest,
  }
}
