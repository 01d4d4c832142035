import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CertificateAuthority, generateKey, type Issued, requireOracle, runOracle } from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importForSigner, requestForSigner } from '../build/certificates.ts'
import { keySigner } from './key-signer.ts'
import type { Signer } from './signer.ts'

const openssl = requireOracle('openssl')
let folder: string
let authority: CertificateAuthority
let issued: Issued

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-signer-certificate-'))
  authority = await CertificateAuthority.create()
  issued = await authority.issue({ key: 'p-384' })
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** As signers were before they gave their public key. */
const olderSigner = (): Signer => keySigner(issued.privateKey, [issued.certificate])

const waiting = (): Signer => ({
  ...keySigner(issued.privateKey, []),
  publicKey: async () => issued.publicKey.export({ format: 'der', type: 'spki' }),
})

describe('a request for the key of a signer', () => {
  test.skipIf(!openssl)('is one that OpenSSL verifies, also with Ed25519 and RSA-PSS keys', async () => {
    for (const kind of ['p-384', 'ed25519', 'rsa-pss'] as const) {
      const { privateKey, publicKey } = generateKey(kind)
      const request = join(folder, `${kind}.csr`)
      const signer = {
        ...keySigner(privateKey, []),
        publicKey: async () => publicKey.export({ format: 'der', type: 'spki' }),
      }
      const made = await requestForSigner({ signer, subject: 'CN=Acme, O=Acme GmbH, C=DE', request })
      const spki = publicKey.export({ format: 'der', type: 'spki' })
      expect(made.publicKeyFingerprint.replaceAll(':', '').toLowerCase()).toBe(
        createHash('sha256').update(spki).digest('hex'),
      )
      const { output, exit } = await runOracle(openssl ?? '', [
        ...['req', '-in', request, '-noout', '-verify', '-text', '-pubkey'],
      ])
      expect(exit).toBe(0)
      expect(output).toContain('verify OK')
      expect(output).toContain('Code Signing')
      expect(output).toContain(publicKey.export({ format: 'pem', type: 'spki' }))
    }
  })

  test('takes the key of the certificate where the signer does not tell it', async () => {
    const request = join(folder, 'older.csr')
    await requestForSigner({ signer: olderSigner(), subject: 'CN=Acme', request })
    expect(await readFile(request, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE REQUEST-----/)
  })

  test('is not made with a signature of another key, and never replaces a file', async () => {
    const request = join(folder, 'wrong.csr')
    const other = generateKey('p-384')
    const signer = { ...waiting(), sign: keySigner(other.privateKey, []).sign }
    await expect(requestForSigner({ signer, subject: 'CN=Acme', request })).rejects.toMatchObject({
      code: 'signing',
      message: "the signer's signature does not match its public key",
    })
    await writeFile(request, 'mine')
    await expect(requestForSigner({ signer: waiting(), subject: 'CN=Acme', request })).rejects.toMatchObject({
      code: 'output',
    })
    expect(await readFile(request, 'utf8')).toBe('mine')
  })

  test('says what a signer lacks', async () => {
    const request = join(folder, 'never.csr')
    const bare = keySigner(issued.privateKey, [])
    await expect(requestForSigner({ signer: bare, subject: 'CN=Acme', request })).rejects.toMatchObject({
      code: 'certificate',
      help: expect.stringContaining('publicKey'),
    })
    const nonsense = { ...bare, publicKey: async () => new Uint8Array(5) }
    await expect(requestForSigner({ signer: nonsense, subject: 'CN=Acme', request })).rejects.toMatchObject({
      code: 'signing',
      help: expect.stringContaining('SubjectPublicKeyInfo'),
    })
  })
})

describe('an answer for the key of a signer', () => {
  test('becomes a file for it, the own certificate first', async () => {
    const answer = join(folder, 'answer.pem')
    const file = join(folder, 'certificates.pem')
    await writeFile(answer, authority.root.certificatePem + authority.chainPem(issued))
    const options = { signer: waiting(), certificates: [answer], file }
    const found = await importForSigner(options)
    expect(found.isKnown).toBe(false)
    expect(found.issuers.map(({ subject }) => subject)).toEqual(['CN=Test Intermediate', 'CN=Test Root'])
    expect(await readFile(file, 'utf8')).toBe(authority.chainPem(issued) + authority.root.certificatePem)
    // A renewal replaces it; anything else stays.
    await importForSigner(options)
    await writeFile(file, issued.keyPem + issued.certificatePem)
    await expect(importForSigner(options)).rejects.toMatchObject({
      code: 'output',
      message: `${file} contains something else than certificates and is not replaced`,
    })
    expect(await readFile(file, 'utf8')).toContain('PRIVATE KEY')
  })

  test('is not written again where the signer has it already', async () => {
    const answer = join(folder, 'known.pem')
    const file = join(folder, 'not-needed.pem')
    await writeFile(answer, authority.chainPem(issued))
    const found = await importForSigner({ signer: olderSigner(), certificates: [answer], file })
    expect(found.isKnown).toBe(true)
    await expect(readFile(file)).rejects.toThrow('ENOENT')
  })

  test('of another key is refused', async () => {
    const answer = join(folder, 'foreign.pem')
    await writeFile(answer, authority.chainPem(await authority.issue({ commonName: 'Somebody' })))
    await expect(
      importForSigner({ signer: waiting(), certificates: [answer], file: join(folder, 'x.pem') }),
    ).rejects.toMatchObject({
      code: 'certificate',
      message:
        'no certificate belongs to the key in sign.signer; found: "CN=Somebody", "CN=Test Intermediate"',
    })
  })
})
