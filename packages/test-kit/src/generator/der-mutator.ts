import {
  copyDerTree,
  type DerNode,
  type DerPlace,
  derNode,
  derPlaces,
  encodeDerTree,
  isConstructed,
  parseDerTree,
  tagOf,
} from './der-tree.ts'
import { valueChanges } from './der-value-changes.ts'
import type { Random } from './random.ts'

/** A tree that was changed, and how. */
export interface DerMutation {
  what: string
  tree: DerNode
}

/** Where {@link mutateDer} may change something. */
export interface DerMutatorOptions {
  /** Default: anywhere. */
  where?: (place: DerPlace) => boolean
}

/**
 * Changes one thing in a tree of ASN.1: a tag, the form of a length, the list of elements, or a value, in ways that fit
 * its type. The tree given stays as it is. Lengths come out right when the result is encoded.
 *
 * @returns the tree as it was when there is no place to change
 */
export function mutateDer(tree: DerNode, random: Random, options: DerMutatorOptions = {}): DerMutation {
  const copy = derNode(0x30, [copyDerTree(tree)])
  const all = derPlaces(copy).slice(1)
  const places = all.filter(options.where ?? (() => true))
  if (places.length === 0) return { what: 'nothing', tree }
  const place = random.pick(places)
  const path = pathOf(copy, place.node)
  const values = valueChanges(place.node)
  if (values.length > 0 && random.oneIn(2)) {
    const [what, change] = random.pick(values)
    change(place.node, random)
    return { what: `${path}: ${what}`, tree: copy.children?.[0] ?? tree }
  }
  const [what, change] = random.pick(STRUCTURE_CHANGES)
  change({ node: place.node, parent: place.parent ?? copy, all, random })
  const [changed] = copy.children ?? []
  // Only one element can be the root, also where it was dropped, doubled or replaced by its parts.
  return { what: `${path}: ${what}`, tree: changed ?? derNode(0x30) }
}

/** {@link mutateDer} for bytes, some times in a row. */
export function mutateDerBytes(
  bytes: Uint8Array,
  random: Random,
  times = 1,
  options: DerMutatorOptions = {},
): { what: string; bytes: Uint8Array } {
  let tree = parseDerTree(bytes)
  const done: string[] = []
  for (let left = times; left > 0; left--) {
    const mutation = mutateDer(tree, random, options)
    tree = mutation.tree
    done.push(mutation.what)
  }
  return { what: done.join('; '), bytes: encodeDerTree(tree) }
}

/** Its tag and where it is: `0x02 at 1.0.2`. */
function pathOf(root: DerNode, target: DerNode): string {
  const search = (node: DerNode): number[] | undefined => {
    if (node === target) return []
    for (const [index, child] of (node.children ?? []).entries()) {
      const below = search(child)
      if (below !== undefined) return [index, ...below]
    }
    return undefined
  }
  const path = search(root)?.slice(1).join('.') || 'the root'
  return `0x${tagOf(target).toString(16).padStart(2, '0')} at ${path}`
}

interface Scene {
  node: DerNode
  parent: DerNode
  all: DerPlace[]
  random: Random
}

const STRUCTURE_CHANGES: readonly [string, (scene: Scene) => void][] = [
  ['another tag', ({ node, random }) => setTag(node, random.below(256))],
  ['a tag near it', ({ node, random }) => setTag(node, (tagOf(node) + random.pick([1, 255])) & 0xff)],
  ['a likely tag', ({ node, random }) => setTag(node, random.pick(LIKELY_TAGS))],
  ['constructed or not', ({ node }) => setTag(node, tagOf(node) ^ 0x20)],
  ['another class', ({ node, random }) => setTag(node, tagOf(node) ^ random.pick([0x40, 0x80, 0xc0]))],
  ['a tag of two bytes', ({ node }) => setIdentifier(node, [tagOf(node) | 0x1f, tagOf(node) & 0x1f])],
  ['a longer length', ({ node, random }) => setLength(node, { bytes: 1 + random.below(5) })],
  ['no length', ({ node }) => setLength(node, 'indefinite')],
  ['no lengths in all of it', ({ node }) => eachConstructed(node, (one) => setLength(one, 'indefinite'))],
  ['dropped', ({ node, parent }) => replace(parent, node, [])],
  ['doubled', ({ node, parent }) => replace(parent, node, [node, copyDerTree(node)])],
  ['in front of its neighbour', ({ node, parent }) => moveUp(parent, node)],
  ['siblings reversed', ({ parent }) => setChildren(parent, parent.children?.toReversed())],
  ['siblings sorted', ({ parent }) => setChildren(parent, sorted(parent.children))],
  ['siblings shuffled', ({ parent, random }) => setChildren(parent, random.shuffled(parent.children ?? []))],
  ['parts sorted', ({ node }) => setChildren(node, sorted(node.children))],
  ['no parts', ({ node }) => setChildren(node, node.children && [])],
  [
    'replaced by another element',
    ({ node, parent, all, random }) => replace(parent, node, [another(all, random)]),
  ],
  [
    'another element after it',
    ({ node, parent, all, random }) => replace(parent, node, [node, another(all, random)]),
  ],
  ['replaced by a small element', ({ node, parent, random }) => replace(parent, node, [sample(random)])],
  ['a small element before it', ({ node, parent, random }) => replace(parent, node, [sample(random), node])],
  ['a small element after it', ({ node, parent, random }) => replace(parent, node, [node, sample(random)])],
  [
    'a small element in it',
    ({ node, random }) => setChildren(node, node.children && [...node.children, sample(random)]),
  ],
  [
    'an end mark in it',
    ({ node }) => setChildren(node, node.children && [...node.children, derNode(0, new Uint8Array())]),
  ],
  ['wrapped', ({ node, parent, random }) => replace(parent, node, [derNode(random.pick(WRAPPERS), [node])])],
  ['unwrapped', ({ node, parent }) => replace(parent, node, node.children ?? [])],
  [
    'its bytes in an OCTET STRING',
    ({ node, parent }) => replace(parent, node, [derNode(0x04, encodeDerTree(node))]),
  ],
]

/** Of all types that certificates and signatures are made of. */
const LIKELY_TAGS = [
  ...[0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1a, 0x1c, 0x1e],
  ...[0x30, 0x31, 0x24, 0x23, 0x80, 0x81, 0x82, 0x83, 0xa0, 0xa1, 0xa2, 0xa3],
]
const WRAPPERS = [0x30, 0x31, 0xa0, 0xa1, 0xa3, 0x04, 0x24]

function sample(random: Random): DerNode {
  return random.pick<() => DerNode>([
    () => derNode(0x05, new Uint8Array()),
    () => derNode(0x30),
    () => derNode(0x31),
    () => derNode(0x01, Uint8Array.of(0xff)),
    () => derNode(0x02, Uint8Array.of(random.below(128))),
    () => derNode(0x04, random.bytes(random.below(40))),
    () => derNode(0x06, Uint8Array.of(0x2a, 3, 4)),
    () => derNode(0x0c, Buffer.from('text')),
    () => derNode(0xa0),
    () => derNode(0xa1),
    () => derNode(0x80, Uint8Array.of(1)),
  ])()
}

function another(all: readonly DerPlace[], random: Random): DerNode {
  return copyDerTree(random.pick(all).node)
}

function setTag(node: DerNode, tag: number): void {
  setIdentifier(node, [tag])
}

function setIdentifier(node: DerNode, identifier: number[]): void {
  node.identifier = Uint8Array.from(identifier)
}

function setLength(node: DerNode, length: DerNode['length']): void {
  node.length = length
}

function setChildren(node: DerNode, children: DerNode[] | undefined): void {
  node.children = children
}

function eachConstructed(node: DerNode, change: (node: DerNode) => void): void {
  for (const { node: one } of derPlaces(node)) if (isConstructed(one)) change(one)
}

function replace(parent: DerNode, node: DerNode, by: DerNode[]): void {
  parent.children = (parent.children ?? []).flatMap((child) => (child === node ? by : [child]))
}

function moveUp(parent: DerNode, node: DerNode): void {
  const siblings = (parent.children ?? []).filter((child) => child !== node)
  const index = (parent.children ?? []).indexOf(node)
  parent.children = siblings.toSpliced(Math.max(index - 1, 0), 0, node)
}

function sorted(nodes: DerNode[] | undefined): DerNode[] | undefined {
  return nodes?.toSorted((one, other) => Buffer.compare(encodeDerTree(one), encodeDerTree(other)))
}
