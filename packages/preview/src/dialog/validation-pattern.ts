/** A validation rule's regular expression in the form that JavaScript's engines read. */
export interface ValidationPattern {
  source: string
  flags: string
  /** Constructs of Qt's engine that have no counterpart, for people; undefined where both engines agree. */
  difference: string | undefined
}

/** Constructs of Qt's regular expressions (PCRE) that JavaScript lacks or reads in another way. */
const DIFFERENCES: readonly [construct: RegExp, name: string][] = [
  [/(?<!\\)(?:[*+?]|\{\d+(?:,\d*)?\})\+/, 'possessive quantifiers such as "a++"'],
  [/\(\?>/, 'atomic groups "(?>…)"'],
  [/\(\?[imsxn-]+[:)]/, 'options inside the expression such as "(?i)"'],
  [/\\[AzZG]/, 'the anchors "\\A", "\\z", "\\Z" and "\\G" in its middle'],
  [/\[\[:\^?\w+:\]/, 'POSIX classes such as "[[:alpha:]]"'],
  [/\\Q/, 'quoting with "\\Q…\\E"'],
  [/\\[hHvRXK]/, 'the escapes "\\h", "\\v", "\\R", "\\X" and "\\K"'],
  [/\(\?(?:R|\d+|&)/, 'recursion'],
  [/\(\?#/, 'comments "(?#…)"'],
  [/\(\?P[=>]/, 'references to named groups "(?P=name)"'],
]

/**
 * Translates what has a counterpart: options at the beginning, anchors at both ends, named groups, Unicode classes.
 * An expression is bounded in time only where the engine that runs it is.
 */
export function validationPattern(pattern: string): ValidationPattern {
  const [, options = '', rest = pattern] = /^\(\?([ims]+)\)(.*)$/s.exec(pattern) ?? []
  const source = rest
    .replace(/^\\A/, '^')
    .replace(/\\[zZ]$/, '$')
    .replace(/\(\?P</g, '(?<')
  const found = DIFFERENCES.filter(([construct]) => construct.test(source)).map(([, name]) => name)
  return {
    source,
    flags: options + (/\\[pP]\{/.test(source) ? 'u' : ''),
    difference: found.length === 0 ? undefined : found.join(', '),
  }
}
