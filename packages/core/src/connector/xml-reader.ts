import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { XmlAttribute, XmlComment, XmlDocument, XmlElement } from './xml-document.ts'
import { explainParserMessage, findDoctype, type XmlFault } from './xml-faults.ts'
import { decodeUtf8, TextLines } from './xml-text.ts'

/** Why a file is not XML that a connector may hold. */
export interface XmlProblem {
  message: string
  help?: string
  /** 1-based. */
  line: number
  /** 1-based, in UTF-16 code units. */
  column: number
}

/** What {@link readXml} gives: a document or a problem, never both. */
export type XmlReading =
  | { document: XmlDocument; problem?: undefined }
  | { document?: undefined; problem: XmlProblem }

/** Elements may be nested this deep, the root included. No connector comes near; engines have limits of their own. */
export const maximumXmlDepth: number = 256

/**
 * So many elements, attributes, comments and the like may be in one file, and so many attributes on one element. Files
 * that Tableau loads have room for more, but no connector comes near: the largest dialect has 3,000.
 */
export const maximumXmlParts: number = 30_000
export const maximumXmlAttributes: number = 256

/** The largest file that is read as XML at all, in bytes. Connectors have a much lower limit. */
const maximumXmlBytes = 16 * 1024 * 1024

/**
 * Reads XML and keeps the position of every element and attribute.
 *
 * Accepts well-formed XML 1.0 in UTF-8 without a DOCTYPE. Namespaces are not interpreted: `xmlns` and prefixed names
 * stay as they are written. Never throws because of what is in the bytes; only the first problem is told, since
 * nothing behind it can be trusted.
 */
export function readXml(bytes: Uint8Array): XmlReading {
  if (bytes.length > maximumXmlBytes) {
    const message = `the file is too large to be read as XML: ${bytes.length} bytes, at most ${maximumXmlBytes}`
    return { problem: { message, line: 1, column: 1 } }
  }
  const { text, fault } = decodeUtf8(bytes)
  if (fault !== undefined) return { problem: fault }
  return readXmlText(text)
}

function readXmlText(text: string): XmlReading {
  const lines = new TextLines(text)
  try {
    refuseWhatTheParserAllows(text)
    return { document: { ...parse(lines), text } }
  } catch (error) {
    if (error instanceof XmlStop) return { problem: toProblem(error.fault, lines) }
    return { problem: { message: 'the file cannot be read as XML', line: 1, column: 1 } }
  }
}

/** Ends the parsing at the first fault. */
class XmlStop extends Error {
  readonly fault: XmlFault

  constructor(fault: XmlFault) {
    super(fault.message)
    this.fault = fault
  }
}

function toProblem(fault: XmlFault, lines: TextLines): XmlProblem {
  const { line, column } = lines.at(fault.offset)
  return { message: fault.message, ...(fault.help !== undefined && { help: fault.help }), line, column }
}

function refuseWhatTheParserAllows(text: string): void {
  if (text.trim() === '') {
    throw new XmlStop({ message: 'the file is empty', help: 'An XML file needs a root element.', offset: 0 })
  }
  // The parser skips a byte order mark; the one that may stand here is gone already.
  if (text.startsWith('\uFEFF')) {
    throw new XmlStop({
      message: 'the file starts with two byte order marks',
      help: 'Remove one.',
      offset: 0,
    })
  }
  const doctype = findDoctype(text)
  if (doctype !== undefined) throw new XmlStop(doctype)
}

function parse(lines: TextLines): Pick<XmlDocument, 'root' | 'comments'> {
  const { text } = lines
  // XML 1.1 allows more than the schema engines read; a file that says so must still keep to XML 1.0.
  const parser = new SaxesParser({ xmlns: false, defaultXMLVersion: '1.0', forceXMLVersion: true })
  const open: XmlElement[] = []
  const comments: XmlComment[] = []
  let parts = 0
  let attributes = 0
  let root: XmlElement | undefined
  let lastClosed: XmlElement | undefined

  const count = (): void => {
    parts++
    if (parts <= maximumXmlParts) return
    throw new XmlStop({
      message: `the file holds more than ${maximumXmlParts} elements, attributes and comments`,
      help: 'Make the file smaller.',
      offset: parser.position - 1,
    })
  }

  parser.on('error', (error) => {
    throw new XmlStop(
      explainParserMessage(error.message, { text, offset: parser.position, open, lastClosed }),
    )
  })
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding === undefined || encoding.toLowerCase() === 'utf-8') return
    throw new XmlStop({
      message: `the XML declaration says encoding="${encoding}"`,
      help: 'Save the file as UTF-8 and declare encoding="UTF-8".',
      offset: Math.max(text.indexOf('encoding'), 0),
    })
  })
  parser.on('opentagstart', ({ name }) => {
    count()
    attributes = 0
    // The parser stands behind the name and the character that ended it, which is never a `<`.
    const start = lines.at(text.lastIndexOf('<', parser.position - 1))
    if (open.length >= maximumXmlDepth) {
      const message = `elements are nested more than ${maximumXmlDepth} deep`
      throw new XmlStop({ message, offset: start.offset })
    }
    const parent = open.at(-1)
    const element: XmlElement = {
      name,
      attributes: [],
      children: [],
      parent,
      text: '',
      start,
      startTagEnd: 0,
      end: 0,
    }
    parent?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('attribute', () => {
    count()
    attributes++
    if (attributes <= maximumXmlAttributes) return
    const message = `the element has more than ${maximumXmlAttributes} attributes`
    throw new XmlStop({ message, offset: parser.position - 1 })
  })
  parser.on('opentag', (tag) => {
    const element = open.at(-1)
    if (element === undefined) return
    element.startTagEnd = parser.position
    element.attributes = locateAttributes(tag, element, lines)
  })
  parser.on('closetag', () => {
    lastClosed = open.pop()
    if (lastClosed !== undefined) lastClosed.end = parser.position
  })
  const addText = (characters: string): void => {
    const element = open.at(-1)
    if (element !== undefined) element.text += characters
  }
  parser.on('text', addText)
  parser.on('cdata', (characters) => {
    count()
    addText(characters)
  })
  parser.on('processinginstruction', count)

  parser.on('comment', (content) => {
    count()
    // The parser has read the two hyphens, perhaps not yet the `>`.
    const end = text.indexOf('>', parser.position - 1) + 1
    comments.push({ text: content, start: lines.at(text.lastIndexOf('<!--', end - 1)), end })
  })

  parser.write(text).close()
  if (root === undefined) throw new XmlStop({ message: 'the file has no root element', offset: text.length })
  return { root, comments }
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
