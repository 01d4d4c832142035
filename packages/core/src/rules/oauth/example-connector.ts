import type { ExampleContext } from '../rule-example.ts'

/** An OAuth configuration in which nothing is to be found. */
export const oauthConfig: string = `<pluginOAuthConfig>
  <dbclass>brook_jdbc</dbclass>
  <clientIdDesktop>brook-desktop</clientIdDesktop>
  <authUri>https://brook.example/authorize</authUri>
  <tokenUri>https://brook.example/token</tokenUri>
  <scopes>read</scopes>
  <capabilities>
    <entry><key>OAUTH_CAP_REQUIRE_PKCE</key><value>true</value></entry>
    <entry><key>OAUTH_CAP_PKCE_REQUIRES_CODE_CHALLENGE_METHOD</key><value>true</value></entry>
    <entry><key>OAUTH_CAP_SUPPORTS_STATE</key><value>true</value></entry>
  </capabilities>
  <accessTokenResponseMaps>
    <entry><key>ACCESSTOKEN</key><value>access_token</value></entry>
    <entry><key>REFRESHTOKEN</key><value>refresh_token</value></entry>
    <entry><key>username</key><value>user</value></entry>
  </accessTokenResponseMaps>
</pluginOAuthConfig>`

export const passwordOption: string = '<option label="User name and key" value="auth-user-pass"/>'

/** The minimal connector with OAuth. */
export const withOauth: Record<
  'manifest.xml' | 'connection-fields.xml',
  readonly (readonly [string, string])[]
> &
  Record<'oauth.xml', string> = {
  'oauth.xml': oauthConfig,
  'manifest.xml': [['</connector-plugin>', '<oauth-config file="oauth.xml"/></connector-plugin>']],
  'connection-fields.xml': [[passwordOption, `${passwordOption}<option label="OAuth" value="oauth"/>`]],
}

/** An entry of a capability. */
export function capability(name: string, value = 'true'): string {
  return `<entry><key>OAUTH_CAP_${name}</key><value>${value}</value></entry>`
}

/** How a snippet replaces a part of the OAuth configuration, which has further capabilities. */
export function inConfig(replaces: string, ...capabilities: string[]): ExampleContext {
  const entries = capabilities.map((name) => capability(name)).join('')
  const config = oauthConfig.replace('</capabilities>', () => `${entries}</capabilities>`)
  return { replaces, changes: { ...withOauth, 'oauth.xml': config } }
}
