import type { XmlAttribute, XmlElement } from '../../connector/xml-document.ts'

/** The namespace of XML Schema's own attributes: `xsi:schemaLocation` and its kin. */
export const schemaInstanceNamespace: string = 'http://www.w3.org/2001/XMLSchema-instance'

/** The namespace of `xml:lang` and its kin, which needs no declaration. */
export const xmlNamespace: string = 'http://www.w3.org/XML/1998/namespace'

/** A name's prefix (empty where it has none) and the part after it. */
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
  for (let scope = scopeOf(element); scope !== undefined; scope = scope.outer) {
    const namespace = scope.namespaces.get(prefix)
    if (namespace !== undefined) return namespace
  }
  return prefix === '' ? '' : undefined
}

/** What an element declares, and the next one around it that declares any. */
interface NamespaceScope {
  namespaces: ReadonlyMap<string, string>
  outer: NamespaceScope | undefined
}

/** Names are many, and declarations few: each element is asked for its own once. */
const scopes = new WeakMap<XmlElement, { scope: NamespaceScope | undefined }>()

function scopeOf(element: XmlElement): NamespaceScope | undefined {
  const known = scopes.get(element)
  if (known !== undefined) return known.scope
  const outer = element.parent && scopeOf(element.parent)
  const declarations = element.attributes.filter(declaresNamespace)
  const scope =
    declarations.length === 0
      ? outer
      : { namespaces: new Map(declarations.map(({ name, value }) => [splitDeclaration(name), value])), outer }
  scopes.set(element, { scope })
  return scope
}

function splitDeclaration(name: string): string {
  return name === 'xmlns' ? '' : name.slice('xmlns:'.length)
}

/** The local name of an attribute in XML Schema's instance namespace, or undefined for any other attribute. */
export function schemaInstanceName(attribute: XmlAttribute, element: XmlElement): string | undefined {
  const { prefix, local } = splitName(attribute.name)
  if (prefix === '' || prefix === 'xmlns') return undefined
  return resolvePrefix(prefix, element) === schemaInstanceNamespace ? local : undefined
}
