import type { ExampleContext } from '../rule-example.ts'
import { capability, oauthConfig, withOauth } from './example-connector.ts'

export const addresses = `<authUri>https://brook.example/authorize</authUri>
  <tokenUri>https://brook.example/token</tokenUri>`

export const paths = `<authUri>/authorize</authUri>
  <tokenUri>/token</tokenUri>`

export const regex =
  '<instanceUrlValidationRegex>^https://([a-z0-9-]+\\.)?brook\\.example$</instanceUrlValidationRegex>'

export const instance = '<defaultInstanceUrl>https://login.brook.example</defaultInstanceUrl>'

export const scope = '<scopes>read</scopes>'

/** A configuration whose instance users name, with some more before its scopes. */
export function ofInstances(replaces: string, more: string): ExampleContext {
  const config = oauthConfig
    .replace(addresses, paths)
    .replace(scope, `${more}${scope}`)
    .replace('<capabilities>', `<capabilities>${capability('SUPPORTS_CUSTOM_DOMAIN')}`)
  return { replaces, changes: { ...withOauth, 'oauth.xml': config } }
}
