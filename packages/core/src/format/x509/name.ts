import { readOid } from '../der/element-values.ts'
import type { LazyElement } from '../der/lazy-element.ts'
import { BMP_STRING, type NameAttribute, utf16 } from './attribute-text.ts'
import { canonicalPart } from './canonical-name.ts'
import { RefusedByPolicy } from './policy.ts'

/**
 * A distinguished name (RFC 5280, section 4.1.2.4), compared as Java compares X500Principals: PrintableString and UTF8String
 * are the same, as are capitals and small letters, and one blank and several.
 */
export interface Name {
  /** The part that names the largest area first. */
  parts: readonly (readonly NameAttribute[])[]
  /** One text for each part. */
  canonicalParts: readonly string[]
  /** Equal for equal names. */
  canonical: string
  isEmpty: boolean
}

const SEQUENCE = 0x30
const SET = 0x31
/** Nobody has a longer one. */
const LONGEST_VALUE = 1024
/** More than any letter has; a long row of them takes long to bring into order. */
const ROW_OF_MARKS = /\p{M}{31}/u

/** @throws Error when it is no Name */
export function readName(node: LazyElement): Name {
  return nameOf(node.expect(SEQUENCE).children())
}

/** @param parts the RelativeDistinguishedNames */
export function nameOf(parts: readonly LazyElement[]): Name {
  const read = parts.map(readRelativeName)
  const canonicalParts = read.map(canonicalPart)
  return {
    parts: read,
    canonicalParts,
    canonical: canonicalParts.toReversed().join(','),
    isEmpty: read.every((part) => part.length === 0),
  }
}

/** @throws Error when it is no RelativeDistinguishedName */
export function readRelativeName(node: LazyElement): NameAttribute[] {
  return node.expect(SET).children().map(readAttribute)
}

function readAttribute(node: LazyElement): NameAttribute {
  const [type, value, ...others] = node.expect(SEQUENCE).children()
  if (type === undefined || value === undefined || others.length > 0)
    throw new Error('a name in a certificate is not made of types and values')
  if (value.tag === BMP_STRING && /[\ud800-\udbff][\udc00-\udfff]/.test(utf16(value.content)))
    throw new RefusedByPolicy('a name in a certificate holds a character that BMPString has no place for')
  if (value.content.length > LONGEST_VALUE)
    throw new RefusedByPolicy(`a name in a certificate has a part of more than ${LONGEST_VALUE} bytes`)
  if (ROW_OF_MARKS.test(Buffer.from(value.content).toString('utf8')))
    throw new RefusedByPolicy('a name in a certificate has more than 30 combining marks in a row')
  return { oid: readOid(type), value }
}
