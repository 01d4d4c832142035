/** A password as bytes, in the two forms that PKCS#12 files ask for. */
export interface EncodedPassword {
  /** For PBKDF2. */
  utf8: Uint8Array
  /** For the derivation of PKCS#12 itself: UTF-16, big-endian, with a terminating zero. */
  bmp: Uint8Array
}

/**
 * The forms in which programs encode a password, the usual one first. They differ in two cases: an absent password is
 * either an empty string or no bytes at all, and OpenSSL before 1.1 widened each UTF-8 byte instead of each character.
 */
export function encodePasswords(password: string): [EncodedPassword, ...EncodedPassword[]] {
  const utf8 = Buffer.from(password, 'utf8')
  const usual = { utf8, bmp: bigEndianUtf16(`${password}\0`) }
  if (password === '') return [usual, { utf8, bmp: Buffer.alloc(0) }]
  if (utf8.length === password.length) return [usual]
  return [usual, { utf8, bmp: bigEndianUtf16(`${utf8.toString('latin1')}\0`) }]
}

/** Two bytes for each UTF-16 unit: a character outside the basic plane takes two of them, as in Java and OpenSSL. */
export function bigEndianUtf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}
