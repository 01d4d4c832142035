import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import { hasBareProtocol } from '../manifest/superclass.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { knownCapabilities } from './capability-table.ts'
import { capabilitySettings } from './customizations.ts'

/**
 * For some capabilities the documentation recommends the opposite of their default, whatever the database. Whoever sets
 * one has decided; whoever does not may not know of it.
 */
export const rule: Rule = {
  id: 'cap-recommended',
  severity: 'info',
  summary: 'The manifest sets the capabilities that are off by default but recommended for every database.',
  help: 'Set each of them: to yes, or to no if the database cannot do it.',
  url: documentationPage('capabilities'),
  *check(context) {
    // Another superclass may set them.
    if (!hasBareProtocol(context)) return
    const settings = capabilitySettings(context.connector)
    const missing = recommended().filter((name) => !settings.has(name))
    if (missing.length === 0) return
    for (const { path, document } of filesOfKind(context.connector, 'manifest')) {
      const [customization] = childrenNamed(document.root, 'connection-customization')
      const [list] = customization === undefined ? [] : childrenNamed(customization, 'customizations')
      const names = missing.map((name) => `\`${name}\``).join(', ')
      const message = `recommended but off by default, and not set: ${names}`
      yield { message, file: path, place: list ?? customization ?? document.root }
    }
  },
}

function recommended(): string[] {
  return [...knownCapabilities()].flatMap(([name, capability]) =>
    capability.default === 'no' && capability.recommended === 'yes' ? [name] : [],
  )
}

const others = `<customization name="CAP_QUERY_GROUP_BY_BOOL" value="yes"/>
      <customization name="CAP_QUERY_GROUP_BY_DEGREE" value="yes"/>
      <customization name="CAP_QUERY_SORT_BY" value="yes"/>`

export function example(): RuleExample {
  const topN = '<customization name="CAP_QUERY_TOP_N" value="yes"/>'
  return {
    why: 'What is off by default stays off unless the manifest sets it. Without CAP_QUERY_TOP_N, for instance, Tableau reads all rows where it needs only the first ones.',
    file: 'manifest.xml',
    wrong: others,
    right: `${others}\n      ${topN}`,
    context: { replaces: `${others}\n      ${topN}` },
  }
}
