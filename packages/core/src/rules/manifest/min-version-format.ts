import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { findIncomparable } from './comparable-versions.ts'

/** The minimum version is compared with the one that the connector needs. */
export const rule: Rule = {
  id: 'min-version-format',
  severity: 'error',
  summary: '`min-version-tableau` is a Tableau release: digits 0-9 joined by dots.',
  help: 'Write a release such as 2024.1, or leave the attribute out: packaging adds it.',
  url: documentationPage('design'),
  appliesTo: 'all',
  check: (context) => findIncomparable(context, 'min-version-tableau'),
}

export function example(): RuleExample {
  return {
    why: 'The schema accepts more than can be compared with a release of Tableau, and packaging has to compare.',
    file: 'manifest.xml',
    wrong: 'min-version-tableau="2024.1-3"',
    right: 'min-version-tableau="2024.1.3"',
    context: {
      replaces: 'min-version-tableau=""',
      changes: { 'manifest.xml': [[' version="18.1">', ' version="18.1" min-version-tableau="">']] },
    },
  }
}
