const SEQUENCE = 0x30
const SET = 0x31
const OBJECT_IDENTIFIER = 0x06
const PRINTABLE_STRING = 0x13
const UTF8_STRING = 0x0c

/**
 * The same for names that are equal, and seldom for others: the letters and digits in their values, counted without regard to
 * their order. It takes a fraction of the time of a canonical name, of which a truststore would need some 150.
 *
 * @param subject - An encoded distinguished name.
 * @returns undefined for a name with anything but ASCII in it, or of an odd form: those have to be compared themselves
 */
export function outlineOfName(subject: Uint8Array): string | undefined {
  const outline = new Outline()
  const parts = contentOf(subject, 0, subject.length, SEQUENCE)
  if (parts?.end !== subject.length) return undefined
  for (let at = parts.start; at < parts.end; ) {
    const part = contentOf(subject, at, parts.end, SET)
    if (part === undefined) return undefined
    for (let inner = part.start; inner < part.end; ) {
      const attribute = contentOf(subject, inner, part.end, SEQUENCE)
      if (attribute === undefined || !addValue(outline, subject, attribute)) return undefined
      inner = attribute.end
    }
    at = part.end
  }
  return outline.text
}

/**
 * The same of a name in the canonical form of `Name`.
 *
 * @returns undefined where the form does not tell values from what stands between them, or where other letters count
 */
export function outlineOfCanonical(canonical: string): string | undefined {
  if (!/^[\x20-\x7e]*$/.test(canonical) || /\\|=#/.test(canonical)) return undefined
  const outline = new Outline()
  for (const value of canonical.split(/(?:^|[,+])[a-z]+=/)) {
    for (let index = 0; index < value.length; index++) outline.add(value.charCodeAt(index))
  }
  return outline.text
}

class Outline {
  #count = 0
  #sum = 0

  /** @param code - Of a character in ASCII; only letters and digits count. */
  add(code: number): void {
    const small = code >= 0x41 && code <= 0x5a ? code + 0x20 : code
    if (!((small >= 0x61 && small <= 0x7a) || (small >= 0x30 && small <= 0x39))) return
    this.#count += 1
    this.#sum += small * small
  }

  get text(): string {
    return `${this.#count} ${this.#sum}`
  }
}

interface Range {
  start: number
  end: number
}

function addValue(outline: Outline, bytes: Uint8Array, attribute: Range): boolean {
  const type = contentOf(bytes, attribute.start, attribute.end, OBJECT_IDENTIFIER)
  if (type === undefined) return false
  const tag = bytes[type.end]
  if (tag !== PRINTABLE_STRING && tag !== UTF8_STRING) return false
  const value = contentOf(bytes, type.end, attribute.end, tag)
  if (value?.end !== attribute.end) return false
  for (let at = value.start; at < value.end; at++) {
    const code = bytes[at] ?? 0
    if (code >= 0x80) return false
    outline.add(code)
  }
  return true
}

/** Of an element of this tag; undefined for another one, and for any but a short or an ordinary long length. */
function contentOf(bytes: Uint8Array, at: number, limit: number, tag: number): Range | undefined {
  const first = bytes[at + 1] ?? 0xff
  if (bytes[at] !== tag || first > 0x82 || first === 0x80) return undefined
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f
  let length = lengthBytes === 0 ? first : 0
  for (let index = 1; index <= lengthBytes; index++) length = length * 256 + (bytes[at + 1 + index] ?? 0)
  const start = at + 2 + lengthBytes
  return start + length > limit ? undefined : { start, end: start + length }
}
