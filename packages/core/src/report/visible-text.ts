/**
 * What is not seen, or changes how the text around it is: control characters, which steer a terminal, marks that reorder
 * text, characters without width, fillers, line separators and halves of characters.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/gu
const isHidden = new RegExp(hidden.source, 'u')

/**
 * What GitHub's runners take for a command where a log holds it: `::name` at the start of a line, where text may be broken
 * at any blank, and `##[name]` anywhere.
 */
const commands = /(^|\s)::(?=[\w-])|##\[/g

/** A character as it can be shown: control characters as `<U+001B>`, so that no file can steer the terminal. */
export function visibleCharacter(character: string): string {
  if (!isHidden.test(character)) return character
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`
}

/**
 * Foreign text made safe to print: on one line, and without effect on terminals and GitHub's runners. Line ends
 * become spaces. All names, values and messages that come from files or servers go through it before they are shown.
 */
export function visibleText(text: string): string {
  return text
    .replaceAll(/\r\n|\n|\r|\t/g, ' ')
    .replaceAll(hidden, visibleCharacter)
    .replaceAll(commands, (command, before?: string) => (command === '##[' ? '## [' : `${before ?? ''}: :`))
}

/**
 * The characters of a line as they are safe to print, one text for each: what stands for a hidden character may be longer
 * than it.
 */
export function visibleCharacters(line: string): string[] {
  let before = ''
  return Array.from(line, (character) => {
    const isCommand = character === '[' && before === '##'
    before = (before + character).slice(-2)
    return isCommand ? '<U+005B>' : visibleCharacter(character)
  })
}

/**
 * A line made safe to print, with its length unchanged, so that columns stay correct: for programs that get a line and a
 * column and draw the frame themselves.
 */
export function visibleLine(line: string): string {
  return line
    .replaceAll('\t', ' ')
    .replaceAll(hidden, (character) => '\uFFFD'.repeat(character.length))
    .replaceAll('##[', '##(')
    .replace(/^(\s*)::/, '$1;;')
}

/** {@link visibleText} for a text of several lines, which stay apart. */
export function visibleLines(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map(visibleText)
    .join('\n')
}

/** {@link visibleLines} for a page: no markup, and no empty line, which would end the HTML around it. */
export function htmlText(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return visibleLines(text)
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
    .replaceAll(/\s*\n\s*/g, '<br>')
}

/** What paints text; nothing else that steers a terminal is ours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what it is about
const paint = /^\u001B\[[\d;]*m/

/**
 * Guards a stream: any hidden character that reaches it, other than line ends, tabs and our own colours, is written as
 * `\u001b`, which is the same text to a reader of JSON.
 *
 * @param color - Whether colours are ours; else there are none.
 */
export function guardedOutput(text: string, color: boolean): string {
  return text
    .replaceAll(hidden, (character, offset: number) => {
      if (character === '\n' || character === '\t') return character
      if (color && character === '\u001B' && paint.test(text.slice(offset, offset + 20))) return character
      return Array.from({ length: character.length }, (_, index) =>
        jsonEscape(character.charCodeAt(index)),
      ).join('')
    })
    .replaceAll('##[', '##\\u005b')
}

function jsonEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`
}
