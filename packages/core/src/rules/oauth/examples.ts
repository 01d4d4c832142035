import type { RuleExample } from '../rule-example.ts'
import { capability, inConfig, oauthConfig, withOauth } from './example-connector.ts'
import { identityExamples } from './identity-examples.ts'
import { instanceExamples } from './instance-examples.ts'

const file = 'oauth.xml'

/** Where further capabilities can stand. */
const capabilities = '<capabilities>'

const client = '<clientIdDesktop>brook-desktop</clientIdDesktop>'

const pkce = capability('REQUIRE_PKCE')

const state = capability('SUPPORTS_STATE')

const pkceAndOthers = `${pkce}
    ${capability('PKCE_REQUIRES_CODE_CHALLENGE_METHOD')}
    ${state}`

const accessMap = `<accessTokenResponseMaps>
    <entry><key>ACCESSTOKEN</key><value>access_token</value></entry>
    <entry><key>REFRESHTOKEN</key><value>refresh_token</value></entry>
    <entry><key>username</key><value>user</value></entry>
  </accessTokenResponseMaps>`

const redirect = (address: string) => `<redirectUrisDesktop>${address}</redirectUrisDesktop>`

const fixedPort = 'FIXED_PORT_IN_CALLBACK_URL'

export const oauthExamples: readonly RuleExample[] = [
  ...identityExamples,
  {
    rule: 'oa-redirect-required',
    why: 'With a fixed port Tableau must know which, or users come back from the sign-in to a closed door.',
    file,
    wrong: `${capabilities}\n  ${capability(fixedPort)}`,
    right: capabilities,
    context: inConfig(capabilities),
  },
  {
    rule: 'oa-redirect-ignored',
    why: 'Tableau takes any free port; an identity provider that knows only these addresses refuses the sign-in.',
    file,
    wrong: `${client}\n${redirect('http://localhost:55556/Callback')}`,
    right: client,
    context: inConfig(client),
  },
  {
    rule: 'oa-redirect-format',
    why: 'Tableau listens at /Callback of the own machine. A sign-in that leads elsewhere never ends.',
    file,
    wrong: `${client}\n${redirect('http://localhost:555510/callback')}`,
    right: `${client}\n${redirect('http://localhost:55510/Callback')}`,
    context: inConfig(client, fixedPort),
  },
  {
    rule: 'oa-redirect-loopback-cap',
    why: 'Without the capability Tableau knows localhost only.',
    file,
    wrong: `${client}\n${redirect('http://127.0.0.1:55556/Callback')}`,
    right: `${client}\n${redirect('http://localhost:55556/Callback')}`,
    context: inConfig(client, fixedPort),
  },
  ...instanceExamples,
  {
    rule: 'oa-capability-unknown',
    why: 'Tableau ignores what it does not know, so the capability stays off.',
    file,
    wrong: state.replace('SUPPORTS_STATE', 'SUPPORT_STATE'),
    right: state,
    context: inConfig(state),
  },
  {
    rule: 'oa-capability-value',
    why: 'A capability is on where its value is true. Other words may leave it off.',
    file,
    wrong: capability('SUPPORTS_STATE', 'yes'),
    right: state,
    context: inConfig(state),
  },
  {
    rule: 'oa-capability-duplicate',
    why: 'Only one of the entries counts. Who changes the other one changes nothing.',
    file,
    wrong: `${state}\n${capability('SUPPORTS_STATE', 'false')}`,
    right: state,
    context: inConfig(state),
  },
  {
    rule: 'oa-recommended-caps',
    why: 'PKCE and the state keep others from taking over a sign-in. They are off unless a configuration names them.',
    file,
    wrong: `${pkce}\n${state}`,
    right: pkceAndOthers,
    context: inConfig(pkceAndOthers),
  },
  {
    rule: 'oa-pkce-without-secret',
    why: 'Without either, anybody who sees the answer of the sign-in can turn it into a token.',
    file,
    wrong: capability('REQUIRE_PKCE', 'false'),
    right: pkce,
    context: inConfig(pkce),
  },
  {
    rule: 'oa-client-secret',
    why: 'A package is an archive that everybody can open. A secret in it protects nothing that is not protected otherwise.',
    file,
    wrong: `${client}\n<clientSecretDesktop>0f5c</clientSecretDesktop>`,
    right: client,
    context: { ...inConfig(client), profile: 'gallery' },
  },
  {
    rule: 'oa-userinfo-post',
    why: 'Tableau cannot ask for the user name without an address.',
    file,
    wrong: '<scopes>read</scopes>',
    right: '<userInfoUri>https://brook.example/me</userInfoUri>\n<scopes>read</scopes>',
    context: inConfig('<scopes>read</scopes>', 'GET_USERNAME_USES_POST_REQUEST'),
  },
  {
    rule: 'oa-id-token-map',
    why: 'Tableau reads the user name from the ID token. It gets one only with the scope openid, and finds it only by the map.',
    file,
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
  },
  {
    rule: 'oa-single-use-version',
    why: 'An older Tableau uses the refresh token a second time and loses the connection.',
    file,
    wrong: `${capabilities}\n  ${capability('SINGLE_USE_REFRESH_TOKEN')}`,
    right: capabilities,
    context: inConfig(capabilities),
  },
  {
    rule: 'oa-access-map-required',
    why: 'Tableau takes from the answer only what the map names. Without a user name it cannot tell tokens apart.',
    file,
    wrong: accessMap.replace('<key>username</key>', '<key>user</key>'),
    right: accessMap,
    context: inConfig(accessMap),
  },
  {
    rule: 'oa-refresh-map-keys',
    why: 'The map takes the place of that of the access token. Without the token Tableau cannot renew a connection.',
    file,
    wrong: `${accessMap}
<refreshTokenResponseMaps>
  <entry><key>REFRESHTOKEN</key><value>refresh_token</value></entry>
</refreshTokenResponseMaps>`,
    right: accessMap,
    context: inConfig(accessMap),
  },
  {
    rule: 'oa-map-unknown-key',
    why: 'Tableau looks for its own names. It does not find what is spelt differently.',
    file,
    wrong:
      '<accessTokenResponseMaps>\n<entry><key>access_token_expires_in</key><value>expires_in</value></entry>',
    right:
      '<accessTokenResponseMaps>\n<entry><key>access-token-expires-in</key><value>expires_in</value></entry>',
    context: inConfig('<accessTokenResponseMaps>'),
  },
  {
    rule: 'oa-text-blank',
    why: 'Nothing says that Tableau takes blanks and line breaks off. An address with a line break leads nowhere.',
    file,
    wrong: '<scopes>\n  read\n</scopes>',
    right: '<scopes>read</scopes>',
    context: inConfig('<scopes>read</scopes>'),
  },
]
