import type { ProjectChoices } from './project-choices.ts'

/** Where the identity provider sends the browser back to; several, because a port may be taken. */
export const redirectAddresses: readonly string[] = [55_556, 55_557, 55_558].map(
  (port) => `http://localhost:${port}/Callback`,
)

/** What a new OAuth configuration has in place of the identifier of the client. */
export const clientIdPlaceholder = 'REPLACE-WITH-YOUR-CLIENT-ID'

/** `oauth-config.xml`, for an identity provider that knows OpenID Connect. Its addresses are to be replaced. */
export function oauthConfigFile({ class: id }: ProjectChoices): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<!-- How Tableau gets a token from the identity provider. README.md says what to register there. -->
<pluginOAuthConfig>
  <dbclass>${id}</dbclass>

  <!-- REPLACE: the client that you registered for Tableau Desktop. It is no secret: everybody who has the connector
       can read it. Where the provider insists on a secret, add clientSecretDesktop behind it; others can read that too. -->
  <clientIdDesktop>${clientIdPlaceholder}</clientIdDesktop>
  <!-- Register these addresses with the client, letter by letter. -->
${redirectAddresses.map((address) => `  <redirectUrisDesktop>${address}</redirectUrisDesktop>\n`).join('')}
  <!-- REPLACE: where the provider lets users sign in, and where it gives tokens. -->
  <authUri>https://login.example.com/oauth2/authorize</authUri>
  <tokenUri>https://login.example.com/oauth2/token</tokenUri>

  <!-- What a token is good for: openid and email tell who the user is, with offline_access Tableau can renew the token.
       REPLACE or add what your database asks for. -->
  <scopes>openid</scopes>
  <scopes>email</scopes>
  <scopes>offline_access</scopes>

  <!-- What the provider can do. The first three protect the sign-in; keep them where the provider allows it. -->
  <capabilities>
${entries([
  ['OAUTH_CAP_REQUIRE_PKCE', 'true'],
  ['OAUTH_CAP_PKCE_REQUIRES_CODE_CHALLENGE_METHOD', 'true'],
  ['OAUTH_CAP_SUPPORTS_STATE', 'true'],
  ['OAUTH_CAP_FIXED_PORT_IN_CALLBACK_URL', 'true'],
  ['OAUTH_CAP_SUPPORTS_GET_USERINFO_FROM_ID_TOKEN', 'true'],
])}  </capabilities>

  <!-- What Tableau needs (key), and what it is called in the provider's answer (value). -->
  <accessTokenResponseMaps>
${entries([
  ['ACCESSTOKEN', 'access_token'],
  ['REFRESHTOKEN', 'refresh_token'],
  ['access-token-expires-in', 'expires_in'],
  ['id-token', 'id_token'],
  ['username', 'email'],
])}  </accessTokenResponseMaps>
</pluginOAuthConfig>
`
}

function entries(pairs: [key: string, value: string][]): string {
  return pairs
    .map(
      ([key, value]) => `    <entry>
      <key>${key}</key>
      <value>${value}</value>
    </entry>
`,
    )
    .join('')
}
