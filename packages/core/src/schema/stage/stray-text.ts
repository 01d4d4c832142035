import type { XmlDocument, XmlElement } from '../../connector/xml-document.ts'
import { TextLines } from '../../connector/xml-text.ts'
import { gapsOf } from './engine-document.ts'

/** Where text is directly inside an element, and how it begins. */
export interface StrayText {
  line: number
  column: number
  /** The text's beginning; empty where it is only white space. */
  excerpt: string
}

/** The first text directly inside an element; white space counts only where there is nothing else. */
export function findStrayText(document: XmlDocument, element: XmlElement): StrayText {
  let offset = element.startTagEnd
  const gaps = gapsOf(document, element)
  for (const [index, gap] of gaps.entries()) {
    const isLast = index === gaps.length - 1
    const inside = blankMarkup(isLast ? gap.slice(0, Math.max(gap.lastIndexOf('</'), 0)) : gap)
    const found = inside.search(/\S/)
    if (found >= 0)
      return { ...positionOf(document, offset + found), excerpt: excerptOf(inside.slice(found)) }
    offset = element.children[index]?.end ?? offset
  }
  return { ...positionOf(document, element.startTagEnd), excerpt: '' }
}

/** Comments and processing instructions as spaces of the same length. */
function blankMarkup(text: string): string {
  return text.replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, (markup) =>
    markup.startsWith('<![') ? markup : ' '.repeat(markup.length),
  )
}

function excerptOf(text: string): string {
  const line = text.split(/\s{2,}|[\r\n]/)[0]?.trim() ?? ''
  return line.length > 40 ? `${line.slice(0, 39)}…` : line
}

/** Finding the lines of a text takes time; a document may have many findings. */
const linesOf = new WeakMap<XmlDocument, TextLines>()

function positionOf(document: XmlDocument, offset: number): { line: number; column: number } {
  const lines = linesOf.get(document) ?? new TextLines(document.text)
  linesOf.set(document, lines)
  const { line, column } = lines.at(offset)
  return { line, column }
}
