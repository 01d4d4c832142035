import type { XmlElement } from './xml-document.ts'

/** Why a text is not XML, and where. */
export interface XmlFault {
  message: string
  help?: string
  /** 0-based, in UTF-16 code units from the start of the text. */
  offset: number
}

/** Where the parser was when it found a fault. */
export interface ParserState {
  text: string
  /** Just after the last character that was read. */
  offset: number
  /** The elements that are open, the root first. */
  open: XmlElement[]
  lastClosed: XmlElement | undefined
}

/** The DOCTYPE before the root element, or undefined where there is none. */
export function findDoctype(text: string): XmlFault | undefined {
  let offset = 0
  for (;;) {
    while (/[ \t\r\n]/.test(text.charAt(offset))) offset++
    const close = text.startsWith('<!--', offset) ? '-->' : text.startsWith('<?', offset) ? '?>' : undefined
    if (close === undefined) break
    const end = text.indexOf(close, offset + (close === '-->' ? 4 : 2))
    if (end < 0) return undefined
    offset = end + close.length
  }
  return text.startsWith('<!DOCTYPE', offset) ? doctypeFault(offset) : undefined
}

function doctypeFault(offset: number): XmlFault {
  return {
    message: 'a DOCTYPE is not allowed in a connector file',
    help: 'Remove the DOCTYPE, and write out the entities that it declares.',
    offset,
  }
}

/** Puts what the parser says into words for the author of the file, with the place where the fault begins. */
export function explainParserMessage(parserMessage: string, state: ParserState): XmlFault {
  // The parser writes its own line and column in front, counted in another way.
  const message = parserMessage.replace(/^\d+:\d+: /, '').replace(/\.$/, '')
  return (
    explainTagFault(message, state) ??
    explainReferenceFault(message, state) ??
    explainCharacterFault(message, state) ??
    explainOtherFault(message, state)
  )
}

function explainTagFault(message: string, state: ParserState): XmlFault | undefined {
  const { text, offset, open, lastClosed } = state
  if (message.startsWith('unclosed tag') || message === 'unexpected end') return explainEarlyEnd(state)
  if (message === 'unexpected close tag' && lastClosed !== undefined) {
    const start = text.lastIndexOf('</', offset - 1)
    const name = text.slice(start + 2, offset - 1).trim()
    return {
      message: `</${shorten(name)}> does not close <${shorten(lastClosed.name)}>, which is open since line ${lastClosed.start.line}`,
      help: `Close <${shorten(lastClosed.name)}> first, or correct the name.`,
      offset: start,
    }
  }
  if (message.startsWith('unmatched closing tag')) {
    const start = text.lastIndexOf('</', offset - 1)
    return { message: 'the end tag closes no open element', help: 'Remove it.', offset: start }
  }
  if (message === 'documents may contain only one root') {
    const start = text.lastIndexOf('<', offset - 1)
    return { message: 'there is a second root element', help: 'A file has one root element.', offset: start }
  }
  if (message.startsWith('duplicate attribute')) {
    const element = open.at(-1)
    const name = message.replace(/^duplicate attribute: /, '')
    const again = element === undefined ? -1 : lastAttribute(text, element.start.offset, offset, name)
    return {
      message: `the attribute ${shorten(name)} stands twice on <${shorten(element?.name ?? '')}>`,
      help: 'Remove one of the two.',
      offset: again >= 0 ? again : lastCharacter(state),
    }
  }
  if (message === 'text data outside of root node') {
    return {
      message: 'there is text outside of the root element',
      help: 'Remove it.',
      offset: outsideText(state),
    }
  }
  return undefined
}

/** The text ended inside something: names what is still open. */
function explainEarlyEnd({ text, open }: ParserState): XmlFault {
  for (const [begin, end, what] of [
    ['<!--', '-->', 'the comment'],
    ['<![CDATA[', ']]>', 'the CDATA section'],
    ['<?', '?>', 'the processing instruction'],
  ] as const) {
    const start = text.lastIndexOf(begin)
    if (start >= 0 && !text.includes(end, start)) {
      return { message: `${what} is never closed`, help: `Close it with ${end}`, offset: start }
    }
  }
  const bareAmpersand = text.indexOf('&', text.lastIndexOf(';') + 1)
  if (bareAmpersand >= 0) return bareAmpersandFault(bareAmpersand)
  const element = open.at(-1)
  if (element === undefined) return { message: 'the file ends too early', offset: text.length }
  const name = shorten(element.name)
  return { message: `<${name}> is never closed`, help: `Add </${name}>.`, offset: element.start.offset }
}

function explainReferenceFault(message: string, state: ParserState): XmlFault | undefined {
  const { text, offset } = state
  // A bare & makes the parser read on to the next semicolon, over whatever is in between.
  const start = text.indexOf('&', text.lastIndexOf(';', offset - 2) + 1)
  const reference = shorten(text.slice(start, offset))
  if (message === 'undefined entity') {
    return {
      message: `the entity ${reference} is not defined`,
      help: 'XML knows &amp; &lt; &gt; &quot; and &apos;. Write any other character itself, or as a number such as &#160;.',
      offset: start,
    }
  }
  if (message === 'empty entity name' || message === 'disallowed character in entity name') {
    return bareAmpersandFault(start)
  }
  if (message === 'malformed character entity') {
    return { message: `${reference} is not a character that XML allows`, offset: start }
  }
  return undefined
}

function bareAmpersandFault(offset: number): XmlFault {
  return { message: '& does not begin an entity here', help: 'Write &amp; for a plain &.', offset }
}

function explainCharacterFault(message: string, state: ParserState): XmlFault | undefined {
  const at = lastCharacter(state)
  const character = String.fromCodePoint(state.text.codePointAt(at) ?? 0)
  if (message === 'disallowed character') {
    if (character === '<') {
      return {
        message: 'the attribute value contains a <, or its closing quote is missing before',
        help: 'Write &lt; for a plain <.',
        offset: at,
      }
    }
    return {
      message: `XML does not allow the character ${codePoint(character)}`,
      help: 'Remove it.',
      offset: at,
    }
  }
  if (message.startsWith('disallowed character in')) {
    const where = message.slice('disallowed character in'.length)
    return {
      message: `unexpected ${describe(character)} in${where.replace(/^ (?!a )/, ' the ')}`,
      offset: at,
    }
  }
  return undefined
}

/** What the parser says of a fault, and how we put it. */
const otherFaults: Readonly<Record<string, { message: string; help: string }>> = {
  'malformed comment': { message: 'a comment must not contain --', help: 'Write single hyphens.' },
  'unquoted attribute value': { message: 'the attribute value has no quotes', help: 'Put it into quotes.' },
  'attribute without value': { message: 'the attribute has no value', help: 'Write name="value".' },
  'no whitespace between attributes': {
    message: 'there is no space before the attribute',
    help: 'Separate attributes with spaces or line breaks.',
  },
  'an XML declaration must be at the start of the document': {
    message: 'the XML declaration is not at the start of the file',
    help: 'Remove everything before it, including spaces and line breaks.',
  },
  'the string "]]>" is disallowed in char data': {
    message: 'text must not contain ]]>',
    help: 'Write ]]&gt; for a plain ]]>.',
  },
}

function explainOtherFault(message: string, state: ParserState): XmlFault {
  return { ...(otherFaults[message] ?? { message }), offset: lastCharacter(state) }
}

function lastCharacter({ text, offset }: ParserState): number {
  const last = Math.max(0, Math.min(offset, text.length) - 1)
  const isLowSurrogate = /[\uDC00-\uDFFF]/.test(text.charAt(last))
  return isLowSurrogate ? Math.max(0, last - 1) : last
}

/** The parser reports text outside the root only when it has read all of it: its first character. */
function outsideText({ text, offset }: ParserState): number {
  const end = text.charAt(offset - 1) === '<' ? offset - 1 : offset
  const begin = text.lastIndexOf('>', end - 1) + 1
  const blanks = text.slice(begin, end).search(/[^ \t\r\n]/)
  return begin + Math.max(blanks, 0)
}

function lastAttribute(text: string, from: number, to: number, name: string): number {
  for (let at = text.lastIndexOf(name, to); at > from; at = text.lastIndexOf(name, at - 1)) {
    const isWholeName =
      /[ \t\r\n]/.test(text.charAt(at - 1)) && /[ \t\r\n=]/.test(text.charAt(at + name.length))
    if (isWholeName) return at
  }
  return -1
}

function describe(character: string): string {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) ? `"${character}"` : codePoint(character)
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

function shorten(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name
}
