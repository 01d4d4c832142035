import type { XmlAttribute, XmlElement } from '../../connector/xml-document.ts'

/** The namespace of XML Schema's own attributes: `xsi:schemaLocation` and its kin. */
export const schemaInstanceNamespace: string = 'http://www.w3.org/2001/XMLSchema-instance'

/** The namespace of `xml:lang` and its kin, which needs no declaration. */
export const xmlNamespace: string = 'http://www.w3.org/XML/1998/namespace'

/** A name's prefix (empty where it has none) and the part behind it. */
export function splitName(name: string): { prefix: string; local: string } {
  const colon = name.indexOf(':')
  return colon < 0
    ? { prefix: '', local: name }
    : { prefix: name.slice(0, colon), local: name.slice(colon + 1) }
}

/** Whether an attribute declares a namespace. */
export function declaresNamespace(attribute: XmlAttribute): boolean {
  return attribute.name === 'xmlns' || attribute.name.startsWith('xmlns:')
}

/** The namespace that a prefix stands for at an element: empty for none, undefined where it is not declared. */
export function resolvePrefix(prefix: string, element: XmlElement): string | undefined {
  if (prefix === 'xml') return xmlNamespace
  const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix}`
  for (let scope: XmlElement | undefined = element; scope !== undefined; scope = scope.parent) {
    const attribute = scope.attributes.find(({ name }) => name === declaration)
    if (attribute !== undefined) return attribute.value
  }
  return prefix === '' ? '' : undefined
}

/** The local name of an attribute in XML Schema's instance namespace, or undefined for any other attribute. */
export function schemaInstanceName(attribute: XmlAttribute, element: XmlElement): string | undefined {
  const { prefix, local } = splitName(attribute.name)
  if (prefix === '' || prefix === 'xmlns') return undefined
  return resolvePrefix(prefix, element) === schemaInstanceNamespace ? local : undefined
}
