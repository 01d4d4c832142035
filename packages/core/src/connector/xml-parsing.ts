import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { XmlAttribute, XmlComment, XmlDocument, XmlElement } from './xml-document.ts'
import { explainParserMessage, type XmlFault } from './xml-faults.ts'
import type { TextLines } from './xml-text.ts'

/** Elements may be nested this deep, the root included. No connector comes near; engines have limits of their own. */
export const maximumXmlDepth: number = 256

/**
 * So many elements, attributes, comments and the like may be in one file, and so many attributes on one element. Files
 * that Tableau loads have room for more, but no connector comes near: the largest dialect has 3,000.
 */
export const maximumXmlParts: number = 30_000
export const maximumXmlAttributes: number = 256

/** Ends the parsing at the first fault. */
export class XmlStop extends Error {
  readonly fault: XmlFault

  constructor(fault: XmlFault) {
    super(fault.message)
    this.fault = fault
  }
}

/**
 * Parses XML into a tree.
 *
 * @throws XmlStop at the first fault
 */
export function parseXml(lines: TextLines): Pick<XmlDocument, 'root' | 'comments'> {
  return new TreeBuilder(lines).build()
}

/** Turns what the parser reports into elements and comments with positions. */
class TreeBuilder {
  readonly #lines: TextLines
  // XML 1.1 allows more than the schema engines read; a file that says so must still keep to XML 1.0.
  readonly #parser = new SaxesParser({ xmlns: false, defaultXMLVersion: '1.0', forceXMLVersion: true })
  readonly #open: XmlElement[] = []
  readonly #comments: XmlComment[] = []
  #parts = 0
  #attributes = 0
  #root: XmlElement | undefined
  #lastClosed: XmlElement | undefined

  constructor(lines: TextLines) {
    this.#lines = lines
    const parser = this.#parser
    parser.on('error', ({ message }) => this.#explain(message))
    parser.on('xmldecl', ({ encoding }) => this.#checkEncoding(encoding))
    parser.on('opentagstart', ({ name }) => this.#openElement(name))
    parser.on('attribute', () => this.#countAttribute())
    parser.on('opentag', (tag) => this.#endStartTag(tag))
    parser.on('closetag', () => this.#closeElement())
    parser.on('text', (characters) => this.#addText(characters))
    parser.on('cdata', (characters) => {
      this.#countPart()
      this.#addText(characters)
    })
    parser.on('processinginstruction', () => this.#countPart())
    parser.on('comment', (content) => this.#addComment(content))
  }

  build(): Pick<XmlDocument, 'root' | 'comments'> {
    const { text } = this.#lines
    this.#parser.write(text).close()
    if (this.#root === undefined) {
      throw new XmlStop({ message: 'the file has no root element', offset: text.length })
    }
    return { root: this.#root, comments: this.#comments }
  }

  #explain(message: string): never {
    const { text } = this.#lines
    const place = { text, offset: this.#parser.position, open: this.#open, lastClosed: this.#lastClosed }
    throw new XmlStop(explainParserMessage(message, place))
  }

  #checkEncoding(encoding: string | undefined): void {
    if (encoding === undefined || encoding.toLowerCase() === 'utf-8') return
    throw new XmlStop({
      message: `the XML declaration says encoding="${encoding}"`,
      help: 'Save the file as UTF-8 and declare encoding="UTF-8".',
      offset: Math.max(this.#lines.text.indexOf('encoding'), 0),
    })
  }

  #openElement(name: string): void {
    this.#countPart()
    this.#attributes = 0
    // The parser is past the name and the character that ended it, which is never a `<`.
    const start = this.#lines.at(this.#lines.text.lastIndexOf('<', this.#parser.position - 1))
    if (this.#open.length >= maximumXmlDepth) {
      const message = `elements are nested more than ${maximumXmlDepth} deep`
      throw new XmlStop({ message, offset: start.offset })
    }
    const parent = this.#open.at(-1)
    const places = { start, startTagEnd: 0, end: 0 }
    const element: XmlElement = { name, attributes: [], children: [], parent, text: '', ...places }
    parent?.children.push(element)
    this.#root ??= element
    this.#open.push(element)
  }

  #endStartTag(tag: SaxesTagPlain): void {
    const element = this.#open.at(-1)
    if (element === undefined) return
    element.startTagEnd = this.#parser.position
    element.attributes = locateAttributes(tag, element, this.#lines)
  }

  #closeElement(): void {
    this.#lastClosed = this.#open.pop()
    if (this.#lastClosed !== undefined) this.#lastClosed.end = this.#parser.position
  }

  #addText(characters: string): void {
    const element = this.#open.at(-1)
    if (element !== undefined) element.text += characters
  }

  #addComment(content: string): void {
    this.#countPart()
    const { text } = this.#lines
    // The parser has read the two hyphens, perhaps not yet the `>`.
    const end = text.indexOf('>', this.#parser.position - 1) + 1
    this.#comments.push({
      text: content,
      start: this.#lines.at(text.lastIndexOf('<!--', end - 1)),
      end,
    })
  }

  #countPart(): void {
    this.#parts++
    if (this.#parts <= maximumXmlParts) return
    throw new XmlStop({
      message: `the file holds more than ${maximumXmlParts} elements, attributes and comments`,
      help: 'Make the file smaller.',
      offset: this.#parser.position - 1,
    })
  }

  #countAttribute(): void {
    this.#countPart()
    this.#attributes++
    if (this.#attributes <= maximumXmlAttributes) return
    const message = `the element has more than ${maximumXmlAttributes} attributes`
    throw new XmlStop({ message, offset: this.#parser.position - 1 })
  }
}

/** Finds the attributes in the text of a start tag, which the parser has found well-formed. */
function locateAttributes(tag: SaxesTagPlain, element: XmlElement, lines: TextLines): XmlAttribute[] {
  const untilValue = /[ \t\r\n]+([^ \t\r\n=/>]+)[ \t\r\n]*=[ \t\r\n]*(["'])/y
  untilValue.lastIndex = element.start.offset + 1 + element.name.length
  const attributes: XmlAttribute[] = []
  for (;;) {
    const from = untilValue.lastIndex
    const match = untilValue.exec(lines.text)
    if (match === null) return attributes
    const [matched, name = '', quote = ''] = match
    const start = from + matched.search(/[^ \t\r\n]/)
    const valueStart = from + matched.length
    const end = lines.text.indexOf(quote, valueStart) + 1
    attributes.push({
      name,
      value: tag.attributes[name] ?? '',
      start: lines.at(start),
      valueStart: lines.at(valueStart),
      end,
    })
    untilValue.lastIndex = end
  }
}
