import type { XmlElement } from '../../connector/xml-document.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import type { RuleFinding } from '../rule.ts'
import type { dialectsOf } from './dialect-parts.ts'

export function* findMissingTokens(
  dialects: ReturnType<typeof dialectsOf>,
  name: string,
  tokens: readonly string[],
): Iterable<RuleFinding> {
  for (const { file, format } of dialects) {
    for (const element of named(format, name)) {
      const formulas = childrenNamed(element, 'formula')
      const missing = tokens.filter((token) => !formulas.some(({ text }) => text.includes(token)))
      // An element without a formula is the schema's business.
      if (formulas.length === 0 || missing.length === 0) continue
      yield { message: `no formula of <${name}> contains ${missing.join(' or ')}`, file, place: element }
    }
  }
}

export function named(format: readonly XmlElement[], name: string): XmlElement[] {
  return format.filter((element) => element.name === name)
}
