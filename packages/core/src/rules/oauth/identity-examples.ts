import type { ExampleContext, RuleExample } from '../rule-example.ts'
import { inConfig, oauthConfig, withOauth } from './example-connector.ts'

const file = 'oauth.xml'

const dbclass = '<dbclass>brook_jdbc</dbclass>'

const id = (text: string) => `${dbclass}\n<oauthConfigId>${text}</oauthConfigId>`

/** With a second configuration, which is called `eu`. */
const ofTwo: ExampleContext = {
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

/** Examples of the rules on what configurations are called. */
export const identityExamples: readonly RuleExample[] = [
  {
    rule: 'oa-config-id-required',
    why: 'Users choose among the configurations by it, and saved connections find theirs by it.',
    file,
    wrong: dbclass,
    right: id('us'),
    context: ofTwo,
  },
  {
    rule: 'oa-config-id-unique',
    why: 'Of two configurations with one name Tableau can use only one.',
    file,
    wrong: id('eu'),
    right: id('us'),
    context: ofTwo,
  },
  {
    rule: 'oa-config-id-length',
    why: 'A longer name does not work.',
    file,
    wrong: id('brook-identity-provider-of-north-america'),
    right: id('brook-north-america'),
    context: inConfig(dbclass),
  },
  {
    rule: 'oa-config-id-custom-prefix',
    why: 'By this prefix Tableau knows the configurations that a site or a user brings. One inside of a connector is none of them.',
    file,
    wrong: id('custom_us'),
    right: id('us'),
    context: inConfig(dbclass),
  },
  {
    rule: 'oa-config-label-chars',
    why: 'A label with other characters is not valid.',
    file,
    wrong: `${dbclass}\n<configLabel>Brook (North America)</configLabel>`,
    right: `${dbclass}\n<configLabel>Brook North America</configLabel>`,
    context: inConfig(dbclass),
  },
  {
    rule: 'oa-multiple-version',
    why: 'Packaging raises the minimum version to what the connector needs, so users of the older release cannot load it in spite of what is written.',
    file: 'manifest.xml',
    wrong: 'name="Brook" version="18.1" min-version-tableau="2022.4"',
    right: 'name="Brook" version="18.1" min-version-tableau="2023.1"',
    context: {
      replaces: 'name="Brook" version="18.1"',
      changes: { ...ofTwo.changes, 'oauth.xml': oauthConfig.replace(dbclass, id('us')) },
    },
  },
  {
    rule: 'oa-null-config-version',
    why: 'Releases before 2023.3 do not know the value. Packaging raises the minimum version, so that their users cannot load the connector in spite of what is written.',
    file: 'manifest.xml',
    wrong: 'name="Brook" version="18.1" min-version-tableau="2023.2"',
    right: 'name="Brook" version="18.1" min-version-tableau="2023.3"',
    context: {
      replaces: 'name="Brook" version="18.1"',
      changes: {
        ...withOauth,
        'manifest.xml': [['</connector-plugin>', '<oauth-config file="null_config"/></connector-plugin>']],
      },
    },
  },
]
