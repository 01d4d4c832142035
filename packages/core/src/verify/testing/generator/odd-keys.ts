import type { KeyObject } from 'node:crypto'
import { encodeDerTree, parseDerTree } from '@tacosmith/test-kit'
import { spki } from './certificate-maker.ts'
import { ringKey } from './key-ring.ts'

/** The DSA key of the ring with another number. */
export function dsaKey(changed: (number: bigint, modulus: bigint) => bigint): Uint8Array {
  const tree = parseDerTree(spki(ringKey('dsa').publicKey))
  const [algorithm, key] = tree.children ?? []
  const modulus = algorithm?.children?.[1]?.children?.[0]
  const number = key?.children?.[0]
  if (modulus === undefined || number === undefined) throw new Error('the DSA key has another form')
  number.content = signedInteger(changed(unsignedNumber(number.content), unsignedNumber(modulus.content)))
  return encodeDerTree(tree)
}

function unsignedNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
}

/** Two's complement in as few bytes as there can be. */
function signedInteger(number: bigint): Uint8Array {
  let size = 1
  while (BigInt.asIntN(size * 8, number) !== number) size += 1
  const digits = BigInt.asUintN(size * 8, number).toString(16)
  return Buffer.from(digits.padStart(size * 2, '0'), 'hex')
}

/** A key with a byte behind its point. */
export function longKey(key: KeyObject): Uint8Array {
  const tree = parseDerTree(spki(key))
  const bits = tree.children?.[1]
  if (bits !== undefined) bits.content = Buffer.concat([bits.content, Buffer.from([7])])
  return encodeDerTree(tree)
}

/** A key for a curve whose point is not on it. */
export function offCurve(key: KeyObject): Uint8Array {
  const bytes = Buffer.from(spki(key))
  return bytes.fill(1, bytes.length - 32)
}

/** An RSA key whose modulus lacks the zero in front: a negative number. */
export function negativeModulus(key: KeyObject): Uint8Array {
  const tree = parseDerTree(spki(key))
  const modulus = tree.children?.[1]?.children?.[0]?.children?.[0]
  if (modulus?.content[0] !== 0) throw new Error('the modulus has another form')
  modulus.content = modulus.content.subarray(1)
  return encodeDerTree(tree)
}
