import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { capability, oauthConfig, withOauth } from './example-connector.ts'
import { accessMap, capabilities } from './example-parts.ts'
import { enabledCapability, oauthConfigs } from './oauth-configs.ts'

/** The token must be asked for and taken from the answer. */
export const rule: Rule = {
  id: 'oa-id-token-map',
  severity: 'warning',
  summary:
    'OAUTH_CAP_SUPPORTS_GET_USERINFO_FROM_ID_TOKEN goes with the scope openid and an entry `id-token` in accessTokenResponseMaps.',
  help: 'Add <scopes>openid</scopes> and the entry <key>id-token</key><value>id_token</value>.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const entry = enabledCapability(config, 'SUPPORTS_GET_USERINFO_FROM_ID_TOKEN')
      if (entry === undefined) continue
      const scopes = childrenNamed(config.root, 'scopes').flatMap(({ text }) => text.trim().split(/\s+/))
      const hasToken = config.accessMap?.entries.some(({ name }) => name === 'id-token') ?? true
      const missing = [
        ...(scopes.includes('openid') ? [] : ['there is no scope openid']),
        ...(hasToken ? [] : ['<accessTokenResponseMaps> has no id-token']),
      ]
      if (missing.length === 0) continue
      yield {
        message: `${entry.meant} is true, but ${missing.join(' and ')}`,
        file: config.file,
        place: entry.key,
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau reads the user name from the ID token. It gets one only with the scope openid, and finds it only by the map.',
    file: 'oauth.xml',
    wrong: accessMap,
    right: accessMap.replace(
      '    <entry>',
      '    <entry><key>id-token</key><value>id_token</value></entry>\n    <entry>',
    ),
    context: {
      replaces: accessMap,
      changes: {
        ...withOauth,
        'oauth.xml': oauthConfig
          .replace('>read<', '>openid<')
          .replace(capabilities, `${capabilities}${capability('SUPPORTS_GET_USERINFO_FROM_ID_TOKEN')}`),
      },
    },
  }
}
