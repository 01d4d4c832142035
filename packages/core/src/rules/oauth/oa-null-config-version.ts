import { documentationPage } from '../../connector/documentation.ts'
import { nullOauthConfig } from '../../connector/file-references.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { compare, configFiles, help } from './config-files.ts'
import { withOauth } from './example-connector.ts'

const nullRelease = '2023.3'

/** Older releases look for a file of that name. */
export const rule: Rule = {
  id: 'oa-null-config-version',
  severity: 'info',
  summary: `A connector with \`${nullOauthConfig}\` declares no minimum version below ${nullRelease}.`,
  help,
  url: documentationPage('oauth-dev'),
  wholeConnector: true,
  *check(context) {
    const files = configFiles(context)
    if (files.length === 1 && files[0] === nullOauthConfig) {
      yield* compare(context, nullRelease, `${nullOauthConfig} needs`)
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Releases before 2023.3 do not know the value. Packaging raises the minimum version, so their users cannot load the connector, whatever the manifest says.',
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
  }
}
