import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dbclass, id, ofTwo } from './example-identity.ts'
import { filledElements, oauthConfigs } from './oauth-configs.ts'

/** Users and saved connections choose by it. */
export const rule: Rule = {
  id: 'oa-config-id-required',
  severity: 'error',
  summary: 'Where a connector has several OAuth configurations, each has an `oauthConfigId`.',
  help: 'Add <oauthConfigId> with a name of its own after <dbclass>.',
  url: documentationPage('oauth'),
  wholeConnector: true,
  *check({ connector }) {
    const count = connector.files.filter(({ kind }) => kind === 'oauth-config').length
    if (count < 2) return
    for (const config of oauthConfigs(connector)) {
      if (filledElements(config, 'oauthConfigId').length > 0) continue
      const message = `one of ${count} OAuth configurations has no <oauthConfigId>`
      yield { message, file: config.file, place: config.root }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Users choose among the configurations by it, and saved connections find theirs by it.',
    file: 'oauth.xml',
    wrong: dbclass,
    right: id('us'),
    context: ofTwo,
  }
}
