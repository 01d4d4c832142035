import type { Certificate } from './pki/certificate.ts'

// What is behind this door takes milliseconds to load. It is loaded on the first call, so that validation does not pay for it.

/**
 * Reads the certificates of a file: PEM with any number of them, one in DER, or a PKCS#7 bundle (`.p7b`).
 *
 * @returns each in DER, in the order of the file
 * @throws TacosmithError `keystore` when the file cannot be read or holds none, `certificate` when one cannot be read.
 */
export async function readCertificateFile(path: string): Promise<Uint8Array[]> {
  const { readKeystoreFile } = await import('./pki/keystore-file.ts')
  const { readCertificates } = await import('./pki/certificate-file.ts')
  const certificates: Certificate[] = readCertificates(await readKeystoreFile(path, 'certificates'), path)
  return certificates.map(({ der }) => der)
}
