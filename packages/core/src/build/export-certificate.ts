import { createPublicKey } from 'node:crypto'
import { TacosmithError } from '../errors.ts'
import { type Certificate, readCertificate } from '../format/x509/certificate.ts'
import { buildChain } from '../format/x509/chain.ts'
import { pemOf } from '../keys/pem-certificates.ts'
import { createSigner, type Signer } from '../sign/index.ts'
import { writeCertificates } from './certificate-output.ts'
import { type CertificateSummary, summarize } from './certificates.ts'
import type { ResolvedSignOptions } from './options/options.ts'

/** What {@link exportCertificate} takes. */
export interface CertificateExportOptions {
  /** The key whose certificate it is. */
  sign: 'development' | ResolvedSignOptions
  /** With its issuers. Default false: the certificate alone. */
  chain?: boolean
  /** The file to write; one that holds certificates is replaced. Default: none. */
  file?: string | undefined
  /** Default: PEM. DER holds one certificate only. */
  format?: 'pem' | 'der'
}

/** What {@link exportCertificate} found. */
export interface ExportedCertificate {
  certificate: CertificateSummary
  /** From the one that issued the certificate upwards, as far as they are known. */
  issuers: CertificateSummary[]
  /** What was asked for, as PEM. */
  pem: string
}

/**
 * Exports the certificate of a keystore or signer, as `keytool -exportcert` does.
 *
 * @throws TacosmithError what opening the key throws, `certificate` when the certificate is for another key than the signer
 * says it has, `output` when the file cannot be written.
 */
export async function exportCertificate(options: CertificateExportOptions): Promise<ExportedCertificate> {
  const { signer } = await createSigner(options.sign)
  const [own, ...others] = (await signer.certificates()).map((der) => readCertificate(der, 'the signer'))
  if (own === undefined) throw new Error('the signer gave no certificate')
  await refuseOtherKey(own, signer)
  const { intermediates, root } = buildChain(own, others)
  const issuers = [...intermediates, ...(root === undefined || root === own ? [] : [root])]
  const wanted: [Certificate, ...Certificate[]] = [own, ...(options.chain ? issuers : [])]
  const pem = pemOf(
    'CERTIFICATE',
    wanted.map(({ der }) => der),
  )
  if (options.file !== undefined) {
    const content = options.format === 'der' ? own.der : Buffer.from(pem)
    await writeCertificates(options.file, content)
  }
  return { certificate: summarize(own), issuers: issuers.map(summarize), pem }
}

/** Keystores are checked when they are opened; of a signer, only what it says of its key can be, without signing. */
async function refuseOtherKey(certificate: Certificate, signer: Signer): Promise<void> {
  const der = await signer.publicKey?.()
  if (der === undefined) return
  const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })
  if (key.equals(certificate.publicKey)) return
  throw new TacosmithError(
    'certificate',
    `the certificate "${certificate.subject}" is for another key than the signer has`,
    { help: 'Give the signer the certificate that was issued for its own key; nothing was written.' },
  )
}
