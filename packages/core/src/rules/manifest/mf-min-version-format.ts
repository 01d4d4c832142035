import { documentationPage } from '../../connector/documentation.ts'
import { isReleaseVersion } from '../../package/release-version.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { rootAttributes } from './root-attributes.ts'

/** A release is a year and a quarter. */
export const rule: Rule = {
  id: 'mf-min-version-format',
  severity: 'warning',
  summary: '`min-version-tableau` is a release of Tableau: a year, a quarter, and perhaps a patch number.',
  help: 'Write a release such as 2024.1, or leave the attribute out: packaging adds it.',
  url: documentationPage('design'),
  appliesTo: 'all',
  *check(context) {
    for (const { file, attribute } of rootAttributes(context, 'min-version-tableau')) {
      const version = attribute.value
      if (!isReleaseVersion(version) || /^20[0-9]{2}\.[1-4](\.[0-9]+)?$/.test(version)) continue
      const message = `min-version-tableau="${version}" is not a release of Tableau, such as 2024.1 or 2024.1.3`
      yield { message, file, place: attribute }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau compares the attribute with its own release. A release that never existed may keep the connector from loading, or let it load where it does not work.',
    file: 'manifest.xml',
    wrong: 'min-version-tableau="2024.12"',
    right: 'min-version-tableau="2024.1"',
    context: {
      replaces: 'min-version-tableau=""',
      changes: { 'manifest.xml': [[' version="18.1">', ' version="18.1" min-version-tableau="">']] },
    },
  }
}
