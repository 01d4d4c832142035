import type { Connector } from '@tacosmith/core'
import { attributeValue, childrenNamed, resourceFileName, resourceLanguages } from '@tacosmith/core/adapter'
import { rootsOf } from './xml-roots.ts'

/** The languages for which the connector has a resource file, the fallback first. */
export function readLanguages(connector: Connector): string[] {
  const files = new Set(rootsOf(connector, 'resource').map(({ file }) => file))
  return resourceLanguages.filter((language) => files.has(resourceFileName(language)))
}

/** The strings of each language by their IDs. */
export function readTexts(connector: Connector): Record<string, Record<string, string>> {
  return Object.fromEntries(
    readLanguages(connector).map((language) => [language, stringsOf(connector, language)]),
  )
}

function stringsOf(connector: Connector, language: string): Record<string, string> {
  const roots = rootsOf(connector, 'resource').filter(({ file }) => file === resourceFileName(language))
  return Object.fromEntries(
    roots
      .flatMap(({ root }) => childrenNamed(root, 'string'))
      .map((element) => [attributeValue(element, 'name') ?? '', element.text]),
  )
}
