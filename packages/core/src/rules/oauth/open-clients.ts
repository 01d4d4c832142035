import { enabledCapability, filledElements, type OauthConfig } from './oauth-configs.ts'

/** Whether there is a client that anybody could impersonate. */
export function isOpenToAll(config: OauthConfig): boolean {
  return (
    filledElements(config, 'clientIdDesktop').length > 0 &&
    filledElements(config, 'clientSecretDesktop').length === 0 &&
    enabledCapability(config, 'REQUIRE_PKCE') === undefined
  )
}
