import { documentationPage } from '../../connector/documentation.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { Rule } from '../rule.ts'
import { knownCapabilities } from './capability-table.ts'
import { customizations, meaningOf } from './customizations.ts'

const url = documentationPage('capabilities')

/** Looking for what a name means takes longer than all else, and a list full of unknown names needs no more hints. */
const maximumSuggestions = 10

/** A name that Tableau does not know has no effect, and nothing says so. */
export const capUnknown: Rule = {
  id: 'cap-unknown',
  severity: 'warning',
  summary: 'Every capability is one that Tableau knows.',
  help: 'Correct the name; Tableau ignores a name that it does not know.',
  url,
  *check({ connector }) {
    const known = knownCapabilities()
    let suggestions = 0
    for (const { file, name } of customizations(connector)) {
      if (name === undefined || known.has(name.value) || isDriverInformation(name.value)) continue
      const near = suggestions++ < maximumSuggestions ? meantCapability(name.value) : undefined
      const message = `Tableau knows no capability \`${name.value}\``
      yield { message, file, place: name, ...(near !== undefined && { help: `Did you mean \`${near}\`?` }) }
    }
  },
}

/** Capabilities are switched by yes and no. */
export const capValue: Rule = {
  id: 'cap-value',
  severity: 'warning',
  summary: 'A capability is set to `yes` or `no`.',
  help: 'Write value="yes" or value="no".',
  url,
  *check({ connector }) {
    for (const { file, name, value } of customizations(connector)) {
      if (name === undefined || value === undefined || isDriverInformation(name.value)) continue
      if (value.value === 'yes' || value.value === 'no') continue
      const meaning = meaningOf(value.value)
      const message = `\`${name.value}\` is set to "${value.value}" instead of yes or no`
      const help = `Write value="${meaning ? 'yes' : 'no'}".`
      yield { message, file, place: value, ...(meaning !== undefined && { help }) }
    }
  },
}

/** The schema lets a customization be empty, but it says nothing then. */
export const capMissingAttr: Rule = {
  id: 'cap-missing-attr',
  severity: 'warning',
  summary: 'A customization has a name and a value.',
  help: 'Write <customization name="CAP_..." value="yes"/>, or remove the element.',
  url,
  *check({ connector }) {
    for (const { file, element, name, value } of customizations(connector)) {
      if (name !== undefined && value !== undefined) continue
      const missing = name !== undefined ? 'value' : value !== undefined ? 'name' : 'name and no value'
      yield { message: `<customization> has no ${missing}, so it sets nothing`, file, place: element }
    }
  },
}

/** Nothing says which of two settings counts. */
export const capDuplicate: Rule = {
  id: 'cap-duplicate',
  severity: 'warning',
  summary: 'Each capability is set once.',
  help: 'Remove one of the two.',
  url,
  *check({ connector }) {
    const lines = new Map<string, number>()
    for (const { file, name } of customizations(connector)) {
      if (name === undefined) continue
      const line = lines.get(name.value)
      if (line === undefined) lines.set(name.value, name.start.line)
      else yield { message: `\`${name.value}\` is already set on line ${line}`, file, place: name }
    }
  },
}

/** Names of what an ODBC driver tells about itself, which customizations may correct too. */
function isDriverInformation(name: string): boolean {
  return name.startsWith('SQL_')
}

function meantCapability(name: string): string | undefined {
  const known = knownCapabilities()
  const upper = name.trim().toUpperCase()
  return [upper, `CAP_${upper}`].find((candidate) => known.has(candidate)) ?? nearestName(name, known.keys())
}
