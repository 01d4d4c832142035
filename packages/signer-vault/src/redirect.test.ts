import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { redirectTarget } from './redirect.ts'
import { bench, server, signerFor } from './testing/harness.ts'
import { SECRET_ID, TOKEN } from './testing/vault-server.ts'
import { vaultSigner } from './vault-signer.ts'

const asked = { data: Buffer.from('x'), digest: 'sha256', algorithm: 'ecdsa' } as const
const failure = async (work: Promise<unknown>) => await bench.watch.failureOf(work)
let standby: Server | undefined

/** A node that does nothing but send clients elsewhere. */
async function standbyNode(status: number, target: (path: string) => string): Promise<string> {
  standby = createServer((request, response) => {
    request.resume()
    response.writeHead(status, { location: target(request.url ?? '') }).end()
  })
  await new Promise<void>((resolve) => standby?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(standby.address() as AddressInfo).port}`
}

afterEach(async () => {
  await new Promise((resolve) => (standby === undefined ? resolve(undefined) : standby.close(resolve)))
  standby = undefined
})

test.each([307, 308])('a standby node leads to the active one, with status %i', async (status) => {
  const address = await standbyNode(status, (path) => `${server.address}${path}`)
  const signer = signerFor({ address })
  expect(await signer.certificates()).toHaveLength(2)
  expect((await signer.sign(asked)).length).toBeGreaterThan(60)
  expect(server.calls).toMatchObject([
    { operation: 'keys', token: TOKEN },
    { operation: 'sign', token: TOKEN, input: { prehashed: true } },
  ])
})

test('an AppRole logs in with the active node too', async () => {
  const address = await standbyNode(307, (path) => `${server.address}${path}`)
  const login = { roleId: 'connector', secretId: SECRET_ID }
  const signer = bench.keep(vaultSigner({ key: 'p-256', address, certificates: bench.chainFile, ...login }))
  expect(await signer.certificates()).toHaveLength(2)
})

test('a second redirect is not followed', async () => {
  let own = ''
  own = await standbyNode(307, (path) => `${own}${path}`)
  expect(await failure(signerFor({ address: own }).certificates())).toMatchObject({
    code: 'signing',
    message: `the service refused a request for the Vault key transit/p-256: ${own} redirects once more`,
    help: expect.stringContaining('Give the address of the active node'),
  })
})

test('any other redirect is told with where it leads, and gets no token', async () => {
  const address = await standbyNode(302, () => `${server.address}/ui/login?state=secret`)
  const error = await failure(signerFor({ address }).certificates())
  expect(error).toMatchObject({
    message: `the service refused a request for the Vault key transit/p-256: HTTP status 302, a redirect to ${server.address}`,
    help: expect.stringContaining('an address that leads past it'),
  })
  expect(server.calls).toEqual([])
})

test('a token never goes from https to http', () => {
  const answer = {
    status: 307,
    body: undefined,
    location: 'http://vault-2.example.com:8200/v1/transit/keys/a',
  }
  expect(() => redirectTarget(answer, 'https://vault.example.com', 'the key')).toThrow(
    'Vault redirects to http://vault-2.example.com:8200, which is not protected by TLS as its own address is',
  )
  expect(redirectTarget(answer, 'http://vault.example.com', 'the key')).toBe(answer.location)
})
