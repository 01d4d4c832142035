/** A place in a text file. */
export interface TextPosition {
  /** 1-based. */
  line: number
  /** 1-based, in UTF-16 code units as editors count them. */
  column: number
  /** 0-based, in UTF-16 code units from the start of the decoded text. */
  offset: number
}

/** An attribute as it is written in the file. */
export interface XmlAttribute {
  name: string
  /** The value after the parser's normalisation, entities resolved. */
  value: string
  /** The first character of the name. */
  start: TextPosition
  /** The first character inside the quotes. */
  valueStart: TextPosition
  /** Just after the closing quote, as an offset in the decoded text. */
  end: number
}

/** An element as it is written in the file. */
export interface XmlElement {
  name: string
  attributes: XmlAttribute[]
  children: XmlElement[]
  parent: XmlElement | undefined
  /** The character data directly inside this element (CDATA included), in document order, children left out. */
  text: string
  /** The `<` of the start tag. */
  start: TextPosition
  /** Just after the `>` of the start tag, as an offset in the decoded text. */
  startTagEnd: number
  /** Just after the end of the element, as an offset in the decoded text. */
  end: number
}

/** A comment as it is written in the file. */
export interface XmlComment {
  /** What is between `<!--` and `-->`. */
  text: string
  /** The `<`. */
  start: TextPosition
  /** Just after the `>`, as an offset in the decoded text. */
  end: number
}

/** A well-formed XML document without a DOCTYPE. */
export interface XmlDocument {
  root: XmlElement
  /** In document order, those around the root included. */
  comments: XmlComment[]
  /** The decoded text, without a byte order mark; the positions count in it. */
  text: string
}
