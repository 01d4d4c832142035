/** How the length of an element is written. */
export type LengthForm =
  | 'shortest'
  | 'indefinite'
  /** So many bytes follow the first one. */
  | { bytes: number }

/** An element of ASN.1 that may be changed: lengths are only written when it is encoded. */
export interface DerNode {
  /** Class, the mark of constructed elements, and number, as they are encoded. */
  identifier: Uint8Array
  length: LengthForm
  /** What it holds, if it is not made of elements. */
  content: Uint8Array
  /** What a constructed element is made of, or a primitive one that holds DER in its bytes (after `content`). */
  children: DerNode[] | undefined
}

/** @param tag of one byte */
export function derNode(tag: number, content: Uint8Array | DerNode[] = []): DerNode {
  const identifier = Uint8Array.of(tag)
  return Array.isArray(content)
    ? { identifier, length: 'shortest', content: new Uint8Array(), children: content }
    : { identifier, length: 'shortest', content, children: undefined }
}

/** The first byte of its identifier: the tag, for all tags that are in use. */
export function tagOf(node: DerNode): number {
  return node.identifier[0] ?? 0
}

/** True where the identifier says that it is made of elements. */
export function isConstructed(node: DerNode): boolean {
  return (tagOf(node) & 0x20) !== 0
}

/**
 * Parses the one element that the bytes are, DER or BER. An OCTET STRING or BIT STRING whose bytes are DER themselves, as
 * in the extensions of a certificate, gets children too. Encoded again, it gives the same bytes.
 *
 * @throws Error when they are not exactly one element
 */
export function parseDerTree(bytes: Uint8Array): DerNode {
  const { node, end } = parseNode(bytes, 0, bytes.length, 0)
  if (end !== bytes.length) throw new Error(`${bytes.length - end} bytes follow the element`)
  return node
}

const MAXIMUM_DEPTH = 50

interface Parsed {
  node: DerNode
  end: number
}

function parseNode(bytes: Uint8Array, start: number, limit: number, depth: number): Parsed {
  if (depth > MAXIMUM_DEPTH) throw new Error('it nests too deep')
  const lengthAt = afterIdentifier(bytes, start, limit)
  const identifier = bytes.slice(start, lengthAt)
  const first = at(bytes, lengthAt, limit)
  if (first === 0x80) return parseIndefinite(bytes, identifier, lengthAt + 1, limit, depth)
  const count = first < 0x80 ? 0 : first & 0x7f
  let size = count === 0 ? first : 0
  for (let index = 1; index <= count; index++) size = size * 256 + at(bytes, lengthAt + index, limit)
  const from = lengthAt + 1 + count
  const end = from + size
  if (end > limit) throw new Error('an element runs over the end')
  const length: LengthForm = count === shortestCount(size) ? 'shortest' : { bytes: count }
  return { node: { identifier, length, ...parseContent(bytes, identifier, from, end, depth) }, end }
}

function parseContent(
  bytes: Uint8Array,
  identifier: Uint8Array,
  from: number,
  end: number,
  depth: number,
): Pick<DerNode, 'content' | 'children'> {
  const tag = identifier[0] ?? 0
  if ((tag & 0x20) !== 0) return { content: new Uint8Array(), children: parseList(bytes, from, end, depth) }
  // The first byte of a BIT STRING counts the bits that are not used.
  const prefix = tag === 0x03 && bytes[from] === 0 ? 1 : 0
  if ((tag === 0x04 || prefix === 1) && end - from - prefix >= 2) {
    try {
      const children = parseList(bytes, from + prefix, end, depth)
      if (children.length === 1 && children.every(isPlausible))
        return { content: bytes.slice(from, from + prefix), children }
    } catch {
      // Ordinary bytes.
    }
  }
  return { content: bytes.slice(from, end), children: undefined }
}

/** Digests and signatures are seldom, but sometimes, an element by chance: one of no known type. */
function isPlausible(node: DerNode): boolean {
  return [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x30, 0x31].includes(
    tagOf(node),
  )
}

function parseList(bytes: Uint8Array, from: number, end: number, depth: number): DerNode[] {
  const children: DerNode[] = []
  for (let position = from; position < end; ) {
    const parsed = parseNode(bytes, position, end, depth + 1)
    children.push(parsed.node)
    position = parsed.end
  }
  return children
}

function parseIndefinite(
  bytes: Uint8Array,
  identifier: Uint8Array,
  from: number,
  limit: number,
  depth: number,
): Parsed {
  if (((identifier[0] ?? 0) & 0x20) === 0) throw new Error('a primitive element has no length')
  const children: DerNode[] = []
  let position = from
  while (at(bytes, position, limit) !== 0 || at(bytes, position + 1, limit) !== 0) {
    const parsed = parseNode(bytes, position, limit, depth + 1)
    children.push(parsed.node)
    position = parsed.end
  }
  return {
    node: { identifier, length: 'indefinite', content: new Uint8Array(), children },
    end: position + 2,
  }
}

function afterIdentifier(bytes: Uint8Array, start: number, limit: number): number {
  let position = start + 1
  if ((at(bytes, start, limit) & 0x1f) !== 0x1f) return position
  while ((at(bytes, position, limit) & 0x80) !== 0) position += 1
  return position + 1
}

function at(bytes: Uint8Array, position: number, limit: number): number {
  const byte = bytes[position]
  if (byte === undefined || position >= limit) throw new Error('an element ends too early')
  return byte
}

/** Encodes a tree: lengths are right, in the form that each element asks for. */
export function encodeDerTree(node: DerNode): Uint8Array {
  const body = Buffer.concat([node.content, ...(node.children ?? []).map(encodeDerTree)])
  if (node.length === 'indefinite') {
    return Buffer.concat([node.identifier, Uint8Array.of(0x80), body, Uint8Array.of(0, 0)])
  }
  const needed = shortestCount(body.length)
  const count =
    node.length === 'shortest' ? needed : Math.max(node.length.bytes, body.length < 0x80 ? 1 : needed)
  if (count === 0) return Buffer.concat([node.identifier, Uint8Array.of(body.length), body])
  const length = Array.from({ length: count }, (_, index) =>
    Number((BigInt(body.length) >> BigInt(8 * (count - 1 - index))) & 0xffn),
  )
  return Buffer.concat([node.identifier, Uint8Array.of(0x80 | count, ...length), body])
}

function shortestCount(size: number): number {
  return size < 0x80 ? 0 : Math.ceil(size.toString(16).length / 2)
}

export function copyDerTree(node: DerNode): DerNode {
  return { ...node, children: node.children?.map(copyDerTree) }
}

/** A place in a tree: a node and what it lies in. */
export interface DerPlace {
  node: DerNode
  parent: DerNode | undefined
}

/** Every node, each with its parent, from the root downwards. */
export function derPlaces(root: DerNode): DerPlace[] {
  const places: DerPlace[] = []
  const visit = (node: DerNode, parent: DerNode | undefined): void => {
    places.push({ node, parent })
    for (const child of node.children ?? []) visit(child, node)
  }
  visit(root, undefined)
  return places
}
