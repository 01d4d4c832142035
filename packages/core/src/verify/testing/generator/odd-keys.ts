import type { KeyObject } from 'node:crypto'
import { type DerNode, encodeDerTree, parseDerTree } from '@tacosmith/test-kit'
import { element, NULL, objectIdentifier, sequence } from '../../../format/der/der-writer.ts'
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
  if (bits !== undefined) {
    // Of one key in 256, the point looks like an element.
    const point = (bits.children ?? []).map(encodeDerTree)
    bits.children = undefined
    bits.content = Buffer.concat([bits.content, ...point, Buffer.from([7])])
  }
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

/** An RSA key under another name, or one that is bound to parameters for RSA-PSS. */
export function renamedRsa(key: KeyObject, oid: string, parameters: Uint8Array = NULL): Uint8Array {
  const numbers = key.export({ format: 'der', type: 'pkcs1' })
  return sequence(sequence(objectIdentifier(oid), parameters), element(0x03, Buffer.from([0]), numbers))
}

/** Encodings of Ed25519 keys that are no encoding of a point, and of Ed448 keys of low order. */
export const EDWARDS_KEYS: Readonly<Record<string, Uint8Array>> = {
  'not below the prime': edwardsKey('1.3.101.112', `ee${'ff'.repeat(30)}7f`),
  'zero with a sign': edwardsKey('1.3.101.112', `01${'00'.repeat(30)}80`),
  'not on the curve': edwardsKey('1.3.101.112', `02${'00'.repeat(31)}`),
  'Ed448 not below the prime': edwardsKey('1.3.101.113', `${'ff'.repeat(56)}00`),
  'Ed448 of low order': edwardsKey('1.3.101.113', `01${'00'.repeat(56)}`),
}

function edwardsKey(oid: string, hex: string): Uint8Array {
  return sequence(sequence(objectIdentifier(oid)), element(0x03, Buffer.from([0]), Buffer.from(hex, 'hex')))
}

/** What may be odd about the parameters of a DSA key: its p, q and g, and its number. */
export const DSA_CHANGES: Readonly<Record<string, (numbers: DsaNumbers) => void>> = {
  'p is negative': ({ p }) => negate(p),
  'q is negative': ({ q }) => negate(q),
  'p is even': ({ p }) => {
    p.content = Buffer.from(p.content)
    p.content[p.content.length - 1] = (p.content.at(-1) ?? 0) & 0xfe
  },
  'g is zero': ({ g }) => {
    g.content = Buffer.from([0])
  },
  'has spare zeros': ({ number }) => {
    number.content = Buffer.concat([Buffer.alloc(2), number.content])
  },
  'has no parameters': ({ algorithm }) => {
    algorithm.children = algorithm.children?.slice(0, 1)
  },
}

interface DsaNumbers {
  algorithm: DerNode
  p: DerNode
  q: DerNode
  g: DerNode
  number: DerNode
}

/** The DSA key of the ring with a change. */
export function changedDsaKey(change: string): Uint8Array {
  const tree = parseDerTree(spki(ringKey('dsa').publicKey))
  const [algorithm, key] = tree.children ?? []
  const [p, q, g] = algorithm?.children?.[1]?.children ?? []
  const number = key?.children?.[0]
  if (!algorithm || !p || !q || !g || !number) throw new Error('the DSA key has another form')
  DSA_CHANGES[change]?.({ algorithm, p, q, g, number })
  return encodeDerTree(tree)
}

/** Without the zero in front, or with a first bit that was none. */
function negate(node: DerNode): void {
  const bytes = Buffer.from(node.content)
  node.content = bytes[0] === 0 ? bytes.subarray(1) : bytes
  node.content[0] = (node.content[0] ?? 0) | 0x80
}
