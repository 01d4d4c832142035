/**
 * What Unicode 14 to 17 added of letters with capitals, of marks, and of characters that stand for others. JDK 17 goes by
 * Unicode 13, and takes them for nothing that it knows.
 */
const ADDED = [
  '\\u{897}-\\u{89f}\\u{8ca}-\\u{8d2}\\u{c3c}\\u{cf3}\\u{ece}\\u{1715}\\u{180f}\\u{1ac1}-\\u{1aeb}',
  '\\u{1c89}-\\u{1c8a}\\u{1dfa}\\u{2c2f}\\u{2c5f}\\u{a7c0}-\\u{a7c1}\\u{a7cb}-\\u{a7f4}',
  '\\u{10570}-\\u{105e4}\\u{10781}-\\u{107ba}\\u{10d50}-\\u{10d85}\\u{10efa}-\\u{10eff}',
  '\\u{10f82}-\\u{10f85}\\u{11070}-\\u{11074}\\u{110c2}\\u{11241}\\u{11383}-\\u{113e2}',
  '\\u{11b60}-\\u{11b67}\\u{11f00}-\\u{11f03}\\u{11f34}-\\u{11f5a}\\u{13440}-\\u{13455}',
  '\\u{1611e}-\\u{1612f}\\u{16d68}-\\u{16d6a}\\u{16ea0}-\\u{16ed3}\\u{1ccd6}-\\u{1ccf9}',
  '\\u{1cf00}-\\u{1cf46}\\u{1e030}-\\u{1e08f}\\u{1e2ae}\\u{1e4ec}-\\u{1e4ef}\\u{1e5ee}-\\u{1e5ef}',
  '\\u{1e6e3}-\\u{1e6f5}',
].join('')

/** What has no meaning yet may get one: to newer JDKs, or to the Unicode of a newer Node.js. */
const UNASSIGNED = '\\p{Cn}'

/** The inside of a character class: what JDKs may turn into other characters, or not, when they compare names. */
export const NEWER_CHARACTERS: string = `${ADDED}${UNASSIGNED}`
