import { expect, it } from 'vitest'
import { generateKey } from './certificate-authority.ts'

const modulusOf = (kind: 'rsa-1024' | 'rsa-pss-512' | 'rsa-512') =>
  generateKey(kind).publicKey.export({ format: 'jwk' }).n

it('gives a new key at each call, of the kind that is asked for', () => {
  const keys = [modulusOf('rsa-1024'), modulusOf('rsa-1024'), modulusOf('rsa-1024')]
  expect(new Set(keys).size).toBe(3)
  const { privateKey, publicKey } = generateKey('rsa-pss-512')
  expect(privateKey.asymmetricKeyType).toBe('rsa-pss')
  expect(publicKey.asymmetricKeyDetails?.modulusLength).toBe(512)
})
