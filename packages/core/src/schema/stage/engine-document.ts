import type { XmlAttribute, XmlDocument, XmlElement } from '../../connector/xml-document.ts'
import { declaresNamespace, resolvePrefix, schemaInstanceName, splitName } from './namespaces.ts'

/** The children that an element gets in a corrected document; a name stands for a child made up to fill a gap. */
export type CorrectedChildren = ReadonlyMap<XmlElement, readonly (XmlElement | string)[]>

/** A document written for an engine so that each of its lines belongs to exactly one element. */
export interface EngineDocument {
  /** UTF-8. */
  bytes: Uint8Array
  /** The element whose start tag ends on a line; undefined for made-up elements. */
  elementAt(line: number): XmlElement | undefined
}

/**
 * Writes a document for an engine.
 *
 * Engines report only the line on which a start tag ends. So every line break becomes a space and one is put in front
 * of the end of each start tag: the line then is the element's number. What engines disagree on or must not follow
 * is left out: the XML declaration, everything outside the root, namespaces and the attributes of XML Schema itself. Names
 * in a namespace are replaced by names that no schema knows, which comes to the same.
 */
export function writeEngineDocument(document: XmlDocument, corrected: CorrectedChildren): EngineDocument {
  const pieces: string[] = []
  const elements: (XmlElement | undefined)[] = []

  function writePlaceholder(name: string): void {
    pieces.push(`<${name}\n/>`)
    elements.push(undefined)
  }

  function writeElement(element: XmlElement): void {
    elements.push(element)
    const children = corrected.get(element)
    const isSelfClosing = element.startTagEnd === element.end
    pieces.push(...startTagOf(document, element), isSelfClosing && !children?.length ? '\n/>' : '\n>')
    if (isSelfClosing && !children?.length) return
    const gaps = isSelfClosing ? [] : gapsOf(document, element)
    const endTag = gaps.pop() ?? '</'
    if (children !== undefined) pieces.push(...gaps.splice(0).map(onOneLine))
    for (const child of children ?? element.children) {
      pieces.push(onOneLine(gaps.shift() ?? ''))
      if (typeof child === 'string') writePlaceholder(child)
      else writeElement(child)
    }
    pieces.push(onOneLine(endTag.slice(0, endTag.lastIndexOf('</'))), `</${engineElementName(element)}>`)
  }

  writeElement(document.root)
  return {
    bytes: new TextEncoder().encode(pieces.join('')),
    // The first start tag ends on line 2.
    elementAt: (line) => elements[line - 2],
  }
}

/**
 * Whether an attribute is kept from the engines: declarations of namespaces, the attributes of XML Schema itself, whose
 * addresses libxml2 would try to load, and those whose prefix is not declared, which have been reported already.
 */
function isHidden(attribute: XmlAttribute, element: XmlElement): boolean {
  if (declaresNamespace(attribute)) return true
  const { prefix } = splitName(attribute.name)
  if (prefix !== '' && resolvePrefix(prefix, element) === undefined) return true
  const name = schemaInstanceName(attribute, element)
  return name !== undefined && ['schemaLocation', 'noNamespaceSchemaLocation', 'type', 'nil'].includes(name)
}

/** The name of an element as engines get it; in a namespace it is one that no schema knows. */
function engineElementName(element: XmlElement): string {
  const isInNamespace = element.name.includes(':') || resolvePrefix('', element) !== ''
  return isInNamespace ? foreignName(element.name) : element.name
}

/** The name of an attribute as engines get it; with a prefix it is one that no schema knows. */
export function engineAttributeName({ name }: XmlAttribute): string {
  return name.includes(':') ? foreignName(name) : name
}

function foreignName(name: string): string {
  return `foreign.${name.replaceAll(':', '.')}`
}

/** A start tag without its end: `>` or `/>`. */
function startTagOf(document: XmlDocument, element: XmlElement): string[] {
  const pieces = [`<${engineElementName(element)}`]
  for (const attribute of element.attributes) {
    if (isHidden(attribute, element)) continue
    const assignment = document.text.slice(attribute.start.offset + attribute.name.length, attribute.end)
    pieces.push(` ${engineAttributeName(attribute)}${onOneLine(assignment)}`)
  }
  return pieces
}

/** The text before, between and after the children; the last piece ends with the end tag. */
export function gapsOf(document: XmlDocument, element: XmlElement): string[] {
  const starts = [element.startTagEnd, ...element.children.map((child) => child.end)]
  const ends = [...element.children.map((child) => child.start.offset), element.end]
  return starts.map((start, index) => document.text.slice(start, ends[index]))
}

function onOneLine(text: string): string {
  return text.replace(/[\r\n]/g, ' ')
}
