import type { XmlElement } from './xml-document.ts'
import { attributeValue, childrenNamed, collapseBlanks, descendants } from './xml-query.ts'
import { readXml } from './xml-reader.ts'

/**
 * A name that the first driver rule of a connection resolver for this platform accepts, or undefined without one.
 *
 * A rule of the type `regex` has no name; the plainest text that it matches stands for the driver then.
 *
 * @param resolver - The bytes of a `.tdr` file.
 */
export function driverNameOf(resolver: Uint8Array, platform: string): string | undefined {
  const root = readXml(resolver).document?.root
  return root && driverNameIn(root, platform)
}

/** The same as {@link driverNameOf} for a resolver that has been read. */
export function driverNameIn(root: XmlElement, platform: string): string | undefined {
  for (const match of descendants(root, 'driver-match')) {
    const wanted = attributeValue(match, 'platform')
    if (wanted !== undefined && wanted !== platform) continue
    for (const element of childrenNamed(match, 'driver-name')) {
      const text = collapseBlanks(element.text)
      const name = attributeValue(element, 'type') === 'regex' ? simplestMatch(text) : text
      if (name !== undefined && name !== '') return name
    }
  }
  return undefined
}

/** Takes what is optional out of a pattern and the rest literally; undefined where that does not match. */
function simplestMatch(pattern: string): string | undefined {
  const plain = withLiterals(pattern, (text) =>
    text
      .replace(/^\^|\$$/g, '')
      .replace(/\.[*+]\??/g, '')
      .replace(/\(([^()|]*)(?:\|[^()]*)?\)[?*+]?/g, '$1')
      .replace(/\[([^\]\\])[^\]]*\][*+?]?/g, '$1')
      .replace(/([^\\])[*+?]/g, '$1'),
  )
  const candidate = plain.trim()
  try {
    return new RegExp(`^(?:${pattern})$`).test(candidate) ? candidate : undefined
  } catch {
    return undefined
  }
}

/** Where characters of Unicode begin that mean nothing: they stand for escaped characters meanwhile. */
const PRIVATE = 0xe000

/** Rewrites a pattern whose escaped punctuation, such as `\(`, is not taken for a part of the syntax. */
function withLiterals(pattern: string, rewrite: (text: string) => string): string {
  const hidden = pattern.replace(/\\([ -/:-@[-`{-~])/g, (_, literal: string) =>
    String.fromCharCode(PRIVATE + literal.charCodeAt(0)),
  )
  return rewrite(hidden).replace(/[\ue020-\ue07e]/g, (one) =>
    String.fromCharCode(one.charCodeAt(0) - PRIVATE),
  )
}
