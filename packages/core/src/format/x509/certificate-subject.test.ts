import { rootCertificates } from 'node:tls'
import { CertificateAuthority } from '@tacosmith/test-kit'
import { expect, test } from 'vitest'
import { readCertificate } from './certificate.ts'
import { certificateSubject } from './certificate-subject.ts'

test('finds in every root of Node the subject that reading the whole certificate gives', () => {
  expect(rootCertificates.length).toBeGreaterThan(100)
  for (const pem of rootCertificates) {
    const der = new Uint8Array(Buffer.from(pem.replaceAll(/-----[^-]+-----/g, ''), 'base64'))
    expect(certificateSubject(der)).toEqual(readCertificate(der, 'a root').subjectDer)
  }
})

test('finds none in a certificate that was cut short or lengthened, in keys, and in anything else', async () => {
  const authority = await CertificateAuthority.create()
  const { certificate, privateKey } = await authority.issue()
  for (let length = 0; length < certificate.length; length++) {
    expect(certificateSubject(certificate.subarray(0, length))).toBeUndefined()
  }
  expect(certificateSubject(Buffer.concat([certificate, Buffer.from('x')]))).toBeUndefined()
  const cipher = { cipher: 'aes-256-cbc', passphrase: 'passphrase' }
  const keys = [
    privateKey.export({ format: 'der', type: 'pkcs8' }),
    privateKey.export({ format: 'der', type: 'sec1' }),
    privateKey.export({ format: 'der', type: 'pkcs8', ...cipher }),
  ]
  for (const other of [...keys, Buffer.from('-----BEGIN CERTIFICATE-----'), Buffer.alloc(100, 0x30)]) {
    expect(certificateSubject(other)).toBeUndefined()
  }
})
