/** The Castagnoli polynomial, its bits in reverse (RFC 3720, appendix B.4). */
const POLYNOMIAL = 0x82f63b78

/** The checksum that Google's services send along with bytes. Node has CRC-32 only, which uses another polynomial. */
export function crc32c(bytes: Uint8Array): number {
  let remainder = 0xffffffff
  for (const octet of bytes) {
    remainder ^= octet
    for (let bit = 0; bit < 8; bit += 1) {
      remainder = (remainder >>> 1) ^ (remainder & 1 ? POLYNOMIAL : 0)
    }
  }
  return ~remainder >>> 0
}
