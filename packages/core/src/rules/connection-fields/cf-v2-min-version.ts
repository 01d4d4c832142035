import { refersTo } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { declaredBefore, oldestRelease } from '../../package/minimum-release.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** The release that brought connection fields to all products. */
const fieldsRelease = '2020.3'

/** What is declared should be true. */
export const rule: Rule = {
  id: 'cf-v2-min-version',
  severity: 'warning',
  summary: `A connector with connection fields declares no minimum version below ${fieldsRelease}.`,
  help: 'Raise `min-version-tableau`, or leave it out: packaging adds the release that the connector needs.',
  url: documentationPage('mcd'),
  wholeConnector: true,
  *check({ connector }) {
    if (!refersTo(connector, 'connection-fields')) return
    const declared = declaredBefore(connector, fieldsRelease)
    if (declared === undefined) return
    const { file, attribute } = declared
    const message = `min-version-tableau is "${attribute.value}", but the connector needs ${oldestRelease(connector)}`
    yield { message, file, place: attribute }
  },
}

export function example(): RuleExample {
  return {
    why: 'Packaging raises the minimum version to what the connector needs, so users of the older release cannot load it, whatever the manifest says.',
    file: 'manifest.xml',
    wrong: 'name="Brook" version="18.1" min-version-tableau="2020.1"',
    right: 'name="Brook" version="18.1" min-version-tableau="2020.3"',
    context: { replaces: 'name="Brook" version="18.1"' },
  }
}
