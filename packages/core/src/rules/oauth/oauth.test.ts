import { replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { checkConnector } from '../../build/check.ts'
import { memorySource } from '../../connector/memory-source.ts'
import { at, connector, element, entry, redirects, withMore } from '../testing/oauth-connector.ts'
import { ruleFindings } from '../testing/rule-findings.ts'
import { rulesCalled } from '../testing/rules-called.ts'
import { validateFile } from '../validate-file.ts'
import { capability, oauthConfig } from './example-connector.ts'

const oauthRules = rulesCalled('oa-')

const fixedPort = capability('FIXED_PORT_IN_CALLBACK_URL')
const custom = capability('SUPPORTS_CUSTOM_DOMAIN')
const infer = capability('INFER_INSTANCE_URL_FROM_SERVER')
const regex = (text: string) => `<instanceUrlValidationRegex>${text}</instanceUrlValidationRegex>`
const goodRegex = regex('^https://([a-z.]+\\.)?brook\\.example$')
const paths = (text: string) =>
  text
    .replace('https://brook.example/authorize', '/authorize')
    .replace('https://brook.example/token', '/token')

describe('the rules on names and addresses', () => {
  it.each([
    '<x/>',
    '<pluginOAuthConfig/>',
    '<pluginOAuthConfig><capabilities><entry/></capabilities></pluginOAuthConfig>',
  ])('cope with %s', async (config) => {
    for (const finding of await ruleFindings(oauthRules, connector(config))) {
      expect(finding).toMatch(/^oa-(access-map-required|recommended-caps) /)
    }
  })

  it.each([
    [oauthConfig, []],
    // Names of configurations
    [withMore(`<oauthConfigId>${'a'.repeat(36)}</oauthConfigId>`), []],
    [
      withMore(`<oauthConfigId>${'a'.repeat(37)}</oauthConfigId>`),
      [at('config-id-length', element, 'error')],
    ],
    [withMore('<oauthConfigId>customer</oauthConfigId>'), []],
    [withMore('<oauthConfigId>custom_a</oauthConfigId>'), [at('config-id-custom-prefix', element)]],
    [withMore('<configLabel>My IdP_1-a</configLabel>'), []],
    [withMore('<configLabel>IdP (1)</configLabel>'), [at('config-label-chars', element, 'error')]],
    [withMore('<configLabel>Zürich</configLabel>'), [at('config-label-chars', element)]],
    // Redirects
    [withMore('', fixedPort), [at('redirect-required', entry, 'error')]],
    [withMore('', fixedPort.replace('true', 'false')), []],
    [withMore(redirects('http://localhost:1/Callback', 'http://localhost:65535/Callback'), fixedPort), []],
    [withMore(redirects('http://localhost:1/Callback')), [at('redirect-ignored', element, 'info')]],
    [withMore(redirects('http://localhost:1/Callback'), fixedPort.replace('true', 'false')), []],
    [
      withMore(redirects('http://localhost:0/Callback'), fixedPort),
      [at('redirect-format', element, 'error')],
    ],
    [
      withMore(redirects('http://localhost:65536/Callback'), fixedPort),
      [at('redirect-format', element, 'error')],
    ],
    [withMore(redirects('http://localhost/Callback'), fixedPort), [at('redirect-format', element, 'error')]],
    [
      withMore(redirects('http://localhost:1/callback'), fixedPort),
      [at('redirect-format', element, 'error')],
    ],
    [
      withMore(redirects('https://localhost:1/Callback'), fixedPort),
      [at('redirect-format', element, 'error')],
    ],
    [
      withMore(redirects('http://brook.example:1/Callback'), fixedPort),
      [at('redirect-format', element, 'error')],
    ],
    [withMore(redirects(''), fixedPort), [at('redirect-format', element, 'error')]],
    [
      withMore(redirects('http://localhost:1/Callback', 'http://localhost:1/Callback'), fixedPort),
      [at('redirect-format', '3:121', 'error')],
    ],
    // A mistake in what is ignored is not that bad.
    [
      withMore(redirects('http://localhost:0/Callback'), fixedPort.replace('true', 'false')),
      [at('redirect-format', element)],
    ],
    [
      withMore(redirects('http://127.0.0.1:1/Callback'), fixedPort),
      [at('redirect-loopback-cap', element, 'error')],
    ],
    // Addresses
    [
      withMore('', custom),
      [
        at('instance-regex', entry),
        at('instanceurl-field', entry, 'info'),
        at('relative-uris', '4:3', 'error'),
        at('relative-uris', '5:3', 'error'),
      ],
    ],
    [paths(withMore(goodRegex, custom)), [at('instanceurl-field', entry, 'info')]],
    [paths(withMore(`${goodRegex}<defaultInstanceUrl>https://a.example</defaultInstanceUrl>`, custom)), []],
    [
      paths(withMore(`${goodRegex}<defaultInstanceUrl>http://a.example</defaultInstanceUrl>`, custom)),
      [at('uri-https', '3:144')],
    ],
    [paths(withMore('')), [at('relative-uris', '4:3', 'error'), at('relative-uris', '5:3', 'error')]],
    [withMore('').replace('https://brook.example/token', 'http://brook.example'), [at('uri-https', '5:3')]],
    [withMore('<userInfoUri/>'), []],
    [withMore('<instanceUrlSuffix>/a</instanceUrlSuffix>'), [at('instance-suffix-cap', element)]],
    [withMore('<instanceUrlSuffix>/a</instanceUrlSuffix>', infer), []],
    [withMore('', infer), [at('instance-suffix-cap', entry)]],
    [
      withMore('<defaultInstanceUrl>https://a.example</defaultInstanceUrl>'),
      [at('default-instance-cap', element)],
    ],
    [withMore(regex('^https:\\/\\/(.+\\.)?(brook\\.(com|de))(.*)')), []],
    [withMore(regex('^https://a.example')), [at('instance-regex', element)]],
    [withMore(regex('brook\\.example')), [at('instance-regex', element)]],
    [withMore(regex('^https?://brook\\.example')), [at('instance-regex', element)]],
    [withMore(regex('^https://(brook\\.example')), [at('instance-regex', element)]],
    [withMore(regex('^https://(?i:brook)\\.example')), []],
  ])('%#', async (config, expected) => {
    expect(await ruleFindings(oauthRules, connector(config))).toEqual(expected)
  })

  it.each([
    [
      withMore(
        redirects('http://[::1]:1/Callback'),
        fixedPort,
        capability('SUPPORTS_HTTP_SCHEME_LOOPBACK_REDIRECT_URLS'),
      ),
      '2022.4',
      [at('redirect-loopback-cap', element)],
    ],
    [
      withMore(
        redirects('http://[::1]:1/Callback'),
        fixedPort,
        capability('SUPPORTS_HTTP_SCHEME_LOOPBACK_REDIRECT_URLS'),
      ),
      '2023.1',
      [],
    ],
    [withMore('', capability('SINGLE_USE_REFRESH_TOKEN')), '2025.1', [at('single-use-version', entry)]],
    [withMore('', capability('SINGLE_USE_REFRESH_TOKEN')), '2025.2', []],
  ])('%# with a minimum version', async (config, minimum, expected) => {
    expect(await ruleFindings(oauthRules, connector(config, minimum))).toEqual(expected)
  })

  it.each([
    ['o.xml"/><oauth-config file="p.xml', '2022.4', ['oa-multiple-version info manifest.xml:2:92']],
    ['o.xml"/><oauth-config file="p.xml', '2023.1', []],
    // Too low for connection fields too, which is told already.
    ['o.xml"/><oauth-config file="p.xml', '2020.1', []],
    ['null_config', '2023.2', ['oa-null-config-version info manifest.xml:2:92']],
    ['null_config', '2023.3', []],
    ['o.xml', '2021.1', []],
  ])('compare %s with the minimum version %s', async (file, minimum, expected) => {
    const files = connector(oauthConfig, minimum)
    files['manifest.xml'] = replaceIn(files['manifest.xml'], 'o.xml', file)
    const found = await ruleFindings(oauthRules, files)
    expect(found.filter((finding) => finding.includes('-version '))).toEqual(expected)
  })

  it('tell several configurations apart', async () => {
    const files = connector(oauthConfig)
    files['manifest.xml'] = replaceIn(
      files['manifest.xml'],
      '<oauth-config',
      '<oauth-config file="p.xml"/><oauth-config',
    )
    const withId = (id: string) =>
      oauthConfig.replace('</dbclass>', `</dbclass><oauthConfigId>${id}</oauthConfigId>`)
    files['p.xml'] = withId('a')
    expect(await ruleFindings(oauthRules, files)).toEqual([at('config-id-required', '1:1', 'error')])
    files['o.xml'] = withId(' a')
    expect(await ruleFindings(oauthRules, files)).toEqual([
      at('config-id-unique', '2:32', 'error'),
      at('text-blank', '2:32'),
    ])
  })

  it('ask for no field where the dialog asks for the instance', async () => {
    const files = connector(paths(withMore(goodRegex, custom)))
    files['connection-fields.xml'] =
      '<connection-fields><field name="instanceurl" label="I" value-type="string"/></connection-fields>'
    expect(await ruleFindings(oauthRules, files)).toEqual([])
  })
})

describe('a configuration outside of a connector', () => {
  const rulesOf = async (config: string, external = true) => {
    const found = await validateFile('oauth-config', new TextEncoder().encode(config), { external })
    return found
      .filter(({ rule }) => rule.endsWith('-config-id') || rule.endsWith('-prefix'))
      .map(({ rule, severity, line }) => `${rule} ${severity} ${line}`)
  }

  it('has an identifier with the prefix custom_', async () => {
    expect(await rulesOf(withMore('<oauthConfigId>custom_a</oauthConfigId>'))).toEqual([])
    const wrong = withMore('<oauthConfigId>a</oauthConfigId>')
    expect(await rulesOf(wrong)).toEqual(['oa-external-config-id error 3'])
    expect(await rulesOf(oauthConfig)).toEqual(['oa-external-config-id error 1'])
    expect(await rulesOf(wrong, false)).toEqual([])
  })

  it('is nothing that a connector is asked for', async () => {
    const whole = await checkConnector({}, { source: memorySource(connector(oauthConfig)), environment: {} })
    expect(whole.report.diagnostics.map(({ rule }) => rule)).not.toContain('oa-external-config-id')
  })
})
