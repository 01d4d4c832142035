import type { Connector } from '../../connector/connector.ts'
import { localisedStringPrefix } from '../../connector/resource-files.ts'
import { attributeValue, childrenNamed, collapseBlanks } from '../../connector/xml-query.ts'
import { filesOfKind } from './rule.ts'

/** A text that users may see in place of a value, with the resource file it comes from. */
export interface ShownText {
  text: string
  /** Undefined where the value itself is shown. */
  file: string | undefined
}

/** The texts that a value stands for: itself, or the string it names in every resource file that has it. */
export function shownTexts(connector: Connector, value: string): ShownText[] {
  const name = localisedName(value)
  if (name === undefined) return [{ text: value, file: undefined }]
  return filesOfKind(connector, 'resource').flatMap(({ path, document }) =>
    childrenNamed(document.root, 'string')
      .filter((element) => collapseBlanks(attributeValue(element, 'name') ?? '') === name)
      .map((element) => ({ text: element.text, file: path })),
  )
}

/** The name in `@string/name/`, or undefined for any other value. */
function localisedName(value: string): string | undefined {
  if (!value.startsWith(localisedStringPrefix)) return undefined
  return collapseBlanks(value.slice(localisedStringPrefix.length).replace(/\/$/, ''))
}
