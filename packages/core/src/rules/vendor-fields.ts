import { filesOfKind } from '../connector/connector-files.ts'
import { documentationPage } from '../connector/documentation.ts'
import type { XmlElement } from '../connector/xml-document.ts'
import { childrenNamed } from '../connector/xml-query.ts'
import { namedFields } from './connection-fields.ts'
import type { Rule, RuleContext } from './rule.ts'

/** Reminds of what becomes of the values of fields of one's own. */
export const vendorDefinedFields: Rule = {
  id: 'vendor-defined-fields',
  severity: 'info',
  summary: 'Lists the fields of your own, whose values are stored and logged in clear text.',
  help: 'Make sure that these fields never hold secrets or personal data.',
  url: documentationPage('security-considerations'),
  *check(context) {
    for (const [file, fields] of vendorFieldsByFile(context)) {
      const [first] = fields
      if (first === undefined) continue
      const names = fields.map(({ name }) => `\`${name}\``).join(', ')
      yield { message: `values are stored and logged in clear text: ${names}`, file, place: first.element }
    }
  },
}

/** A field of the connector's own, in either kind of dialog. */
export interface VendorField {
  name: string
  element: XmlElement
}

/** The fields of the connector's own, by the file of the dialog. */
export function vendorFieldsByFile(context: RuleContext): Map<string, VendorField[]> {
  const byFile = new Map<string, VendorField[]>()
  for (const { file, element, name } of namedFields(context)) {
    if (!/^(v-|vendor[123]$)/.test(name.value)) continue
    byFile.set(file, [...(byFile.get(file) ?? []), { name: name.value, element }])
  }
  for (const { path, document } of filesOfKind(context.connector, 'connection-dialog')) {
    const prompts = childrenNamed(document.root, 'connection-config')
      .flatMap(({ children }) => children)
      .filter(({ name }) => /^vendor[123]-prompt$/.test(name))
    byFile.set(
      path,
      prompts.map((element) => ({ name: element.name.replace('-prompt', ''), element })),
    )
  }
  return byFile
}
