/** A part of a text, given by offsets, and its replacement. */
export interface TextEdit {
  start: number
  end: number
  /** Default nothing. */
  text?: string
}

/** A text that was made of another one, and knows where its parts came from. */
export interface DerivedText {
  text: string
  /** The offset in the other text that an offset came from; undefined for what was added. */
  originOf(offset: number): number | undefined
}

/** A text with edits. */
export interface EditedText extends DerivedText {
  /** The edit that brought the text at an offset, and the offset in its text. */
  addedAt(offset: number): { edit: TextEdit; offset: number } | undefined
}

/** A part of an edited text. */
interface Part {
  /** Where it begins. */
  at: number
  /** Where it began before, or which edit brought it. */
  from: number | TextEdit
}

/** Applies edits, which must not overlap; those at the same place come in their order. */
export function editText(text: string, edits: readonly TextEdit[]): EditedText {
  const parts: Part[] = []
  let result = ''
  let position = 0
  const keepUpTo = (end: number): void => {
    if (end > position) parts.push({ at: result.length, from: position })
    result += text.slice(position, end)
  }
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    const { start, end, text: added = '' } = edit
    keepUpTo(start)
    if (added !== '') parts.push({ at: result.length, from: edit })
    result += added
    position = end
  }
  keepUpTo(text.length)
  const partAt = (offset: number): Part | undefined => parts.findLast(({ at }) => at <= offset)
  return {
    text: result,
    originOf(offset) {
      const part = partAt(offset)
      return typeof part?.from === 'number' ? part.from + offset - part.at : undefined
    },
    addedAt(offset) {
      const part = partAt(offset)
      return typeof part?.from === 'object' ? { edit: part.from, offset: offset - part.at } : undefined
    },
  }
}

/** A text that was made of another one in two steps. */
export function inTwoSteps(first: DerivedText, second: DerivedText): DerivedText {
  return {
    text: second.text,
    originOf(offset) {
      const between = second.originOf(offset)
      return between === undefined ? undefined : first.originOf(between)
    },
  }
}

/** A text as it was. */
export function unedited(text: string): DerivedText {
  return { text, originOf: (offset) => offset }
}

/** A place in a text as editors count. */
export interface TextPlace {
  /** 1-based. */
  line: number
  /** 1-based. */
  column: number
}

export function placeAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

export function offsetAt(text: string, { line, column }: TextPlace): number {
  let start = 0
  for (let passed = 1; passed < line; passed++) start = text.indexOf('\n', start) + 1
  return start + column - 1
}
