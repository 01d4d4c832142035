import { isUtf8 } from 'node:buffer'
import type { LazyElement } from '../der/lazy-element.ts'

export const PRINTABLE_STRING = 0x13
export const UTF8_STRING = 0x0c
export const BMP_STRING = 0x1e
const TELETEX_STRING = 0x14
const UNIVERSAL_STRING = 0x1c
/** PrintableString, IA5String and GeneralString. */
const ASCII_STRINGS: ReadonlySet<number> = new Set([PRINTABLE_STRING, 0x16, 0x1b])
const REPLACEMENT = '\ufffd'

/** One attribute of a distinguished name, such as the common name. */
export interface NameAttribute {
  oid: string
  value: LazyElement
}

/** The text of an attribute as Java decodes it; undefined where its type is none of a text. */
export function textOfAttribute({ value: { tag, content } }: NameAttribute): string | undefined {
  if (tag === UTF8_STRING) return Buffer.from(content).toString('utf8')
  if (tag === TELETEX_STRING) return latin1(content)
  if (ASCII_STRINGS.has(tag)) return latin1(content).replaceAll(/[\u0080-\u00ff]/g, REPLACEMENT)
  if (tag === UNIVERSAL_STRING) return utf32(content)
  return tag === BMP_STRING ? utf16(content) : undefined
}

/** True for a UTF8String that is not UTF-8: Java puts other marks in the place of what it cannot read than we do. */
export function isMalformedText({ value: { tag, content } }: NameAttribute): boolean {
  return tag === UTF8_STRING && !isUtf8(content)
}

export function latin1(content: Uint8Array): string {
  return Buffer.from(content).toString('latin1')
}

export function utf16(content: Uint8Array): string {
  const text = Buffer.from(content.subarray(0, content.length & ~1))
    .swap16()
    .toString('utf16le')
  return content.length % 2 === 0 ? text : text + REPLACEMENT
}

function utf32(content: Uint8Array): string {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  let text = ''
  for (let at = 0; at + 4 <= content.length; at += 4) {
    const code = view.getUint32(at)
    const isMark = at === 0 && code === 0xfeff
    if (!isMark) text += code <= 0x10ffff ? String.fromCodePoint(code) : REPLACEMENT
  }
  return content.length % 4 === 0 ? text : text + REPLACEMENT
}
