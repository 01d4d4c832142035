/**
 * The dotted form of an OBJECT IDENTIFIER, such as `2.5.4.3`.
 *
 * @param content its bytes without tag and length; the caller has checked that the last number is complete
 */
export function dottedIdentifier(content: Uint8Array): string {
  const numbers: bigint[] = []
  let number = 0n
  for (const byte of content) {
    number = (number << 7n) | BigInt(byte & 0x7f)
    if ((byte & 0x80) !== 0) continue
    numbers.push(number)
    number = 0n
  }
  const [combined = 0n, ...rest] = numbers
  const first = combined < 80n ? combined / 40n : 2n
  return [first, combined - first * 40n, ...rest].join('.')
}

/** Whether every number is complete and takes no more bytes than it needs, which Java demands. */
export function isWholeIdentifier(content: Uint8Array): boolean {
  const isComplete = content.length > 0 && (content.at(-1) ?? 0x80) < 0x80
  const isPadded = content.some(
    (byte, index) => byte === 0x80 && (index === 0 || (content[index - 1] ?? 0) < 0x80),
  )
  return isComplete && !isPadded
}
