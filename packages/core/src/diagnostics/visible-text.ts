/** What a terminal would obey instead of showing: control characters, and marks that reorder the text around them. */
const invisible = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u

/** A character as it can be shown: control characters as `<U+001B>`, so that no file can steer the terminal. */
export function visibleCharacter(character: string): string {
  if (!invisible.test(character)) return character
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`
}

/** A text that is safe to print on one line; line ends become spaces. */
export function visibleText(text: string): string {
  const oneLine = text.replaceAll(/\r\n|\n|\r|\t/g, ' ')
  return Array.from(oneLine, visibleCharacter).join('')
}
