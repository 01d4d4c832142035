import { filesOfKind } from '../../connector/connector-files.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import type { RuleContext } from '../rule.ts'
import { namedFields } from './named-fields.ts'

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
