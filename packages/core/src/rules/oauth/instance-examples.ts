import type { ExampleContext, RuleExample } from '../rule-example.ts'
import { capability, inConfig, oauthConfig, withOauth } from './example-connector.ts'

const file = 'oauth.xml'

const addresses = `<authUri>https://brook.example/authorize</authUri>
  <tokenUri>https://brook.example/token</tokenUri>`

const paths = `<authUri>/authorize</authUri>
  <tokenUri>/token</tokenUri>`

const regex =
  '<instanceUrlValidationRegex>^https://([a-z0-9-]+\\.)?brook\\.example$</instanceUrlValidationRegex>'

const instance = '<defaultInstanceUrl>https://login.brook.example</defaultInstanceUrl>'

const suffix = '<instanceUrlSuffix>/login</instanceUrlSuffix>'

const scope = '<scopes>read</scopes>'

/** A configuration whose instance users name, with some more before its scopes. */
function ofInstances(replaces: string, more: string): ExampleContext {
  const config = oauthConfig
    .replace(addresses, paths)
    .replace(scope, `${more}${scope}`)
    .replace('<capabilities>', `<capabilities>${capability('SUPPORTS_CUSTOM_DOMAIN')}`)
  return { replaces, changes: { ...withOauth, 'oauth.xml': config } }
}

/** Examples of the rules on addresses. */
export const instanceExamples: readonly RuleExample[] = [
  {
    rule: 'oa-relative-uris',
    why: 'With a custom domain Tableau puts the instance before the path; a whole address leads nowhere then. Without one there is nothing that a path could follow.',
    file,
    wrong: addresses,
    right: paths,
    context: ofInstances(paths, `${regex}${instance}`),
  },
  {
    rule: 'oa-uri-https',
    why: 'Tokens and secrets are readable on the way.',
    file,
    wrong: addresses.replace('https:', 'http:'),
    right: addresses,
    context: inConfig(addresses),
  },
  {
    rule: 'oa-instance-suffix-cap',
    why: 'The suffix follows the server that users name, but only where the capability says so.',
    file,
    wrong: `${suffix}\n${regex}`,
    right: regex,
    context: ofInstances(regex, `${regex}${instance}`),
  },
  {
    rule: 'oa-default-instance-cap',
    why: 'Only a custom domain has instances; the default is ignored otherwise.',
    file,
    wrong: `${instance}\n${scope}`,
    right: scope,
    context: inConfig(scope),
  },
  {
    rule: 'oa-instance-regex',
    why: 'Users name the instance, for instance from a workbook that somebody sent them. The expression keeps tokens from going to strangers.',
    file,
    wrong: regex.replace('^', '').replace('\\.example', '.example'),
    right: regex,
    context: ofInstances(regex, `${regex}${instance}`),
  },
  {
    rule: 'oa-instanceurl-field',
    why: 'Nobody tells Tableau which instance to use.',
    file,
    wrong: regex,
    right: `${regex}\n${instance}`,
    context: ofInstances(regex, regex),
  },
]
