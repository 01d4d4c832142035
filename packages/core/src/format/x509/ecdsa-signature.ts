import { integer, sequence } from '../der/der-writer.ts'

/**
 * Turns r and s of an ECDSA signature, one after the other (IEEE P1363), into `SEQUENCE { INTEGER r, INTEGER s }`
 * (RFC 3279, section 2.2.3), as {@link Signer.sign} has to give them.
 */
export function ecdsaSignatureToDer(concatenated: Uint8Array): Uint8Array {
  const half = Math.ceil(concatenated.length / 2)
  return sequence(
    unsignedInteger(concatenated.subarray(0, half)),
    unsignedInteger(concatenated.subarray(half)),
  )
}

function unsignedInteger(bigEndian: Uint8Array): Uint8Array {
  return integer(BigInt(`0x${Buffer.from(bigEndian).toString('hex') || '0'}`))
}
