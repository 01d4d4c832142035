import { limitedSuggestions } from '../../report/nearest-name.ts'

const prefix = 'OAUTH_CAP_'

/** The capabilities that the documentation lists. */
export const knownOAuthCapabilities: readonly string[] = [
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

const shortNames = new Set(knownOAuthCapabilities.map((name) => name.slice(prefix.length)))

/** Tells which capability a name stands for: itself, the one it was most likely meant to be, or none. */
export function capabilityReader(): (name: string) => string | undefined {
  const suggest = limitedSuggestions()
  return (name) => {
    if (name === '' || knownOAuthCapabilities.includes(name)) return name === '' ? undefined : name
    // The common prefix would make everything look alike.
    const near = suggest(name.replace(/^(OAUTH_)?(CAP_)?/i, ''), shortNames)
    return near === undefined ? undefined : `${prefix}${near}`
  }
}
