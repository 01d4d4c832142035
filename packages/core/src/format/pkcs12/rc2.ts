const BLOCK_BYTES = 8

/** The permutation of RFC 2268, section 2, made from the digits of pi. */
const PERMUTATION: Uint8Array = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2' +
    '179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82' +
    '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
    '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7' +
    '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec' +
    'c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9' +
    '0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
)

/**
 * Decrypts RC2 in CBC mode (RFC 2268), which old PKCS#12 files use for their certificates. The OpenSSL inside Node has
 * no RC2.
 *
 * @param key its length in bits is also the effective key length
 * @returns the contents without PKCS#7 padding
 * @throws Error when the length or the padding is wrong, which a wrong key nearly always gives
 */
export function decryptRc2Cbc(key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Uint8Array {
  if (encrypted.length === 0 || encrypted.length % BLOCK_BYTES !== 0) throw new Error('wrong length')
  const words = expandKey(key)
  const plain = Buffer.alloc(encrypted.length)
  let previous = iv
  for (let offset = 0; offset < encrypted.length; offset += BLOCK_BYTES) {
    const block = encrypted.subarray(offset, offset + BLOCK_BYTES)
    decryptBlock(words, block).forEach((byte, index) => {
      plain[offset + index] = byte ^ (previous[index] ?? 0)
    })
    previous = block
  }
  return withoutPadding(plain)
}

/** Section 2: 64 words of 16 bits. */
function expandKey(key: Uint8Array): Uint16Array {
  const bytes = new Uint8Array(128)
  const at = (index: number): number => bytes[index] ?? 0
  const permuted = (index: number): number => PERMUTATION[index & 0xff] ?? 0
  bytes.set(key)
  for (let i = key.length; i < 128; i++) bytes[i] = permuted(at(i - 1) + at(i - key.length))
  bytes[128 - key.length] = permuted(at(128 - key.length))
  for (let i = 127 - key.length; i >= 0; i--) bytes[i] = permuted(at(i + 1) ^ at(i + key.length))
  return Uint16Array.from({ length: 64 }, (_, i) => at(2 * i) | (at(2 * i + 1) << 8))
}

/** How far each word is turned in a mixing round. */
const ROTATIONS = [1, 2, 3, 5] as const

/** Section 4: 16 mixing rounds backwards, with a mashing round after the fifth and the eleventh. */
function decryptBlock(words: Uint16Array, block: Uint8Array): Uint8Array {
  const r = Uint16Array.from({ length: 4 }, (_, i) => (block[2 * i] ?? 0) | ((block[2 * i + 1] ?? 0) << 8))
  const word = (index: number): number => r[index & 3] ?? 0
  for (let round = 15; round >= 0; round--) {
    for (let i = 3; i >= 0; i--) {
      const rotation = ROTATIONS[i] ?? 0
      const turned = (word(i) >>> rotation) | (word(i) << (16 - rotation))
      const mixed = (word(i + 3) & word(i + 2)) + (~word(i + 3) & word(i + 1))
      r[i] = turned - (words[4 * round + i] ?? 0) - mixed
    }
    if (round === 11 || round === 5) {
      for (let i = 3; i >= 0; i--) r[i] = word(i) - (words[word(i + 3) & 63] ?? 0)
    }
  }
  return Uint8Array.from({ length: BLOCK_BYTES }, (_, i) => (word(i >> 1) >>> (8 * (i & 1))) & 0xff)
}

function withoutPadding(plain: Buffer): Buffer {
  const length = plain.at(-1) ?? 0
  const padding = plain.subarray(-length)
  if (length < 1 || length > BLOCK_BYTES || padding.some((byte) => byte !== length)) {
    throw new Error('wrong padding')
  }
  return plain.subarray(0, -length)
}
