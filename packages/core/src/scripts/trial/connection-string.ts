/**
 * The values in an ODBC connection string by their keywords, in the order in which they stand. A value in braces ends at
 * a brace that is not doubled, any other at the next semicolon.
 */
export function readConnectionString(text: string): [keyword: string, value: string][] {
  const pairs: [string, string][] = []
  let rest = text
  while (rest !== '') {
    const [whole = '', keyword = '', braced, plain = ''] =
      /^\s*;*([^=;]*)=\s*(?:\{((?:[^}]|\}\})*)\}|([^;]*))/.exec(rest) ?? []
    if (whole === '') break
    pairs.push([keyword.trim(), braced === undefined ? plain : braced.replaceAll('}}', '}')])
    rest = rest.slice(whole.length).replace(/^[^;]*;?/, '')
  }
  return pairs
}
