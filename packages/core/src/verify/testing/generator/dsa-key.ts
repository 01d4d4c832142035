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
