import { documentationPage } from '../../connector/documentation.ts'
import { withOauth } from '../oauth/example-connector.ts'
import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

export const rule: RuleDescription = {
  id: 'oauth-config-without-file',
  severity: 'error',
  summary: 'Every `oauth-config` names a file or `null_config`.',
  help: 'Add the attribute `file`.',
  url: documentationPage('oauth-dev'),
}

export function example(): RuleExample {
  return {
    why: 'Without a file there is no configuration to sign in with, and Tableau’s own packager crashes on it.',
    file: 'manifest.xml',
    wrong: '<oauth-config/>',
    right: '<oauth-config file="null_config"/>',
    context: {
      replaces: '<!-- here -->',
      changes: {
        'connection-fields.xml': withOauth['connection-fields.xml'],
        'manifest.xml': [['</connector-plugin>', '<!-- here --></connector-plugin>']],
      },
    },
  }
}
