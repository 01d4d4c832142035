import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { compare, configFiles, help } from './config-files.ts'
import { oauthConfig } from './example-connector.ts'
import { dbclass, id, ofTwo } from './example-identity.ts'

const severalRelease = '2023.1'

/** Older releases know one configuration. */
export const rule: Rule = {
  id: 'oa-multiple-version',
  severity: 'info',
  summary: `A connector with several OAuth configurations declares no minimum version below ${severalRelease}.`,
  help,
  url: documentationPage('oauth'),
  wholeConnector: true,
  *check(context) {
    const count = configFiles(context).length
    if (count > 1) yield* compare(context, severalRelease, `${count} OAuth configurations need`)
  },
}

export function example(): RuleExample {
  return {
    why: 'Packaging raises the minimum version to what the connector needs, so users of the older release cannot load it, whatever the manifest says.',
    file: 'manifest.xml',
    wrong: 'name="Brook" version="18.1" min-version-tableau="2022.4"',
    right: 'name="Brook" version="18.1" min-version-tableau="2023.1"',
    context: {
      replaces: 'name="Brook" version="18.1"',
      changes: { ...ofTwo.changes, 'oauth.xml': oauthConfig.replace(dbclass, id('us')) },
    },
  }
}
