import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed, parseXsBoolean } from '../../connector/xml-query.ts'
import { withMetadata } from '../connection-fields/example-fields.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { capabilitySettings } from './customizations.ts'
import { belongsToOtherProtocol } from './protocol-prefixes.ts'
import { isOn } from './switched-on.ts'

/** What is not enumerated cannot be chosen, by the element of the metadata that shows the choice. */
const suppressed: readonly (readonly [capability: string, element: string])[] = [
  ['CAP_JDBC_SUPPRESS_ENUMERATE_DATABASES', 'database'],
  ['CAP_JDBC_SUPPRESS_ENUMERATE_SCHEMAS', 'schema'],
  ['CAP_JDBC_SUPPRESS_ENUMERATE_TABLES', 'table'],
]

/** A selector with nothing in it, behind which no table shows (issue 937 of the SDK). */
export const rule: Rule = {
  id: 'cap-suppressed-selector',
  severity: 'warning',
  summary: 'No selector is enabled in the metadata for what a capability keeps Tableau from listing.',
  help: 'Disable the selector in the connection metadata, or remove the capability.',
  url: documentationPage('mcd'),
  wholeConnector: true,
  *check({ connector }) {
    const settings = capabilitySettings(connector)
    for (const [capability, elementName] of suppressed) {
      // With ODBC it suppresses nothing, which is another finding.
      if (!isOn(settings.get(capability)) || belongsToOtherProtocol(connector, capability)) continue
      for (const { path, document } of filesOfKind(connector, 'connection-metadata')) {
        for (const element of childrenNamed(document.root, elementName)) {
          const enabled = attributeOf(element, 'enabled')
          if (enabled === undefined || parseXsBoolean(enabled.value) !== true) continue
          const message = `the ${elementName} selector is enabled, but \`${capability}\` keeps Tableau from listing any`
          yield { message, file: path, place: enabled }
        }
      }
    }
  },
}

export function example(): RuleExample {
  const metadata = (enabled: boolean): string => `<connection-metadata>
  <database enabled="false"/>
  <schema enabled="${enabled}"/>
  <table enabled="true"/>
</connection-metadata>`
  const setting = '<customization name="CAP_SELECT_INTO" value="no"/>'
  const suppressing = '<customization name="CAP_JDBC_SUPPRESS_ENUMERATE_SCHEMAS" value="yes"/>'

  return {
    why: 'Tableau shows a selector that stays empty, and no tables before something is chosen in it.',
    file: 'connection-metadata.xml',
    wrong: metadata(true),
    right: metadata(false),
    context: {
      changes: {
        'manifest.xml': [...manifestChanges(), [setting, suppressing]],
      },
    },
  }
}

function manifestChanges(): readonly (readonly [string, string])[] {
  const changes = withMetadata()['manifest.xml']
  return typeof changes === 'object' ? changes : []
}
