import { generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { isExactEd448 } from './ed448-signature.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed448')
const point = publicKey.export({ format: 'der', type: 'spki' }).subarray(-57)

test('a signature holds for its data and its key', () => {
  for (const text of ['', 'a', 'b'.repeat(1000)]) {
    const data = Buffer.from(text)
    const signature = sign(null, data, privateKey)
    expect(isExactEd448(point, data, signature)).toBe(true)
    expect(isExactEd448(point, Buffer.from('other'), signature)).toBe(false)
    expect(isExactEd448(point, data, Buffer.concat([signature, Buffer.of(0)]))).toBe(false)
    expect(isExactEd448(point, data, signature.subarray(1))).toBe(false)
    for (const place of [0, 56, 57, 100]) {
      const changed = Buffer.from(signature)
      changed[place] = (changed[place] ?? 0) ^ 1
      expect(isExactEd448(point, data, changed)).toBe(false)
    }
  }
})
