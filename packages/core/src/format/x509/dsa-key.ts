import { twosComplement } from '../der/asn1-values.ts'
import { element, integer, objectIdentifier, sequence } from '../der/der-writer.ts'
import type { LazyElement } from '../der/lazy-element.ts'
import type { AlgorithmIdentifier } from './algorithm-identifier.ts'

/** What there is to say of a DSA key. */
export interface DsaKey {
  /** Of the modulus. */
  bits: number
  isUsable: boolean
  /** What is odd about it, where OpenSSL does not verify as Java does. */
  unclear?: string
  /** The same as OpenSSL reads it, where that differs. */
  forOpenssl?: Uint8Array
}

/** The sizes of q that OpenSSL computes with. */
const ORDER_BITS = [160, 224, 256]
/** The largest p of OpenSSL. */
const LARGEST_MODULUS = 10_000
const INTEGER = 0x02

/** @throws Error where Java cannot read it */
export function readDsaKey(
  node: LazyElement,
  { oid, parameters }: AlgorithmIdentifier,
  bytes: Uint8Array,
): DsaKey {
  // Java reads the first number, and does not care what follows.
  const [number] = node.within(bytes).parts()
  if (number === undefined || number.expect(INTEGER).content.length === 0)
    throw new Error('a DSA key is broken')
  // Below another DSA key, it inherits the parameters of that.
  if (parameters === undefined)
    return { bits: 0, isUsable: false, unclear: 'a DSA key without parameters of its own' }
  const [modulus = 0n, order = 0n, base = 0n] = parameters.children().map(signed)
  const bits = bitLength(modulus)
  // Java fails when it computes with them, and OpenSSL forgets the sign.
  if (modulus <= 0n || order <= 0n) return { bits, isUsable: false }
  const isUsual =
    modulus % 2n === 1n &&
    bits <= LARGEST_MODULUS &&
    ORDER_BITS.includes(bitLength(order)) &&
    base > 0n &&
    base < modulus
  if (!isUsual) return { bits, isUsable: true, unclear: 'a DSA key with unusual parameters' }
  const value = signed(number)
  // OpenSSL crashes at a negative number, and reads none with spare zeros. That modulo the modulus is as good to Java, which
  // computes with any.
  const positive = integer(((value % modulus) + modulus) % modulus)
  const identifier = sequence(objectIdentifier(oid), parameters.raw)
  const forOpenssl = sequence(identifier, element(0x03, Buffer.from([0]), positive))
  return { bits, isUsable: true, forOpenssl }
}

function signed({ content }: LazyElement): bigint {
  return twosComplement(content)
}

/** As Java counts: without the sign, in two's complement. */
function bitLength(number: bigint): number {
  const digits = number < 0n ? -number - 1n : number
  return digits === 0n ? 0 : digits.toString(2).length
}
