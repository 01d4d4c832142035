import { nearestName } from '../../../nearest-name.ts'
import { documentationPage } from '../documentation.ts'
import type { Rule } from '../rule.ts'
import { oauthConfigs } from './oauth-configs.ts'

const url = documentationPage('oauth')

const prefix = 'OAUTH_CAP_'

const knownCapabilities = [
  'SUPPORTS_CUSTOM_DOMAIN',
  'REQUIRE_PKCE',
  'PKCE_REQUIRES_CODE_CHALLENGE_METHOD',
  'SUPPORTS_STATE',
  'GET_USERNAME_USES_POST_REQUEST',
  'CLIENT_SECRET_IN_URL_QUERY_PARAM',
  'FIXED_PORT_IN_CALLBACK_URL',
  'SUPPORTS_HTTP_SCHEME_LOOPBACK_REDIRECT_URLS',
  'REQUIRES_PROMPT_CONSENT',
  'REQUIRES_PROMPT_SELECT_ACCOUNT',
  'SUPPORTS_GET_USERINFO_FROM_ID_TOKEN',
  'INFER_INSTANCE_URL_FROM_SERVER',
  'SINGLE_USE_REFRESH_TOKEN',
].map((name) => `${prefix}${name}`)

/** A capability that Tableau does not know changes nothing. */
export const capabilityUnknown: Rule = {
  id: 'oa-capability-unknown',
  severity: 'warning',
  summary: 'The capabilities of an OAuth configuration are those that the documentation names.',
  help: 'Correct the name, or remove the entry.',
  url,
  *check({ connector }) {
    for (const { file, capabilities } of oauthConfigs(connector)) {
      for (const { key, name } of capabilities) {
        if (knownCapabilities.includes(name)) continue
        const near = nearestCapability(name)
        yield {
          message: name === '' ? 'an entry has an empty <key>' : `there is no OAuth capability ${name}`,
          file,
          place: key,
          ...(near !== undefined && { help: `Did you mean ${near}?` }),
        }
      }
    }
  },
}

function nearestCapability(name: string): string | undefined {
  if (name === '') return undefined
  // The common prefix would make everything look alike.
  const withoutPrefix = name.replace(/^(OAUTH_)?(CAP_)?/i, '')
  const shortNames = knownCapabilities.map((known) => known.slice(prefix.length))
  const near = nearestName(withoutPrefix, shortNames)
  return near === undefined ? undefined : `${prefix}${near}`
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
