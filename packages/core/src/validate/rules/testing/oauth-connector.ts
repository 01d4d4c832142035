import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { oauthConfig } from '../oauth/example-connector.ts'

const manifest = minimalConnector()['manifest.xml']

/** What stands on each line of {@link oauthConfig}: 3 client, 4 authUri, 5 tokenUri, 6 scopes, 7 capabilities. */
export function connector(config: string, minimum?: string): Record<string, string> {
  const text = replaceIn(manifest, '</connector-plugin>', '<oauth-config file="o.xml"/></connector-plugin>')
  const version = minimum === undefined ? '' : ` min-version-tableau="${minimum}"`
  return minimalConnector({
    'manifest.xml': replaceIn(text, ' name="Brook"', ` name="Brook"${version}`),
    'o.xml': config,
  })
}

export const at = (rule: string, place: string, severity = 'warning') =>
  `oa-${rule} ${severity} o.xml:${place}`

/** The configuration with more elements behind the client, and more capabilities, each on its own line. */
export function withMore(elements: string, ...capabilities: string[]): string {
  return oauthConfig
    .replace('</clientIdDesktop>', () => `</clientIdDesktop>${elements}`)
    .replace('<capabilities>', () => `<capabilities>${capabilities.join('')}`)
}

export const redirects = (...addresses: string[]) =>
  addresses.map((address) => `<redirectUrisDesktop>${address}</redirectUrisDesktop>`).join('')

export const element = '3:51'
export const entry = '7:24'
