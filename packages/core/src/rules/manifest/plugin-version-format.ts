import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { findIncomparable } from './comparable-versions.ts'

/** Tableau takes the highest version of a connector. */
export const rule: Rule = {
  id: 'plugin-version-format',
  severity: 'warning',
  summary: '`plugin-version` can be compared: digits 0-9 joined by dots.',
  help: 'Write a version such as 1.0.0.',
  url: documentationPage('design'),
  appliesTo: 'all',
  check: (context) => findIncomparable(context, 'plugin-version'),
}

export function example(): RuleExample {
  return {
    why: 'Of several packages of one class Tableau loads the one with the highest version, so versions must be comparable.',
    file: 'manifest.xml',
    wrong: 'plugin-version="1.0.0-2"',
    right: 'plugin-version="1.0.2"',
    context: { replaces: 'plugin-version="1.0.0"' },
  }
}
