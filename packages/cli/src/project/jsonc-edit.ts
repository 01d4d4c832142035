import { applyEdits, type JSONPath, modify } from 'jsonc-parser/lib/esm/main.js'

/** A JSON text with a member set or an item added; the rest of the text stays, letter by letter, with its comments. */
export function jsonWith(text: string, path: JSONPath, value: unknown): string {
  const options = { formattingOptions: formatOf(text), isArrayInsertion: typeof path.at(-1) === 'number' }
  return applyEdits(text, modify(text, path, value, options))
}

/** The habits of a text, as its first indented line shows them. */
function formatOf(text: string): { insertSpaces: boolean; tabSize: number; eol: string } {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  '
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  }
}
