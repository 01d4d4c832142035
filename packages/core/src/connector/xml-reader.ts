import type { XmlDocument } from './xml-document.ts'
import { findDoctype, type XmlFault } from './xml-faults.ts'
import { parseXml, XmlStop } from './xml-parsing.ts'
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

/** The largest file that is read as XML at all, in bytes. Connectors have a much lower limit. */
const maximumXmlBytes = 16 * 1024 * 1024

/**
 * Reads XML and keeps the position of every element and attribute.
 *
 * Accepts well-formed XML 1.0 in UTF-8 without a DOCTYPE. Namespaces are not interpreted: `xmlns` and prefixed names
 * stay as they are written. Never throws because of what is in the bytes; only the first problem is reported, since
 * nothing after it can be trusted.
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
    return { document: { ...parseXml(lines), text } }
  } catch (error) {
    if (error instanceof XmlStop) return { problem: toProblem(error.fault, lines) }
    return { problem: { message: 'the file cannot be read as XML', line: 1, column: 1 } }
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
  // The parser skips a byte order mark; the one that is allowed is gone already.
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
