import type { Connector } from '../../connector/connector.ts'
import { filesOfKind } from '../../connector/connector-files.ts'
import { localisedStringPrefix } from '../../connector/resource-files.ts'
import { attributeValue, childrenNamed, collapseBlanks } from '../../connector/xml-query.ts'

/** A text that users may see in place of a value, with the resource file it comes from. */
export interface ShownText {
  text: string
  /** Undefined where the value itself is shown. */
  file: string | undefined
}

/** The strings of all resource files by name. */
const textsByConnector = new WeakMap<Connector, Map<string, ShownText[]>>()

/** The texts that a value stands for: itself, or the string it names in every resource file that has it. */
export function shownTexts(connector: Connector, value: string): readonly ShownText[] {
  const name = localisedName(value)
  if (name === undefined) return [{ text: value, file: undefined }]
  const texts = textsByConnector.get(connector) ?? collectTexts(connector)
  textsByConnector.set(connector, texts)
  return texts.get(name) ?? []
}

function collectTexts(connector: Connector): Map<string, ShownText[]> {
  const texts = new Map<string, ShownText[]>()
  for (const { path, document } of filesOfKind(connector, 'resource')) {
    for (const element of childrenNamed(document.root, 'string')) {
      const name = collapseBlanks(attributeValue(element, 'name') ?? '')
      const others = texts.get(name)
      const text = { text: element.text, file: path }
      if (others === undefined) texts.set(name, [text])
      else others.push(text)
    }
  }
  return texts
}

/** The name in `@string/name/`, or undefined for any other value. */
function localisedName(value: string): string | undefined {
  if (!value.startsWith(localisedStringPrefix)) return undefined
  return collapseBlanks(value.slice(localisedStringPrefix.length).replace(/\/$/, ''))
}
