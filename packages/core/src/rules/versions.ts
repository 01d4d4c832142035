import { filesOfKind } from '../connector/connector-files.ts'
import { attributeOf } from '../connector/xml-query.ts'
import type { Rule, RuleContext, RuleFinding } from './rule.ts'

/** What the schema accepts as a version; anything else it has reported already. */
const schemaVersion = /^\p{Nd}+(\.\p{Nd}+)*(-\p{Nd}+)*$/u

const comparableVersion = /^[0-9]+(\.[0-9]+)*$/

/** The minimum version is compared with the one that the connector needs. */
export const minVersionFormat: Rule = {
  id: 'min-version-format',
  severity: 'error',
  summary: '`min-version-tableau` is a Tableau release: digits 0-9 joined by dots.',
  help: 'Write a release such as 2024.1, or leave the attribute out: packaging adds it.',
  check: (context) => findIncomparable(context, 'min-version-tableau'),
}

/** Tableau takes the highest version of a connector. */
export const pluginVersionFormat: Rule = {
  id: 'plugin-version-format',
  severity: 'warning',
  summary: '`plugin-version` can be compared: digits 0-9 joined by dots.',
  help: 'Write a version such as 1.0.0.',
  check: (context) => findIncomparable(context, 'plugin-version'),
}

function* findIncomparable({ connector }: RuleContext, name: string): Iterable<RuleFinding> {
  for (const { path, document } of filesOfKind(connector, 'manifest')) {
    const attribute = attributeOf(document.root, name)
    if (attribute === undefined || !schemaVersion.test(attribute.value)) continue
    if (comparableVersion.test(attribute.value)) continue
    const message = `${name}="${attribute.value}" is not made of digits 0-9 joined by dots only`
    yield { message, file: path, place: attribute }
  }
}
