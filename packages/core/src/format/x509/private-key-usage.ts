import { readTime } from '../der/element-values.ts'
import type { LazyElement } from '../der/lazy-element.ts'

const GENERALIZED_TIME = 0x18

/**
 * Checks privateKeyUsagePeriod: since when and until when the key signs.
 *
 * @throws Error where Java cannot read it
 */
export function readPrivateKeyUsage(node: LazyElement): void {
  const seen = new Set<number>()
  for (const part of node.expect(0x30).children()) {
    if ((part.tag !== 0x80 && part.tag !== 0x81) || seen.has(part.tag))
      throw new Error('privateKeyUsagePeriod is broken')
    seen.add(part.tag)
    readTime(part.as(GENERALIZED_TIME))
  }
}
