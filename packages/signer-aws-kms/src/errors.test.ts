import { toBeSigned } from '@tacosmith/test-kit'
import { describe, expect, test } from 'vitest'
import { refusal, server, signerFor, TOKEN, throttling, watch } from './testing/harness.ts'
import { type Fault, KmsServer } from './testing/kms-server.ts'

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
    expect(await watch.failureOf(signerFor().certificates())).toMatchObject({
      code,
      message: expect.stringMatching(new RegExp(`${message}.*${type}: because`)),
      help: expect.stringContaining(help),
    })
    expect(server.calls).toHaveLength(1)
  })

  test('a key that does not exist', async () => {
    expect(await watch.failureOf(signerFor({ keyId: 'alias/nobody' }).certificates())).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining('the AWS KMS key alias/nobody does not exist'),
    })
  })

  test('the same while signing', async () => {
    const signer = signerFor()
    await signer.certificates()
    server.fail('Sign', refusal(400, 'AccessDeniedException', 'not authorized to perform: kms:Sign'))
    expect(await watch.failureOf(signer.sign(toBeSigned))).toMatchObject({
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
    expect((await watch.failureOf(signerFor().certificates())).message).toContain('It does not match.')
  })
})

describe('trouble that passes', () => {
  test.each<[string, Fault[]]>([
    ['throttling', [throttling, throttling]],
    ['a fault of the service', [refusal(500, 'KMSInternalException'), refusal(503, 'ServiceUnavailable')]],
    ['a broken connection', ['drop', 'drop']],
  ])('%s is tried again', async (_, faults) => {
    server.fail('GetPublicKey', ...faults)
    const signer = signerFor()
    await signer.certificates()
    expect(server.count('GetPublicKey')).toBe(3)
    server.fail('Sign', ...faults)
    await signer.sign(toBeSigned)
    expect(server.count('Sign')).toBe(3)
  })

  test.each<[string, Fault, string]>([
    ['throttling', throttling, 'there are too many of them: ThrottlingException'],
    ['a fault of the service', refusal(500, 'KMSInternalException'), 'unavailable: KMSInternalException'],
    ['a gateway without words', refusal(502, ''), 'unavailable'],
    ['a broken connection', 'drop', 'cannot be reached'],
  ])('%s that stays ends after five attempts', async (_, fault, message) => {
    const signer = signerFor()
    await signer.certificates()
    server.fail('Sign', ...Array.from({ length: 20 }, () => fault))
    expect(await watch.failureOf(signer.sign(toBeSigned))).toMatchObject({
      code: 'signing',
      message: expect.stringContaining(message),
    })
    expect(server.count('Sign')).toBe(5)
  })

  test('no service at all', async () => {
    const gone = await KmsServer.start()
    const { endpoint } = gone
    await gone.stop()
    expect(await watch.failureOf(signerFor({ endpoint }).certificates())).toMatchObject({
      code: 'signing',
      message: expect.stringMatching(/cannot be reached: .*ECONNREFUSED/),
      help: expect.stringContaining('"endpoint"'),
    })
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['too little', Buffer.alloc(10, 1)],
    ['something else of the right shape', Buffer.from('3006020101020101', 'hex')],
  ])('an answer that holds %s as the signature', async (_, signature) => {
    server.fail('Sign', { signature })
    expect(await watch.failureOf(signerFor().sign(toBeSigned))).toMatchObject({
      code: 'signing',
      message: expect.stringContaining(`(${signature.length} bytes) is not a signature made with it`),
    })
  })
})
