import { expect, it } from 'vitest'
import { describeKey, readCertificates } from '../keys/index.ts'
import { ringKey } from './testing/generator/key-ring.ts'
import { dsaKey } from './testing/generator/odd-keys.ts'
import { authority } from './testing/generator/recipe.ts'

// In a file that verifies, such certificates are cases of certificate-form-cases.ts.
it.each([
  ['that is the same modulo the modulus', (number: bigint, modulus: bigint) => number - modulus, true],
  ['that is any number', () => -3n, false],
] as const)('a root with a negative DSA key %s does not end the process', (_, changed, isSelfSigned) => {
  const { certificate } = authority({ key: ringKey('dsa'), parts: { publicKey: dsaKey(changed) } })
  const [read] = readCertificates(certificate, 'roots.pem')
  expect(read?.selfSigned).toBe(isSelfSigned)
  expect(read && describeKey(read.publicKey)).toEqual({ algorithm: 'unsupported', bits: 0, text: 'dsa' })
})
