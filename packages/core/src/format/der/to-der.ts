import { type Asn1Node, octets, parseAsn1 } from './der-reader.ts'
import { element } from './der-writer.ts'

const CONSTRUCTED_OCTET_STRING = 0x24
const OCTET_STRING = 0x04
/** Tags of one byte; the others are left as they are. */
const LARGEST_SHORT_TAG = 30

/**
 * Writes an element of BER (X.690) anew: each length in as few bytes as it takes, and each OCTET STRING in one piece. What
 * is DER already stays byte for byte, so that digests of it do too.
 *
 * @throws Error when it cannot be read
 */
export function toDer(bytes: Uint8Array): Uint8Array {
  return write(parseAsn1(bytes))
}

function write(node: Asn1Node): Uint8Array {
  const tag = node.raw[0] ?? 0
  if (node.tagNumber > LARGEST_SHORT_TAG) return node.raw
  if (tag === CONSTRUCTED_OCTET_STRING) return element(OCTET_STRING, octets(node))
  return node.constructed ? element(tag, ...node.children.map(write)) : element(tag, node.content)
}
