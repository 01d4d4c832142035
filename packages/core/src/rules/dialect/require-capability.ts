import { documentationPage } from '../../connector/documentation.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { capabilitySettings } from '../capabilities/customizations.ts'
import { hasBareProtocol } from '../manifest/superclass.ts'
import type { Rule } from '../rule.ts'
import type { RuleId } from '../rule-id.ts'
import { dialectsOf } from './dialect-parts.ts'

interface Requirement {
  id: RuleId
  capability: string
  /** What is of use only with the capability, as Markdown. */
  what: string
  /** The place where it is, looked for in an element of `sql-format`. */
  find(element: XmlElement): XmlElement | undefined
}

export function requireCapability({ id, capability, what, find }: Requirement): Rule {
  return {
    id,
    // A dialect is often copied whole: what has no effect does no harm.
    severity: 'info',
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
