/** Marks that are drawn over the character before them, and characters that are not drawn. */
const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}]$/u

/** Emoji and the East Asian characters that take two cells of a terminal. */
const doubleWidth =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}])$/u

/** How many cells of a terminal one character takes: 0, 1 or 2. */
function cellsOf(character: string): number {
  if (/^[\x20-\x7E]$/.test(character)) return 1
  if (zeroWidth.test(character)) return 0
  return doubleWidth.test(character) ? 2 : 1
}

/** How many cells of a terminal a text takes. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += cellsOf(character)
  return width
}
