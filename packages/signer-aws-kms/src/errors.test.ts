import { toBeSigned } from '@tacosmith/test-kit'
import { describe, expect, test } from 'vitest'
import { bench, refusal, server, signerFor, TOKEN, throttling } from './testing/harness.ts'
import type { Fault } from './testing/kms-server.ts'

describe('what the service refuses', () => {
  test.each([
    ['AccessDeniedException', 400, 'keystore', 'do not permit the use of', 'kms:Sign'],
    ['DisabledException', 400, 'keystore', 'present state', 'enable-key'],
    ['KMSInvalidStateException', 400, 'keystore', 'present state', 'cancel-key-deletion'],
    ['UnsupportedOperationException', 400, 'keystore', 'not a signing key', 'SIGN_VERIFY'],
    ['InvalidArnException', 400, 'keystore', 'does not exist', '"region"'],
    ['UnrecognizedClientException', 400, 'environment', 'were rejected', 'new credentials'],
    ['ExpiredTokenException', 400, 'environment', 'were rejected', 'new credentials'],
    ['ValidationException', 400, 'signing', 'refused a request', 'keyId'],
  ])('%s', async (type, status, code, message, help) => {
    server.fail('GetPublicKey', refusal(status, type))
    expect(await bench.watch.failureOf(signerFor().certificates())).toMatchObject({
      code,
      message: expect.stringMatching(new RegExp(`${message}.*${type}: because`)),
      help: expect.stringContaining(help),
    })
    expect(server.calls).toHaveLength(1)
  })

  test('the same while signing', async () => {
    const signer = signerFor()
    await signer.certificates()
    server.fail('Sign', refusal(400, 'AccessDeniedException', 'not authorized to perform: kms:Sign'))
    expect(await bench.watch.failureOf(signer.sign(toBeSigned))).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining('not authorized to perform: kms:Sign'),
    })
    // The key is known; the next file asks for a signature only.
    await signer.sign(toBeSigned)
    expect(server.count('GetPublicKey')).toBe(1)
  })

  test('quotes no more than the first line of a message that repeats the request', async () => {
    server.fail(
      'GetPublicKey',
      refusal(403, 'InvalidSignatureException', `It does not match.\n\nx-amz-security-token:${TOKEN}`),
    )
    expect((await bench.watch.failureOf(signerFor().certificates())).message).toContain('It does not match.')
  })
})

describe('trouble that stays', () => {
  test.each<[string, Fault, string]>([
    ['throttling', throttling, 'there are too many of them: ThrottlingException'],
    ['a fault of the service', refusal(500, 'KMSInternalException'), 'unavailable: KMSInternalException'],
    ['a gateway without words', refusal(502, ''), 'unavailable'],
  ])('%s is quoted', async (_, fault, message) => {
    server.keepFailing('Sign', fault)
    expect((await bench.watch.failureOf(signerFor().sign(toBeSigned))).message).toContain(message)
    expect(server.count('Sign')).toBe(5)
  })

  test('a gateway that only sometimes fails is asked again', async () => {
    server.fail('GetPublicKey', refusal(500, 'KMSInternalException'), refusal(503, 'ServiceUnavailable'))
    await signerFor().certificates()
    expect(server.count('GetPublicKey')).toBe(3)
  })

  test('no service at all', async () => {
    const signer = signerFor({ endpoint: 'http://127.0.0.1:1' })
    expect((await bench.watch.failureOf(signer.certificates())).help).toContain('"endpoint"')
  })
})
