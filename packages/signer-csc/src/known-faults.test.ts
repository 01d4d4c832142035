import { describe, expect, test } from 'vitest'
import { bench, refusal, server, signerFor } from './testing/harness.ts'

const asked = { data: Buffer.from('x'), digest: 'sha256', algorithm: 'ecdsa' } as const
const login = { username: 'user', password: 'pass & word of the user' }

describe('each error of the service has a help of its own', () => {
  test.each([
    ['invalid_token', '', 'environment', 'The access token has expired'],
    ['invalid_pin', 'The PIN is invalid', 'environment', 'it is the PIN of the credential'],
    ['invalid_request', 'Invalid parameter PIN', 'environment', 'it is the PIN of the credential'],
    ['pin_locked', '', 'environment', 'The PIN is locked.'],
    ['invalid_request', 'PIN locked', 'environment', 'The PIN is locked.'],
    ['invalid_request', 'OTP locked', 'environment', 'The one-time passwords are locked.'],
    ['invalid_request', 'Numbers of signatures is too high', 'signing', 'how many signatures are made'],
    ['invalid_request', "Signing certificate 'O=Acme' is expired", 'keystore', 'renew the certificate'],
    ['invalid_request', 'Hash is not authorized by the SAD', 'signing', 'the authorisation that it gave'],
    ['invalid_otp', 'The OTP is invalid', 'environment', 'the clock of this machine'],
    ['invalid_request', 'Invalid OTP', 'environment', 'the clock of this machine'],
    ['invalid_request', 'Invalid parameter SAD', 'signing', 'the authorisation that it gave'],
    ['invalid_request', 'SAD expired', 'signing', 'the authorisation that it gave'],
    ['invalid_request', 'Invalid parameter hashAlgo', 'keystore', 'choose another digest'],
    ['invalid_request', 'Invalid parameter signAlgo', 'keystore', 'choose another digest'],
    ['invalid_request', 'Invalid parameter credentialID', 'keystore', 'Check "credentialId"'],
    ['access_denied', 'The user denied it', 'keystore', 'Ask the service whether the account may sign'],
    ['insufficient_scope', '', 'keystore', 'the scopes "service" and "credential"'],
    ['invalid_request', 'The request is malformed', 'signing', 'Check "url" with its version'],
  ])('%s: %s', async (error, description, code, help) => {
    const signer = signerFor(login)
    await signer.certificates()
    server.fail('signatures/signHash', refusal(400, error, description))
    const told = await bench.watch.failureOf(signer.sign(asked))
    expect(told).toMatchObject({ code, help: expect.stringContaining(help) })
    expect((told as Error).message).toContain(description || error)
  })
})

test('a service that calls the parts of an error otherwise is understood', async () => {
  const signer = signerFor(login)
  await signer.certificates()
  const body = { errorCode: 'invalid_pin', errorDescription: 'The PIN is invalid', errorReference: 'R1' }
  server.fail('signatures/signHash', { status: 400, body })
  const told = await bench.watch.failureOf(signer.sign(asked))
  expect((told as Error).message).toContain('invalid_pin: The PIN is invalid')
  expect(told).toMatchObject({ help: expect.stringContaining('it is the PIN of the credential') })
})
