/** The tags on the way to a certificate's subject (RFC 5280, section 4.1). */
const SEQUENCE = 0x30
const INTEGER = 0x02
/** Java takes it for the version under a primitive tag too. */
const VERSIONS: ReadonlySet<number> = new Set([0xa0, 0x80])

/**
 * Finds the encoded subject of a certificate without looking into anything else: a truststore holds some 150, of which
 * one or two are asked for.
 *
 * @returns undefined when the bytes do not start as a certificate in DER does
 */
export function certificateSubject(der: Uint8Array): Uint8Array | undefined {
  const certificate = elementAt(der, 0, der.length)
  if (certificate?.tag !== SEQUENCE || certificate.end !== der.length) return undefined
  const fields = elementAt(der, certificate.content, certificate.end)
  if (fields?.tag !== SEQUENCE) return undefined
  let position = fields.content
  const next = (): Element | undefined => {
    const element = elementAt(der, position, fields.end)
    position = element?.end ?? fields.end
    return element
  }
  const first = next()
  const serial = VERSIONS.has(first?.tag ?? 0) ? next() : first
  const others = [next(), next(), next()]
  const start = position
  const subject = next()
  const isCertificate =
    serial?.tag === INTEGER && [...others, subject].every((element) => element?.tag === SEQUENCE)
  return isCertificate ? der.subarray(start, position) : undefined
}

interface Element {
  tag: number
  /** Where its content starts. */
  content: number
  end: number
}

/** Undefined for what is not an element, runs over `end`, or has an indefinite length, which DER does not know. */
function elementAt(bytes: Uint8Array, start: number, end: number): Element | undefined {
  const tag = bytes[start]
  const first = bytes[start + 1]
  if (tag === undefined || first === undefined || first === 0x80 || first > 0x84) return undefined
  const lengthBytes = first < 0x80 ? 0 : first - 0x80
  const content = start + 2 + lengthBytes
  let length = lengthBytes === 0 ? first : 0
  for (let position = start + 2; position < content; position++)
    length = length * 256 + (bytes[position] ?? 0)
  return content + length > end ? undefined : { tag, content, end: content + length }
}
