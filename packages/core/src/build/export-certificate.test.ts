import { CertificateAuthority } from '@tacosmith/test-kit'
import { expect, test } from 'vitest'
import { exportCertificate } from './export-certificate.ts'
import type { ResolvedSignOptions } from './options/options.ts'

test('a certificate for another key than the signer has is refused', async () => {
  const authority = await CertificateAuthority.create()
  const [own, other] = [await authority.issue(), await authority.issue({ commonName: 'Other' })]
  const exported = async (publicKey: Uint8Array) => {
    const signer = {
      certificates: async () => [other.certificate],
      sign: async () => new Uint8Array(),
      publicKey: async () => publicKey,
    }
    return await exportCertificate({ sign: { signer } as unknown as ResolvedSignOptions })
  }
  const spki = (key: typeof own.privateKey) => key.export({ format: 'der', type: 'spki' })
  await expect(exported(spki(own.publicKey))).rejects.toMatchObject({
    code: 'certificate',
    message: 'the certificate "CN=Other" is for another key than the signer has',
    help: expect.stringContaining('nothing was written'),
  })
  expect((await exported(spki(other.publicKey))).pem).toContain('BEGIN CERTIFICATE')
})
