import { describe, expect, it } from 'vitest'
import { at, connector, element, entry, withMore } from '../testing/oauth-connector.ts'
import { ruleFindings, runRules } from '../testing/rule-findings.ts'
import { rulesCalled } from '../testing/rules-called.ts'
import { capability } from './example-connector.ts'

const oauthRules = rulesCalled('oa-')

describe('the rules on capabilities and maps', () => {
  it.each([
    // Capabilities
    [withMore('', capability('REQUIRES_PROMPT_CONSENT')), []],
    [withMore('', capability('REQUIRE_PROMPT')), [at('capability-unknown', entry)]],
    [withMore('', '<entry><key/><value>true</value></entry>'), [at('capability-unknown', entry)]],
    [withMore('', capability('REQUIRES_PROMPT_CONSENT', 'True')), [at('capability-value', '7:68')]],
    [withMore('', capability('REQUIRES_PROMPT_CONSENT', '')), [at('capability-value', '7:68')]],
    [withMore('', capability('SUPPORTS_STATE', 'false')), [at('capability-duplicate', '10:12')]],
    [withMore('', capability('SUPPORTS_STATE')), [at('capability-duplicate', '10:12', 'info')]],
    // What follows from a mistyped name is no finding of its own.
    [withMore('').replace('OAUTH_CAP_REQUIRE_PKCE', 'CAP_REQUIRE_PKCE'), [at('capability-unknown', '8:12')]],
    // The flow
    [
      withMore('').replace(/ +<entry><key>OAUTH_CAP_SUPPORTS_STATE.*\n/, ''),
      [at('recommended-caps', '7:3', 'info')],
    ],
    [
      withMore('').replace(/<capabilities>.*<\/capabilities>/s, ''),
      [at('pkce-without-secret', '3:3'), at('recommended-caps', '1:1', 'info')],
    ],
    // Who sets it to false knows; the method has no meaning then.
    [
      withMore('<clientSecretDesktop>s</clientSecretDesktop>')
        .replace('PKCE</key><value>true', 'PKCE</key><value>false')
        .replace(/ +<entry><key>OAUTH_CAP_PKCE.*\n/, ''),
      [],
    ],
    [
      withMore('').replace('PKCE</key><value>true', 'PKCE</key><value>false'),
      [at('pkce-without-secret', '3:3')],
    ],
    // Without a client of its own every site brings one.
    [
      withMore('')
        .replace('PKCE</key><value>true', 'PKCE</key><value>false')
        .replace(/ *<client.*\n/, ''),
      [],
    ],
    [withMore('', capability('GET_USERNAME_USES_POST_REQUEST')), [at('userinfo-post', entry)]],
    [
      withMore('<userInfoUri>https://a.example</userInfoUri>', capability('GET_USERNAME_USES_POST_REQUEST')),
      [],
    ],
    [withMore('', capability('SUPPORTS_GET_USERINFO_FROM_ID_TOKEN')), [at('id-token-map', entry)]],
    [
      withMore('', capability('SUPPORTS_GET_USERINFO_FROM_ID_TOKEN'))
        .replace('>read<', '>openid read<')
        .replace(
          '<accessTokenResponseMaps>',
          '<accessTokenResponseMaps><entry><key>id-token</key><value>id_token</value></entry>',
        ),
      [],
    ],
    // Response maps
    [
      withMore('').replace(/<accessTokenResponseMaps>.*<\/accessTokenResponseMaps>/s, ''),
      [at('access-map-required', '1:1', 'error')],
    ],
    [
      withMore('').replace('<key>username</key>', '<key>mail</key>'),
      [at('access-map-required', '12:3', 'error')],
    ],
    // Told once, where the mistake is.
    [
      withMore('').replace('<key>username</key>', '<key>userName</key>'),
      [at('access-map-required', '15:12', 'error')],
    ],
    [withMore('').replace('</access', '<entry><key>mail</key><value>m</value></entry></access'), []],
    [
      withMore('').replace('</access', '<entry><key>id_token</key><value>m</value></entry></access'),
      [at('map-unknown-key', '16:10', 'info')],
    ],
    [
      withMore('').replace('</plugin', '<refreshTokenResponseMaps/></plugin'),
      [at('refresh-map-keys', '17:1', 'error')],
    ],
    // Texts
    [withMore('').replace('>read<', '> read<'), [at('text-blank', '6:3')]],
    [withMore('').replace('>read<', '> <'), [at('text-blank', '6:3')]],
    [withMore('<configLabel/>'), []],
    [withMore('').replace('SUPPORTS_STATE<', 'SUPPORTS_STATE <'), [at('text-blank', '10:12')]],
  ])('%#', async (config, expected) => {
    expect(await ruleFindings(oauthRules, connector(config))).toEqual(expected)
  })

  it('speak of the secret to the gallery only', async () => {
    const files = connector(withMore('<clientSecretDesktop>s</clientSecretDesktop>'))
    expect(await ruleFindings(oauthRules, files)).toEqual([])
    expect(await ruleFindings(oauthRules, files, 'gallery')).toEqual([at('client-secret', element, 'info')])
  })

  it.each([
    ['REQUIRE_PKCE', 'Did you mean OAUTH_CAP_REQUIRE_PKCE?'],
    ['OAUTH_CAP_SUPORTS_STATE', 'Did you mean OAUTH_CAP_SUPPORTS_STATE?'],
  ])('suggest what %s was meant to be', async (name, help) => {
    const config = withMore('', `<entry><key>${name}</key><value>true</value></entry>`)
    expect(await runRules(oauthRules, connector(config))).toMatchObject([{ help }])
  })
})

describe('oa-client-empty', () => {
  it.each([
    ['<clientSecretDesktop></clientSecretDesktop>', 1],
    ['<clientSecretDesktop> </clientSecretDesktop>', 1],
    ['<clientSecretDesktop>s</clientSecretDesktop>', 0],
    ['', 0],
  ])('%s', async (secret, count) => {
    const found = await ruleFindings(oauthRules, connector(withMore(secret)))
    expect(found.filter((finding) => finding.startsWith('oa-client-empty warning'))).toHaveLength(count)
  })
})
