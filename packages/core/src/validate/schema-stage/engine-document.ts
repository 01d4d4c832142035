import type { XmlDocument, XmlElement } from '../../connector/xml-document.ts'
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
 * Engines tell only the line on which a start tag ends. So every line break becomes a space and one is put in front
 * of the end of each start tag: the line then is the element's number. What engines disagree on or must not follow
 * is left out: the XML declaration, everything outside the root, and the attributes that {@link isHidden} names.
 */
export function writeEngineDocument(document: XmlDocument, corrected: CorrectedChildren): EngineDocument {
  const pieces: string[] = []
  const elements: (XmlElement | undefined)[] = []

  function writeMadeUp(name: string): void {
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
    const endTag = gaps.pop() ?? `</${element.name}>`
    if (children !== undefined) pieces.push(...gaps.splice(0).map(onOneLine))
    for (const child of children ?? element.children) {
      pieces.push(onOneLine(gaps.shift() ?? ''))
      if (typeof child === 'string') writeMadeUp(child)
      else writeElement(child)
    }
    pieces.push(onOneLine(endTag))
  }

  writeElement(document.root)
  return {
    bytes: new TextEncoder().encode(pieces.join('')),
    // The first start tag ends on line 2.
    elementAt: (line) => elements[line - 2],
  }
}

/**
 * Whether an attribute is kept from the engines: those of XML Schema itself, whose addresses libxml2 would try to
 * load, and those whose prefix is not declared, which have been reported already.
 */
function isHidden(attribute: XmlElement['attributes'][number], element: XmlElement): boolean {
  if (declaresNamespace(attribute)) return false
  const { prefix } = splitName(attribute.name)
  if (prefix !== '' && resolvePrefix(prefix, element) === undefined) return true
  const name = schemaInstanceName(attribute, element)
  return name !== undefined && ['schemaLocation', 'noNamespaceSchemaLocation', 'type', 'nil'].includes(name)
}

/** A start tag without its end: `>` or `/>`. */
function startTagOf(document: XmlDocument, element: XmlElement): string[] {
  const pieces: string[] = []
  let from = element.start.offset
  for (const attribute of element.attributes) {
    if (!isHidden(attribute, element)) continue
    pieces.push(onOneLine(document.text.slice(from, attribute.start.offset)))
    from = attribute.end
  }
  const closing = element.startTagEnd === element.end ? '/>'.length : '>'.length
  pieces.push(onOneLine(document.text.slice(from, element.startTagEnd - closing)))
  return pieces
}

/** The text before, between and behind the children; the last piece ends with the end tag. */
export function gapsOf(document: XmlDocument, element: XmlElement): string[] {
  const starts = [element.startTagEnd, ...element.children.map((child) => child.end)]
  const ends = [...element.children.map((child) => child.start.offset), element.end]
  return starts.map((start, index) => document.text.slice(start, ends[index]))
}

function onOneLine(text: string): string {
  return text.replace(/[\r\n]/g, ' ')
}
