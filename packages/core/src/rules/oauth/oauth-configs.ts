import type { Connector } from '../../connector/connector.ts'
import { filesOfKind } from '../../connector/connector-files.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import { capabilityReader } from './capability-names.ts'

/** An OAuth configuration with what rules ask of it. */
export interface OauthConfig {
  file: string
  root: XmlElement
  capabilities: OauthCapability[]
  accessMap: ResponseMap | undefined
  refreshMap: ResponseMap | undefined
}

/** An entry of a capability. */
export interface OauthCapability extends OauthEntry {
  /** What the name was most likely meant to be: a mistyped one is one mistake, whatever follows from it. */
  meant: string | undefined
}

/** What Tableau takes from the answer to a request for a token. */
export interface ResponseMap {
  element: XmlElement
  entries: OauthEntry[]
}

/** An `entry` with a `key`. */
export interface OauthEntry {
  /** The `key` element. */
  key: XmlElement
  /** The text of the key without the blanks around it. */
  name: string
  value: XmlElement | undefined
}

/** The capabilities that rules look at, without their common prefix. */
export type KnownCapability =
  | 'SUPPORTS_CUSTOM_DOMAIN'
  | 'REQUIRE_PKCE'
  | 'PKCE_REQUIRES_CODE_CHALLENGE_METHOD'
  | 'SUPPORTS_STATE'
  | 'GET_USERNAME_USES_POST_REQUEST'
  | 'FIXED_PORT_IN_CALLBACK_URL'
  | 'SUPPORTS_HTTP_SCHEME_LOOPBACK_REDIRECT_URLS'
  | 'SUPPORTS_GET_USERINFO_FROM_ID_TOKEN'
  | 'INFER_INSTANCE_URL_FROM_SERVER'
  | 'SINGLE_USE_REFRESH_TOKEN'

const configsByConnector = new WeakMap<Connector, OauthConfig[]>()

/** The OAuth configurations of a connector. */
export function oauthConfigs(connector: Connector): readonly OauthConfig[] {
  const known =
    configsByConnector.get(connector) ??
    filesOfKind(connector, 'oauth-config').map(({ path, document }) => readConfig(path, document.root))
  configsByConnector.set(connector, known)
  return known
}

/** The elements of that name that have a text, in document order. */
export function filledElements({ root }: OauthConfig, name: string): XmlElement[] {
  return childrenNamed(root, name).filter(({ text }) => text.trim() !== '')
}

/** The entry that sets a capability to true, however that is written. */
export function enabledCapability(config: OauthConfig, name: KnownCapability): OauthCapability | undefined {
  return capabilityEntries(config, name).find(({ value }) => /^\s*(true|1|yes)\s*$/i.test(value?.text ?? ''))
}

/** The entries for a capability, whatever their value. */
export function capabilityEntries(
  { capabilities }: OauthConfig,
  capability: KnownCapability,
): OauthCapability[] {
  return capabilities.filter(({ meant }) => meant === `OAUTH_CAP_${capability}`)
}

function readConfig(file: string, root: XmlElement): OauthConfig {
  const entriesOf = (element: XmlElement): OauthEntry[] =>
    childrenNamed(element, 'entry').flatMap((entry) => {
      const [key] = childrenNamed(entry, 'key')
      const [value] = childrenNamed(entry, 'value')
      return key === undefined ? [] : [{ key, name: key.text.trim(), value }]
    })
  const intendedBy = capabilityReader()
  const mapOf = (name: string): ResponseMap | undefined => {
    const [element] = childrenNamed(root, name)
    return element && { element, entries: entriesOf(element) }
  }
  return {
    file,
    root,
    capabilities: childrenNamed(root, 'capabilities')
      .flatMap(entriesOf)
      .map((entry) => ({ ...entry, meant: intendedBy(entry.name) })),
    accessMap: mapOf('accessTokenResponseMaps'),
    refreshMap: mapOf('refreshTokenResponseMaps'),
  }
}
