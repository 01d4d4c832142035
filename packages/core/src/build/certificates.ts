import type { Certificate } from '../format/x509/certificate.ts'
import type {
  CertificateImportOptions,
  CertificateRequestOptions,
  RequestedCertificate,
} from '../keys/keystore-request.ts'
import type { KeyOptionNames } from '../keys/option-names.ts'
import type { SignerAnswerOptions, SignerRequest, SignerRequestOptions } from '../sign/signer-certificate.ts'
import type { CertificateExportOptions, ExportedCertificate } from './export-certificate.ts'
import type { Secret } from './options/options.ts'

export type { RequestKeyKind } from '../format/x509/certificate-request.ts'
export type {
  CertificateImportOptions,
  CertificateRequestOptions,
  RequestedCertificate,
} from '../keys/keystore-request.ts'
export type { SignerAnswerOptions, SignerRequest, SignerRequestOptions } from '../sign/signer-certificate.ts'

// The module behind this entry takes milliseconds to load. It is loaded on the first call, so that validation does not pay for it.

/**
 * Reads the certificates of a file: PEM with any number of them, one in DER, or a PKCS#7 bundle (`.p7b`).
 *
 * @returns each in DER, in the order of the file
 * @throws TacosmithError `keystore` when the file cannot be read or holds none, `certificate` when one cannot be read.
 */
export async function readCertificateFile(path: string): Promise<Uint8Array[]> {
  const { readKeystoreFile } = await import('../keys/keystore-file.ts')
  const { readCertificates } = await import('../keys/certificate-file.ts')
  const certificates: Certificate[] = readCertificates(await readKeystoreFile(path, 'certificates'), path)
  return certificates.map(({ der }) => der)
}

/** {@inheritDoc requestCertificate} See pki/keystore-request.ts. */
export async function requestCertificate(options: CertificateRequestOptions): Promise<RequestedCertificate> {
  const implementation = await import('../keys/keystore-request.ts')
  return await implementation.requestCertificate(options)
}

/** A certificate, as far as people ask about it. */
export interface CertificateSummary {
  subject: string
  issuer: string
  /** ISO 8601. */
  notBefore: string
  notAfter: string
  /** SHA-256, hexadecimal with colons. */
  fingerprint: string
}

/** What {@link importCertificate} joined. */
export interface CertificateImport {
  keystore: string
  alias: string
  certificate: CertificateSummary
  /** From the one that issued the certificate upwards, the root too where it was given. */
  issuers: CertificateSummary[]
  /** The name of the issuer that the chain ends below; absent when it reaches its root. */
  missingIssuer?: string
  /** How to add that issuer. */
  help?: string
}

/** {@inheritDoc importCertificate} See pki/keystore-request.ts. */
export async function importCertificate(options: CertificateImportOptions): Promise<CertificateImport> {
  const implementation = await import('../keys/keystore-request.ts')
  const { certificate, issuers, missingIssuer, help, ...rest } =
    await implementation.importCertificate(options)
  return {
    ...rest,
    certificate: summarize(certificate),
    issuers: issuers.map(summarize),
    ...(missingIssuer === undefined ? {} : { missingIssuer }),
    ...(help === undefined ? {} : { help }),
  }
}

/** {@inheritDoc requestForSigner} See sign/signer-certificate.ts. */
export async function requestForSigner(options: SignerRequestOptions): Promise<SignerRequest> {
  const implementation = await import('../sign/signer-certificate.ts')
  return await implementation.requestForSigner(options)
}

/** What {@link importForSigner} found and wrote. */
export interface SignerCertificateImport extends Omit<CertificateImport, 'keystore' | 'alias'> {
  /** The signer gives this certificate already: no file is needed. */
  isKnown: boolean
}

/**
 * Checks the certificate that an authority issued for the key of a signer, and writes it with its issuers to a PEM file for
 * the option `certificates` of the signer, unless the signer gives it already.
 *
 * @param file is replaced if it holds nothing but certificates
 * @throws TacosmithError `certificate` when none of the certificates belongs to the key, it cannot sign code or its chain
 * has a hole, `output` when the file holds something else or cannot be written; what the signer throws.
 */
export async function importForSigner(
  options: SignerAnswerOptions & { file: string },
): Promise<SignerCertificateImport> {
  const { answerForSigner } = await import('../sign/signer-certificate.ts')
  const { certificate, issuers, missingIssuer, help, isKnown } = await answerForSigner(options)
  if (!isKnown) {
    const { pemOf } = await import('../keys/pem-certificates.ts')
    const pem = pemOf(
      'CERTIFICATE',
      [certificate, ...issuers].map(({ der }) => der),
    )
    const { writeCertificates } = await import('./certificate-output.ts')
    await writeCertificates(options.file, Buffer.from(pem))
  }
  return {
    ...{ isKnown, certificate: summarize(certificate), issuers: issuers.map(summarize) },
    ...(missingIssuer === undefined ? {} : { missingIssuer }),
    ...(help === undefined ? {} : { help }),
  }
}

/** {@inheritDoc exportCertificate} See build/export-certificate.ts. */
export async function exportCertificate(options: CertificateExportOptions): Promise<ExportedCertificate> {
  const implementation = await import('./export-certificate.ts')
  return await implementation.exportCertificate(options)
}

/** What {@link developmentCertificate} does beside finding the certificate. */
export interface DevelopmentCertificateOptions {
  /** Make a new one even though the old one is good. Default false. */
  renew?: boolean
  /** A PKCS#12 file to make, with key and certificates; it must not exist. */
  exportTo?: { keystore: string; password: Secret; names?: KeyOptionNames | undefined }
}

/** The throwaway certificate with which `sign: 'development'` signs. */
export interface DevelopmentCertificate {
  folder: string
  /** The root as PEM, for importing it into a truststore. */
  rootFile: string
  /** A PKCS#12 truststore without password. */
  truststoreFile: string
  certificate: CertificateSummary
  root: CertificateSummary
}

/**
 * Finds the development certificate; makes it on first use, and again when it is about to expire.
 *
 * @throws TacosmithError `keystore` when its folder cannot be used, `usage` or `output` when it cannot be exported.
 */
export async function developmentCertificate(
  options: DevelopmentCertificateOptions = {},
): Promise<DevelopmentCertificate> {
  const { developmentKeystore } = await import('../keys/keystore-development.ts')
  const { privateKey, certificate, root, ...files } = await developmentKeystore({
    renew: options.renew ?? false,
  })
  if (options.exportTo !== undefined) {
    const { exportKey } = await import('../keys/keystore-request.ts')
    const { keystore, password, names } = options.exportTo
    await exportKey(keystore, {
      alias: 'development',
      privateKey,
      certificates: [certificate, root],
      password,
      names,
    })
  }
  return { ...files, certificate: summarize(certificate), root: summarize(root) }
}

export function summarize({
  subject,
  issuer,
  notBefore,
  notAfter,
  fingerprint,
}: Certificate): CertificateSummary {
  return {
    subject,
    issuer,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    fingerprint,
  }
}
