import { documentationPage } from '../../connector/documentation.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeValue, childrenNamed } from '../../connector/xml-query.ts'
import { capabilitySettings } from '../capabilities/customizations.ts'
import { hasBareProtocol } from '../manifest/superclass.ts'
import type { Rule } from '../rule.ts'
import type { RuleId } from '../rule-id.ts'
import { dialectsOf } from './dialect-parts.ts'

/** Tableau creates temporary tables only where it may. */
export const diaCreateTableCap: Rule = requireCapability({
  id: 'dia-create-table-cap',
  capability: 'CAP_CREATE_TEMP_TABLES',
  what: '`format-create-table`',
  find: (element) => (element.name === 'format-create-table' ? element : undefined),
})

/** Tableau selects into tables only where it may. */
export const diaSelectIntoCap: Rule = requireCapability({
  id: 'dia-select-into-cap',
  capability: 'CAP_SELECT_INTO',
  what: 'the part `Into` of `format-select`',
  find: (element) =>
    element.name === 'format-select'
      ? childrenNamed(element, 'part').find((part) => attributeValue(part, 'name') === 'Into')
      : undefined,
})

/** Tables that end with the session need not be dropped. */
export const diaDropTableCap: Rule = requireCapability({
  id: 'dia-drop-table-cap',
  capability: 'CAP_TEMP_TABLES_NOT_SESSION_SCOPED',
  what: '`format-drop-table`',
  find: (element) => (element.name === 'format-drop-table' ? element : undefined),
})

/** A database with booleans needs no numbers in their place. */
export const diaBoolValueCap: Rule = requireCapability({
  id: 'dia-bool-value-cap',
  capability: 'CAP_QUERY_BOOLEXPR_TO_INTEXPR',
  what: '`format-bool-as-value`',
  find: (element) => (element.name === 'format-bool-as-value' ? element : undefined),
})

interface Requirement {
  id: RuleId
  capability: string
  /** What is of use only with the capability, as Markdown. */
  what: string
  /** The place where it stands, looked for in an element of `sql-format`. */
  find(element: XmlElement): XmlElement | undefined
}

function requireCapability({ id, capability, what, find }: Requirement): Rule {
  return {
    id,
    severity: 'warning',
    summary: `A dialect has ${what} only where ${capability} is switched on.`,
    help: `Set ${capability} to yes in the customizations of the manifest, or remove what has no effect.`,
    url: documentationPage('dialect'),
    wholeConnector: true,
    *check(context) {
      const isOn = capabilitySettings(context.connector).get(capability)?.isOn
      // Another superclass may switch it on.
      if (isOn === true || (isOn === undefined && !hasBareProtocol(context))) return
      for (const { file, format } of dialectsOf(context.connector)) {
        for (const element of format) {
          const place = find(element)
          if (place === undefined) continue
          const state = isOn === false ? 'is switched off' : 'is not switched on'
          yield { message: `${what} has no effect, because ${capability} ${state}`, file, place }
        }
      }
    },
  }
}
