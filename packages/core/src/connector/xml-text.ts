import type { TextPosition } from './xml-document.ts'

/** A text that is known by lines: turns offsets into positions. Line ends are LF, CRLF and a lone CR. */
export class TextLines {
  readonly text: string
  readonly #starts: number[] = [0]

  constructor(text: string) {
    this.text = text
    for (const lineEnd of text.matchAll(/\r\n|\n|\r/g)) this.#starts.push(lineEnd.index + lineEnd[0].length)
  }

  /** The position of an offset; an offset after the end counts as the end. */
  at(offset: number): TextPosition {
    const inside = Math.max(0, Math.min(offset, this.text.length))
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= inside) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: inside - (this.#starts[low] ?? 0) + 1, offset: inside }
  }
}

/** Text, or the reason why the bytes are no UTF-8 text and where. */
export type DecodedText =
  | { text: string; fault?: undefined }
  | { text?: undefined; fault: { message: string; help: string; line: number; column: number } }

const byteOrderMark = '\uFEFF'

/**
 * Decodes the bytes of a connector's XML file. Only UTF-8 is accepted, with or without a byte order mark; the mark
 * is not part of the text.
 */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  const otherEncoding = recogniseOtherEncoding(bytes)
  if (otherEncoding !== undefined) {
    return {
      fault: {
        message: `the file is encoded as ${otherEncoding}, not as UTF-8`,
        help: saveAsUtf8,
        line: 1,
        column: 1,
      },
    }
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const invalidAt = text.includes('\uFFFD') ? firstDifference(bytes, new TextEncoder().encode(text)) : -1
  if (invalidAt >= 0) return { fault: invalidByte(bytes, invalidAt) }
  return { text: text.startsWith(byteOrderMark) ? text.slice(1) : text }
}

const saveAsUtf8 = 'Save the file as UTF-8.'

/** UTF-16 and UTF-32 show in the first bytes, with a byte order mark or with the zeros around the first `<`. */
function recogniseOtherEncoding(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'UTF-32' : 'UTF-16'
  if (a === 0xfe && b === 0xff) return 'UTF-16'
  if (a === 0 && b === 0 && ((c === 0xfe && d === 0xff) || (c === 0 && d === 0x3c))) return 'UTF-32'
  if (a === 0x3c && b === 0) return c === 0 && d === 0 ? 'UTF-32' : 'UTF-16'
  if (a === 0 && b === 0x3c) return 'UTF-16'
  return undefined
}

/** The first index at which the two differ, or -1. */
function firstDifference(left: Uint8Array, right: Uint8Array): number {
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index++) {
    if (left[index] !== right[index]) return index
  }
  return left.length === right.length ? -1 : length
}

function invalidByte(bytes: Uint8Array, index: number): NonNullable<DecodedText['fault']> {
  // What differs may be inside a character that began well: step back to where that character starts.
  let start = index
  while (start > 0 && index - start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, start))
  const { line, column } = new TextLines(before).at(before.length)
  const value = (bytes[start] ?? 0).toString(16).toUpperCase().padStart(2, '0')
  return { message: `the byte 0x${value} is not valid UTF-8 here`, help: saveAsUtf8, line, column }
}
