import { filledElements, type OauthConfig } from './oauth-configs.ts'

const endpointNames = ['authUri', 'tokenUri', 'userInfoUri']

export function endpoints(config: OauthConfig): OauthConfig['root'][] {
  return endpointNames.flatMap((name) => filledElements(config, name))
}
