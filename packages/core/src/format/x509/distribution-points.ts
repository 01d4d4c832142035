import { readBits, readBoolean } from '../der/element-values.ts'
import type { LazyElement } from '../der/lazy-element.ts'
import { readGeneralNames } from './general-names.ts'
import { readRelativeName } from './name.ts'

const BOOLEAN = 0x01
const SEQUENCE = 0x30
const SET = 0x31
const BOOLEAN_CONTENT_TAGS: ReadonlySet<number> = new Set([0x81, 0x82, 0x84, 0x85])

/**
 * Checks the places where revocation lists are published (RFC 5280, section 4.2.1.13).
 *
 * @throws Error where Java cannot read them
 */
export function readDistributionPoints(node: LazyElement): void {
  for (const point of node.expect(SEQUENCE).parts()) checkPoint(point)
}

function checkPoint(point: LazyElement): void {
  const seen = new Set<number>()
  for (const part of point.expect(SEQUENCE).parts()) {
    if (seen.has(part.tag)) throw new Error('a distribution point says something twice')
    seen.add(part.tag)
    if (part.tag === 0xa0) checkPointName(part)
    else if (part.tag === 0x81) readBits(part, 0x81)
    else if (part.tag === 0xa2) readGeneralNames(part)
    else throw new Error('a distribution point is broken')
  }
  if (!seen.has(0xa0) && !seen.has(0xa2)) throw new Error('a distribution point has no name')
}

function checkPointName(part: LazyElement): void {
  const [name] = part.parts()
  if (name?.tag === 0xa0) readGeneralNames(name)
  else if (name?.tag === 0xa1) readRelativeName(name.as(SET))
  else throw new Error('a distribution point is broken')
}

/** @throws Error where Java cannot read what belongs into a revocation list */
export function readIssuingDistributionPoint(node: LazyElement): void {
  for (const part of node.expect(SEQUENCE).parts()) {
    if (part.tag === 0xa0) checkPointName(part)
    else if (part.tag === 0x83) readBits(part, 0x83)
    else if (BOOLEAN_CONTENT_TAGS.has(part.tag)) readBoolean(part.as(BOOLEAN))
    else throw new Error('an issuing distribution point is broken')
  }
}
