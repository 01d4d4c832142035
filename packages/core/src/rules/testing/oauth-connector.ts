import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { oauthConfig } from '../oauth/example-connector.ts'

const manifest = minimalConnector()['manifest.xml']

/** The minimal connector with an OAuth configuration, `o.xml`, and a minimum version. */
export function connector(config: string, minimum?: string): Record<string, string> {
  const text = replaceIn(manifest, '</connector-plugin>', '<oauth-config file="o.xml"/></connector-plugin>')
  const version = minimum === undefined ? '' : ` min-version-tableau="${minimum}"`
  return minimalConnector({
    'manifest.xml': replaceIn(text, ' name="Brook"', ` name="Brook"${version}`),
    'o.xml': config,
  })
}

/** A finding in the configuration. */
export const at = (rule: string, place: string, severity = 'warning') =>
  `oa-${rule} ${severity} o.xml:${place}`

/** The configuration with more elements after the client, and with more capabilities before its own. */
export function withMore(elements: string, ...capabilities: string[]): string {
  return oauthConfig
    .replace('</clientIdDesktop>', () => `</clientIdDesktop>${elements}`)
    .replace('<capabilities>', () => `<capabilities>${capabilities.join('')}`)
}

/** Elements with redirect addresses. */
export const redirects = (...addresses: string[]) =>
  addresses.map((address) => `<redirectUrisDesktop>${address}</redirectUrisDesktop>`).join('')

/** Where {@link withMore} puts the first element. */
export const element = '3:51'
/** Where {@link withMore} puts the key of the first capability. */
export const entry = '7:24'
