import { readInt } from '../der/element-values.ts'
import type { LazyElement } from '../der/lazy-element.ts'
import { type GeneralName, readGeneralName } from './general-names.ts'

/** Which names are allowed below an authority (RFC 5280, section 4.2.1.10). */
export interface NameConstraints {
  /** Undefined where the extension does not say. */
  permitted: readonly Subtree[] | undefined
  excluded: readonly Subtree[] | undefined
}

/** A name that stands for all names below it. */
export interface Subtree {
  name: GeneralName
  /** It counts only some levels below the name, which Java refuses. */
  isLimited: boolean
}

const SEQUENCE = 0x30
const PERMITTED = 0xa0
const EXCLUDED = 0xa1
const MINIMUM = 0x80
const MAXIMUM = 0x81
const UNLIMITED = -1

/** @throws Error where Java cannot read them */
export function readNameConstraints(node: LazyElement): NameConstraints {
  let permitted: Subtree[] | undefined
  let excluded: Subtree[] | undefined
  for (const part of node.expect(SEQUENCE).parts()) {
    if (part.tag === PERMITTED && permitted === undefined) permitted = part.children().map(readSubtree)
    else if (part.tag === EXCLUDED && excluded === undefined) excluded = part.children().map(readSubtree)
    else throw new Error('nameConstraints is broken')
  }
  return { permitted, excluded }
}

function readSubtree(node: LazyElement): Subtree {
  const [name, ...limits] = node.expect(SEQUENCE).children()
  if (name === undefined) throw new Error('a subtree has no name')
  let [minimum, maximum] = [0, UNLIMITED]
  for (const limit of limits) {
    if (limit.tag === MINIMUM) minimum = readInt(limit, MINIMUM)
    else if (limit.tag === MAXIMUM) maximum = readInt(limit, MAXIMUM)
    else throw new Error('a subtree is broken')
  }
  return { name: readGeneralName(name, true), isLimited: minimum !== 0 || maximum !== UNLIMITED }
}
