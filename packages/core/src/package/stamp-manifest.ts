import type { XmlDocument, XmlElement } from '../connector/xml-document.ts'
import { attributeOf } from '../connector/xml-query.ts'

const attributeName = 'min-version-tableau'
const byteOrderMark = [0xef, 0xbb, 0xbf]

/**
 * Sets `min-version-tableau` on the root of a manifest and changes nothing else: comments, quotes, line ends and a
 * byte order mark stay as they are, byte for byte.
 *
 * @param bytes the manifest
 * @param document the same manifest, parsed
 * @param version ASCII digits and dots
 */
export function stampManifest(bytes: Uint8Array, document: XmlDocument, version: string): Uint8Array {
  const { text, root } = document
  const existing = attributeOf(root, attributeName)
  const stamped =
    existing === undefined
      ? insert(text, root, version)
      : text.slice(0, existing.valueStart.offset) + version + text.slice(existing.end - 1)
  const mark = byteOrderMark.every((value, index) => bytes[index] === value) ? byteOrderMark : []
  return Uint8Array.from([...mark, ...new TextEncoder().encode(stamped)])
}

/** Behind the last attribute, set apart and quoted as that one is: a new line in a manifest with a line for each. */
function insert(text: string, root: XmlElement, version: string): string {
  const last = root.attributes.at(-1)
  const at = last?.end ?? root.start.offset + 1 + root.name.length
  const beforeLast = last && /[ \t\r\n]+$/.exec(text.slice(root.start.offset, last.start.offset))?.[0]
  const quote = last === undefined ? '"' : text.charAt(last.end - 1)
  return `${text.slice(0, at)}${beforeLast ?? ' '}${attributeName}=${quote}${version}${quote}${text.slice(at)}`
}
