import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { isEdwardsPoint, isLowOrderOfEd448 } from './edwards-point.ts'

const SIZE = { ed25519: 32, ed448: 57 }

test.each(['ed25519', 'ed448'] as const)('keys of %s are points', (type) => {
  for (let left = 20; left > 0; left--) {
    // TypeScript knows a signature for each name alone.
    const { publicKey } = type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ed448')
    const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-SIZE[type])
    expect(isEdwardsPoint(type, key)).toBe(true)
    expect(type === 'ed448' && isLowOrderOfEd448(key)).toBe(false)
  }
})

test.each([
  ['ed25519', 'one', `01${'00'.repeat(31)}`, true],
  ['ed25519', 'one with a sign', `01${'00'.repeat(30)}80`, false],
  ['ed25519', 'minus one', `ec${'ff'.repeat(30)}7f`, true],
  ['ed25519', 'minus one with a sign', `ec${'ff'.repeat(31)}`, false],
  ['ed25519', 'the prime', `ed${'ff'.repeat(30)}7f`, false],
  ['ed25519', 'zero', '00'.repeat(32), true],
  ['ed25519', 'zero with a sign', `${'00'.repeat(31)}80`, true],
  ['ed25519', 'no point', `02${'00'.repeat(31)}`, false],
  ['ed448', 'one', `01${'00'.repeat(56)}`, true],
  ['ed448', 'one with a sign', `01${'00'.repeat(55)}80`, false],
  ['ed448', 'the prime', `${'ff'.repeat(28)}fe${'ff'.repeat(27)}00`, false],
  ['ed448', 'a bit above the number', `01${'00'.repeat(55)}01`, false],
] as const)('%s: %s', (curve, _, hex, expected) => {
  expect(isEdwardsPoint(curve, Buffer.from(hex, 'hex'))).toBe(expected)
})

test.each([
  ['one', `01${'00'.repeat(56)}`, true],
  ['zero', '00'.repeat(57), true],
  ['minus one', `fe${'ff'.repeat(27)}fe${'ff'.repeat(27)}00`, true],
  ['four', `04${'00'.repeat(56)}`, false],
] as const)('low order of Ed448: %s', (_, hex, expected) => {
  expect(isLowOrderOfEd448(Buffer.from(hex, 'hex'))).toBe(expected)
})
