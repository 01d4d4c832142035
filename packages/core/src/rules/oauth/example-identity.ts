import type { ExampleContext } from '../rule-example.ts'
import { oauthConfig, withOauth } from './example-connector.ts'

export const dbclass = '<dbclass>brook_jdbc</dbclass>'

export const id = (text: string) => `${dbclass}\n<oauthConfigId>${text}</oauthConfigId>`

/** With a second configuration, which is called `eu`. */
export const ofTwo: ExampleContext = {
  replaces: dbclass,
  changes: {
    ...withOauth,
    'manifest.xml': [
      [
        '</connector-plugin>',
        '<oauth-config file="oauth-eu.xml"/><oauth-config file="oauth.xml"/></connector-plugin>',
      ],
    ],
    'oauth-eu.xml': oauthConfig.replace(dbclass, id('eu')),
  },
}
