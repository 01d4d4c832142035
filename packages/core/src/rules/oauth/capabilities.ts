import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import { oauthConfigs } from './oauth-configs.ts'

const url = documentationPage('oauth')

/** A capability that Tableau does not know changes nothing. */
export const capabilityUnknown: Rule = {
  id: 'oa-capability-unknown',
  severity: 'warning',
  summary: 'The capabilities of an OAuth configuration are those that the documentation names.',
  help: 'Correct the name, or remove the entry.',
  url,
  *check({ connector }) {
    for (const { file, capabilities } of oauthConfigs(connector)) {
      for (const { key, name, meant } of capabilities) {
        if (name === meant) continue
        yield {
          message: name === '' ? 'an entry has an empty <key>' : `there is no OAuth capability ${name}`,
          file,
          place: key,
          ...(meant !== undefined && { help: `Did you mean ${meant}?` }),
        }
      }
    }
  },
}

/** Capabilities are switches. */
export const capabilityValue: Rule = {
  id: 'oa-capability-value',
  severity: 'warning',
  summary: 'The value of an OAuth capability is true or false.',
  help: 'Write true or false in lower case.',
  url,
  *check({ connector }) {
    for (const { file, capabilities } of oauthConfigs(connector)) {
      for (const { name, value } of capabilities) {
        const text = value?.text.trim()
        if (value === undefined || text === 'true' || text === 'false') continue
        yield { message: `the value of ${name} is "${text}", not true or false`, file, place: value }
      }
    }
  },
}

/** Of two only one counts. */
export const capabilityDuplicate: Rule = {
  id: 'oa-capability-duplicate',
  severity: 'warning',
  summary: 'An OAuth configuration names each capability once.',
  help: 'Remove one of the entries.',
  url,
  *check({ connector }) {
    for (const { file, capabilities } of oauthConfigs(connector)) {
      const lines = new Map<string, number>()
      for (const { key, name } of capabilities) {
        const line = lines.get(name)
        if (line === undefined) lines.set(name, key.start.line)
        else if (name !== '') {
          yield { message: `${name} is there twice; the first one is on line ${line}`, file, place: key }
        }
      }
    }
  },
}
