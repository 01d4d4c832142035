import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import { loadsBefore, oldestRelease } from '../../package/minimum-release.ts'
import type { Rule } from '../rule.ts'
import {
  capabilityEntries,
  enabledCapability,
  filledElements,
  type KnownCapability,
  type OauthConfig,
  oauthConfigs,
} from './oauth-configs.ts'

const url = documentationPage('oauth')

const recommended: readonly KnownCapability[] = [
  'REQUIRE_PKCE',
  'PKCE_REQUIRES_CODE_CHALLENGE_METHOD',
  'SUPPORTS_STATE',
]

const singleUseRelease = '2025.2'

/** They protect the exchange against others on the same machine. */
export const recommendedCapabilities: Rule = {
  id: 'oa-recommended-caps',
  severity: 'info',
  summary: `An OAuth configuration says whether it uses ${recommended.map((name) => `OAUTH_CAP_${name}`).join(', ')}.`,
  help: 'Set them to true; where the identity provider does not support one, set it to false.',
  url,
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const missing = recommended.filter(
        (name) => capabilityEntries(config, name).length === 0 && !isSettled(config, name),
      )
      if (missing.length === 0) continue
      const names = missing.map((name) => `OAUTH_CAP_${name}`).join(', ')
      const [capabilities] = childrenNamed(config.root, 'capabilities')
      const message = `recommended, but off unless named: ${names}`
      yield { message, file: config.file, place: capabilities ?? config.root }
    }
  },
}

/** Whether a missing capability has a finding already, or cannot be used. */
function isSettled(config: OauthConfig, name: KnownCapability): boolean {
  if (name === 'REQUIRE_PKCE') return isOpenToAll(config)
  const isOff =
    capabilityEntries(config, 'REQUIRE_PKCE').length > 0 &&
    enabledCapability(config, 'REQUIRE_PKCE') === undefined
  return name === 'PKCE_REQUIRES_CODE_CHALLENGE_METHOD' && isOff
}

/** One of the two must tell Tableau from somebody else. */
export const pkceWithoutSecret: Rule = {
  id: 'oa-pkce-without-secret',
  severity: 'warning',
  summary: 'An OAuth configuration has a client secret, or uses PKCE.',
  help: 'Set OAUTH_CAP_REQUIRE_PKCE to true, or add <clientSecretDesktop>.',
  url,
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const [client] = filledElements(config, 'clientIdDesktop')
      if (client === undefined || !isOpenToAll(config)) continue
      const message = 'the client has neither a <clientSecretDesktop> nor PKCE (OAUTH_CAP_REQUIRE_PKCE)'
      yield { message, file: config.file, place: client }
    }
  },
}

/** Whether there is a client that anybody could pretend to be. */
function isOpenToAll(config: OauthConfig): boolean {
  return (
    filledElements(config, 'clientIdDesktop').length > 0 &&
    filledElements(config, 'clientSecretDesktop').length === 0 &&
    enabledCapability(config, 'REQUIRE_PKCE') === undefined
  )
}

/** Everybody can open a package. */
export const clientSecret: Rule = {
  id: 'oa-client-secret',
  severity: 'info',
  galleryOnly: true,
  summary: 'The client secret of a connector is not a confidential one.',
  help: 'Register a client for native applications of its own, and rely on PKCE.',
  url,
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const [place] = filledElements(config, 'clientSecretDesktop')
      if (place === undefined) continue
      const message = 'everybody who has the connector can read <clientSecretDesktop>'
      yield { message, file: config.file, place }
    }
  },
}

/** There is nobody to ask. */
export const userinfoPost: Rule = {
  id: 'oa-userinfo-post',
  severity: 'warning',
  summary: 'OAUTH_CAP_GET_USERNAME_USES_POST_REQUEST goes with `userInfoUri`.',
  help: 'Add <userInfoUri>, or remove the capability.',
  url,
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const entry = enabledCapability(config, 'GET_USERNAME_USES_POST_REQUEST')
      if (entry === undefined || filledElements(config, 'userInfoUri').length > 0) continue
      const message = `${entry.meant} is true, but there is no <userInfoUri>`
      yield { message, file: config.file, place: entry.key }
    }
  },
}

/** The token must be asked for and taken from the answer. */
export const idTokenMap: Rule = {
  id: 'oa-id-token-map',
  severity: 'warning',
  summary:
    'OAUTH_CAP_SUPPORTS_GET_USERINFO_FROM_ID_TOKEN goes with the scope openid and an entry `id-token` in accessTokenResponseMaps.',
  help: 'Add <scopes>openid</scopes> and the entry <key>id-token</key><value>id_token</value>.',
  url,
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

/** Older releases lose the connection after the first renewal. */
export const singleUseVersion: Rule = {
  id: 'oa-single-use-version',
  severity: 'warning',
  summary: `A connector with OAUTH_CAP_SINGLE_USE_REFRESH_TOKEN asks for Tableau ${singleUseRelease} or newer.`,
  help: `Set min-version-tableau="${singleUseRelease}" or higher in manifest.xml.`,
  url,
  wholeConnector: true,
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const entry = enabledCapability(config, 'SINGLE_USE_REFRESH_TOKEN')
      if (entry === undefined || !loadsBefore(connector, singleUseRelease)) continue
      const message = `${entry.meant} works since Tableau ${singleUseRelease}; the connector loads in ${oldestRelease(connector)} too`
      yield { message, file: config.file, place: entry.key }
    }
  },
}
