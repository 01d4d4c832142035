import { writeFile } from 'node:fs/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { bench, refusal, server, signerFor, signerWithoutCertificate, stored } from './testing/harness.ts'
import { ROLE_TOKEN, SECRET_ID, TOKEN } from './testing/vault-server.ts'
import { vaultSigner } from './vault-signer.ts'

const failure = async (work: Promise<unknown>) => await bench.watch.failureOf(work)
const toHex = (list: Uint8Array[]): string[] => list.map((der) => Buffer.from(der).toString('hex'))

describe('the certificate', () => {
  test('comes from Vault, which keeps the chain with the version of the key', async () => {
    server.keys.set('transit/with-chain', stored('p-384', String(bench.chainPem('p-384'))))
    const signer = signerWithoutCertificate({ key: 'with-chain' })
    expect(toHex(await signer.certificates())).toEqual(toHex(bench.chain('p-384')))
    expect(server.calls.map(({ path }) => path)).toEqual(['transit/keys/with-chain'])
  })

  test('is that of the version', async () => {
    const { privateKey, publicKey } = bench.keyOf('rsa-3072')
    const versions = [
      ...stored('rsa-3072', String(bench.chainPem('rsa-3072'))).versions,
      ...[{ privateKey, publicKey }],
    ]
    server.keys.set('transit/rotated', { type: 'rsa-3072', versions })
    expect(await signerWithoutCertificate({ key: 'rotated', keyVersion: 1 }).certificates()).toHaveLength(2)
    expect(await failure(signerWithoutCertificate({ key: 'rotated' }).certificates())).toMatchObject({
      code: 'certificate',
      message: 'no certificate was given for the Vault key transit/rotated',
      help: expect.stringContaining('tacosmith cert request'),
    })
    expect(await failure(signerFor({ key: 'rotated', keyVersion: 7 }).certificates())).toMatchObject({
      code: 'keystore',
      message: 'version 7 of the Vault key transit/rotated does not exist: there are 1, 2',
    })
  })
})

describe('the login', () => {
  afterEach(() => {
    for (const name of ['VAULT_ADDR', 'VAULT_TOKEN', 'VAULT_NAMESPACE']) vi.stubEnv(name, undefined)
  })
  const open = (options = {}) =>
    bench.keep(vaultSigner({ key: 'p-256', certificates: bench.chainFile, ...options }))

  test('takes address, token and namespace from the environment', async () => {
    vi.stubEnv('VAULT_ADDR', `${server.address}/`)
    vi.stubEnv('VAULT_TOKEN', TOKEN)
    vi.stubEnv('VAULT_NAMESPACE', 'team/connectors')
    expect(await open().certificates()).toHaveLength(2)
    expect(server.calls).toMatchObject([{ token: TOKEN, namespace: 'team/connectors', operation: 'keys' }])
  })

  test.each(['127.0.0.1:8200', 'ftp://127.0.0.1', 'https://'])('needs an address: %s', async (address) => {
    vi.stubEnv('VAULT_ADDR', address)
    const expected = { code: 'usage', help: expect.stringContaining('https://vault.example.com:8200') }
    expect(await failure(open().certificates())).toMatchObject({
      ...{ ...expected, message: 'the variable VAULT_ADDR is not an http or https address' },
    })
    const failed = await failure(open({ address }).certificates())
    expect(failed).toMatchObject({ code: 'usage', message: expect.stringContaining('vaultSigner.address') })
  })

  test('takes the token that "vault login" left', async () => {
    await writeFile(bench.file('.vault-token'), `${TOKEN}\n`)
    expect(await open({ address: server.address }).certificates()).toHaveLength(2)
    await writeFile(bench.file('.vault-token'), '')
    expect(await failure(open({ address: server.address }).certificates())).toMatchObject({
      code: 'environment',
      message: 'no credentials were found for using the Vault key transit/p-256',
      help: expect.stringContaining('VAULT_TOKEN'),
    })
  })

  test('is one with AppRole for the whole run', async () => {
    const signer = open({ address: server.address, roleId: 'connector', secretId: SECRET_ID })
    await signer.certificates()
    await signer.sign({ data: Buffer.from('x'), digest: 'sha256', algorithm: 'ecdsa' })
    expect(server.calls.map(({ operation, token }) => [operation, token])).toEqual([
      ...[
        ['login', ''],
        ['keys', ROLE_TOKEN],
        ['sign', ROLE_TOKEN],
      ],
    ])
  })

  test('that AppRole refuses is told', async () => {
    const wrong = open({ address: server.address, roleId: 'connector', secretId: 'used-up' })
    expect(await failure(wrong.certificates())).toMatchObject({
      code: 'environment',
      message: expect.stringContaining('were rejected: invalid role or secret ID'),
      help: expect.stringContaining('vault token lookup'),
    })
  })
})

describe('what Vault refuses', () => {
  test('tells a missing permission from a wrong token', async () => {
    server.fail('sign', refusal(403, '1 error occurred:\n\t* permission denied\n\n'))
    const sign = signerFor().sign({ data: Buffer.from('x'), digest: 'sha256', algorithm: 'ecdsa' })
    expect(await failure(sign)).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining(
        'do not permit the use of the Vault key transit/p-256: 1 error occurred: * permission denied',
      ),
      help: expect.stringContaining('MOUNT/sign/KEY'),
    })
  })

  test('is not asked of a key that does not sign', async () => {
    server.keys.set('transit/aes', { type: 'aes256-gcm96', versions: [] })
    expect(await failure(signerFor({ key: 'aes' }).certificates())).toMatchObject({
      code: 'keystore',
      message: 'the Vault key transit/aes is not a signing key: its type is aes256-gcm96',
      help: expect.stringContaining('rsa-3072'),
    })
  })

  test('may be an answer of something else', async () => {
    server.fail('keys', { status: 200, errors: [] })
    expect(await failure(signerFor().certificates())).toMatchObject({ code: 'keystore' })
    server.fail('keys', refusal(307))
    expect(await failure(signerFor().certificates())).toMatchObject({
      code: 'signing',
      message: expect.stringContaining('HTTP status 307'),
    })
  })
})

test('a mount with several parts and a key with odd characters are asked for as they are', async () => {
  server.keys.set('team/a b/transit/ré.lease', stored('p-256'))
  const signer = signerFor({ mount: '/team/a b/transit/', key: 'ré.lease' })
  expect(await signer.certificates()).toHaveLength(2)
})
