import type { XmlAttribute, XmlElement } from './xml-document.ts'

/** All elements below this one in document order, at any depth; with a name, only those that are called so. */
export function* descendants(element: XmlElement, name?: string): Generator<XmlElement, void, undefined> {
  for (const child of element.children) {
    if (name === undefined || child.name === name) yield child
    yield* descendants(child, name)
  }
}

/** The element itself and all elements below it, in document order. */
export function* selfAndDescendants(element: XmlElement): Generator<XmlElement, void, undefined> {
  yield element
  yield* descendants(element)
}

/** The direct children of that name, in document order. */
export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name)
}

/** The first element that a chain of names leads to, each one a direct child of the one before. */
export function findPath(element: XmlElement, ...names: string[]): XmlElement | undefined {
  const [name, ...rest] = names
  if (name === undefined) return element
  for (const child of childrenNamed(element, name)) {
    const found = findPath(child, ...rest)
    if (found !== undefined) return found
  }
  return undefined
}

/** The attribute of that name, with its position. */
export function attributeOf(element: XmlElement, name: string): XmlAttribute | undefined {
  return element.attributes.find((attribute) => attribute.name === name)
}

/** The value of the attribute of that name. */
export function attributeValue(element: XmlElement, name: string): string | undefined {
  return attributeOf(element, name)?.value
}

/** A value of the XML Schema type `boolean`: `true`, `1`, `false` or `0` with blanks around, else undefined. */
export function parseXsBoolean(value: string | undefined): boolean | undefined {
  const collapsed = collapseBlanks(value ?? '')
  if (collapsed === 'true' || collapsed === '1') return true
  if (collapsed === 'false' || collapsed === '0') return false
  return undefined
}

/** A value as the XML Schema type `token` reads it: trimmed, runs of blanks made one space. */
export function collapseBlanks(value: string): string {
  return value.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '')
}
