import { hash } from 'node:crypto'

/** What a derived key is for: the ID byte of RFC 7292, appendix B.3. */
export const DERIVATION_PURPOSE = { encryption: 1, initializationVector: 2, mac: 3 } as const

/** Digests by the size of their blocks; the derivation depends on it. */
const BLOCK_BYTES: Record<string, number> = { sha1: 64, sha224: 64, sha256: 64, sha384: 128, sha512: 128 }

/** What {@link derivePkcs12Key} takes. */
export interface Pkcs12Derivation {
  digest: string
  /** As {@link encodePasswords} gives it. */
  password: Uint8Array
  salt: Uint8Array
  iterations: number
  purpose: number
  /** Bytes wanted. */
  length: number
}

/**
 * The key derivation of PKCS#12 (RFC 7292, appendix B.2). Nothing else uses it, and no crypto module of Node offers it.
 */
export function derivePkcs12Key({
  digest,
  password,
  salt,
  iterations,
  purpose,
  length,
}: Pkcs12Derivation): Uint8Array {
  const blockBytes = BLOCK_BYTES[digest]
  if (blockBytes === undefined) throw new Error(`no key derivation with ${digest}`)
  const diversifier = Buffer.alloc(blockBytes, purpose)
  const input = Buffer.concat([repeatToBlocks(salt, blockBytes), repeatToBlocks(password, blockBytes)])
  const pieces: Buffer[] = []
  for (let have = 0; have < length; ) {
    const piece = hashRepeatedly(digest, Buffer.concat([diversifier, input]), iterations)
    pieces.push(piece)
    have += piece.length
    addToEachBlock(input, repeatToBlocks(piece, blockBytes).subarray(0, blockBytes))
  }
  return Buffer.concat(pieces).subarray(0, length)
}

/** One-shot hashing to a string, into one buffer, takes half the time of anything else, and this is where it goes. */
function hashRepeatedly(digest: string, input: Buffer, iterations: number): Buffer {
  const current = Buffer.from(hash(digest, input, 'binary'), 'binary')
  for (let i = 1; i < iterations; i++) current.write(hash(digest, current, 'binary'), 'binary')
  return current
}

/** Nothing stays nothing. */
function repeatToBlocks(bytes: Uint8Array, blockBytes: number): Buffer {
  const size = Math.ceil(bytes.length / blockBytes) * blockBytes
  return bytes.length === 0 ? Buffer.alloc(0) : Buffer.alloc(size, bytes)
}

/** Adds `addend` + 1 to every block of the input, as big-endian numbers, without the final carry. */
function addToEachBlock(input: Buffer, addend: Buffer): void {
  for (let start = 0; start < input.length; start += addend.length) {
    let carry = 1
    for (let i = addend.length - 1; i >= 0; i--) {
      carry += (input[start + i] ?? 0) + (addend[i] ?? 0)
      input[start + i] = carry & 0xff
      carry >>>= 8
    }
  }
}
