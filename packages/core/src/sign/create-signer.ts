import type { ResolvedSignOptions } from '../build/options/options.ts'
import { TacosmithError } from '../errors.ts'
import { isPlaceholderCertificate } from '../format/x509/certificate-request.ts'
import { developmentKeystore, type KeyEntry, openKeystore } from '../keys/index.ts'
import { keySigner } from './key-signer.ts'
import type { Signer } from './signer.ts'

/** What {@link createSigner} opened. */
export interface OpenedSigner {
  signer: Signer
  /** The keystore entry that was chosen. */
  alias?: string
}

/**
 * Opens what the signing options point to: a keystore, a key with certificates, a signer of the caller's own, or the
 * local development certificate.
 *
 * @param connectorFolder the development key is never put inside this folder or its project
 * @throws TacosmithError `usage`, `keystore` or `certificate`; see {@link openKeystore}.
 */
export async function createSigner(
  options: 'development' | ResolvedSignOptions,
  connectorFolder?: string,
): Promise<OpenedSigner> {
  if (options === 'development') {
    const { privateKey, certificate, root } = await developmentKeystore(
      connectorFolder === undefined ? {} : { connectorFolder },
    )
    return { signer: keySigner(privateKey, [certificate.der, root.der]), alias: 'development' }
  }
  if (options.signer !== undefined) {
    const signer = cachingCertificates(options.signer)
    return options.alias === undefined ? { signer } : { signer, alias: options.alias }
  }
  const entry = await openKeystore(options)
  refusePlaceholder(entry, options)
  const signer = toSigner(entry)
  // PEM files name no entries; the alias then only names the signature files.
  const alias = entry.alias ?? options.alias
  return alias === undefined ? { signer } : { signer, alias }
}

/** `cert request` puts one in the place of the certificate that is still to come. */
function refusePlaceholder(
  { certificate }: KeyEntry,
  { keystore, names }: Pick<ResolvedSignOptions, 'keystore' | 'names'>,
): void {
  if (keystore === undefined || !isPlaceholderCertificate(certificate)) return
  throw new TacosmithError(
    'certificate',
    `the certificate for the key in ${names?.keystoreFile ?? keystore} has not been imported yet`,
    {
      help: `Import the answer of the certificate authority first: tacosmith cert import ANSWER --keystore "${names?.keystoreFile === undefined ? keystore : 'KEYSTORE'}"`,
    },
  )
}

/** Several files may be signed in one run, and a token or a service takes its time to name its certificates. */
function cachingCertificates(signer: Signer): Signer {
  let certificates: Promise<Uint8Array[]> | undefined
  return {
    certificates: () => {
      certificates ??= signer.certificates()
      return certificates
    },
    sign: (toBeSigned) => signer.sign(toBeSigned),
    ...(signer.publicKey === undefined
      ? {}
      : { publicKey: () => signer.publicKey?.() as Promise<Uint8Array> }),
  }
}

function toSigner({ privateKey, certificate, otherCertificates }: KeyEntry): Signer {
  return keySigner(privateKey, [certificate.der, ...otherCertificates.map(({ der }) => der)])
}
