const DATE_BYTES = 8

/** Reads what Java's DataOutputStream writes. */
export class JavaDataReader {
  readonly #bytes: Buffer
  #offset = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** Bytes not yet read. */
  get left(): number {
    return this.#bytes.length - this.#offset
  }

  /** @throws Error when the input ends before. */
  bytes(length: number): Buffer {
    if (length > this.left) throw new Error('it ends too early')
    this.#offset += length
    return this.#bytes.subarray(this.#offset - length, this.#offset)
  }

  unsignedInt(): number {
    return this.bytes(4).readUInt32BE(0)
  }

  skipDate(): void {
    this.bytes(DATE_BYTES)
  }

  /**
   * A string in Java's own UTF-8: each UTF-16 unit is encoded by itself, so that a character outside the basic plane
   * takes six bytes, and a zero takes two.
   */
  text(): string {
    const encoded = this.bytes(this.bytes(2).readUInt16BE(0))
    if (encoded.every((byte) => byte < 0x80)) return encoded.toString('latin1')
    let text = ''
    for (let i = 0; i < encoded.length; ) {
      const lead = encoded[i] ?? 0
      const [length, mask] = lead < 0x80 ? [1, 0x7f] : lead < 0xe0 ? [2, 0x1f] : [3, 0x0f]
      let unit = lead & mask
      for (let next = 1; next < length; next++) unit = (unit << 6) | ((encoded[i + next] ?? 0) & 0x3f)
      text += String.fromCharCode(unit)
      i += length
    }
    return text
  }
}
