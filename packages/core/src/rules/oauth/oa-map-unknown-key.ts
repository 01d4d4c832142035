import { documentationPage } from '../../connector/documentation.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { inConfig } from './example-connector.ts'
import { oauthConfigs, type ResponseMap } from './oauth-configs.ts'
import { knownKeys, missingKeys, requiredForAccess, requiredForRefresh } from './response-maps.ts'

/** A key of one's own is of no use to Tableau; one that looks like a known key was meant to be it. */
export const rule: Rule = {
  id: 'oa-map-unknown-key',
  severity: 'info',
  summary: `The optional keys of the response maps are spelt as Tableau does: ${knownKeys.slice(3).join(', ')}.`,
  help: 'Write the key letter by letter.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const { file, accessMap, refreshMap } of oauthConfigs(connector)) {
      yield* findLookalikes(file, accessMap, requiredForAccess)
      yield* findLookalikes(file, refreshMap, requiredForRefresh)
    }
  },
}

function* findLookalikes(
  file: string,
  map: ResponseMap | undefined,
  required: readonly string[],
): Iterable<RuleFinding> {
  if (map === undefined) return
  const reported = new Set(missingKeys(map, required).values())
  for (const entry of map.entries) {
    if (knownKeys.includes(entry.name) || reported.has(entry)) continue
    const near = nearestName(entry.name, knownKeys)
    if (near === undefined) continue
    const message = `Tableau does not know the key "${entry.name}"; it knows ${near}`
    yield { message, file, place: entry.key, help: `Did you mean ${near}?` }
  }
}

export function example(): RuleExample {
  return {
    why: 'Tableau looks for its own names. It does not find what is spelt differently.',
    file: 'oauth.xml',
    wrong:
      '<accessTokenResponseMaps>\n<entry><key>access_token_expires_in</key><value>expires_in</value></entry>',
    right:
      '<accessTokenResponseMaps>\n<entry><key>access-token-expires-in</key><value>expires_in</value></entry>',
    context: inConfig('<accessTokenResponseMaps>'),
  }
}
