import { createHash, generatePrimeSync } from 'node:crypto'
import {
  element,
  integer,
  NULL,
  objectIdentifier,
  octetString,
  sequence,
} from '../../../format/der/der-writer.ts'
import { DIGEST_OIDS, type SignatureChoice } from './signature-choice.ts'

const EXPONENT = 65_537n
const PRIME_BITS = 1535

/** An RSA key whose modulus is twice a prime: Java computes with it, and OpenSSL does not. */
export interface EvenKey {
  /** SubjectPublicKeyInfo. */
  publicKey: Uint8Array
  choice: SignatureChoice
}

let made: EvenKey | undefined

export function evenKey(): EvenKey {
  made ??= makeEvenKey()
  return made
}

function makeEvenKey(): EvenKey {
  const prime = generatePrimeSync(PRIME_BITS, { bigint: true })
  const modulus = 2n * prime
  const size = (PRIME_BITS + 1) / 8
  const secret = inverse(EXPONENT, prime - 1n)
  const numbers = sequence(integer(modulus), integer(EXPONENT))
  const algorithm = sequence(objectIdentifier('1.2.840.113549.1.1.1'), NULL)
  return {
    publicKey: sequence(algorithm, element(0x03, Buffer.from([0]), numbers)),
    choice: {
      name: 'RSA with an even modulus',
      keys: [],
      identifier: sequence(objectIdentifier('1.2.840.113549.1.1.11'), NULL),
      sign: (data) => {
        const padded = BigInt(`0x${pad(data, size).toString('hex')}`)
        return Buffer.from(
          power(padded, secret, modulus)
            .toString(16)
            .padStart(size * 2, '0'),
          'hex',
        )
      },
    },
  }
}

/** PKCS #1 v1.5 with SHA-256. */
function pad(data: Uint8Array, size: number): Buffer {
  const algorithm = sequence(objectIdentifier(DIGEST_OIDS.sha256 ?? ''), NULL)
  const info = sequence(algorithm, octetString(createHash('sha256').update(data).digest()))
  const fill = Buffer.alloc(size - 3 - info.length, 0xff)
  return Buffer.concat([Buffer.from([0, 1]), fill, Buffer.from([0]), info])
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (let left = exponent, square = base % modulus; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

/** Euclid's algorithm. */
function inverse(number: bigint, modulus: bigint): bigint {
  let [above, below] = [modulus, number % modulus]
  let [previous, current] = [0n, 1n]
  while (below !== 0n) {
    const quotient = above / below
    ;[above, below] = [below, above - quotient * below]
    ;[previous, current] = [current, previous - quotient * current]
  }
  return ((previous % modulus) + modulus) % modulus
}
