import type { KeyObject } from 'node:crypto'
import type { DigestAlgorithm, Signer } from './signer.ts'

/**
 * Certificates: the path of a file, or the content of such a file; several are combined. PEM with any number of them,
 * DER, `.p7b`, or PKCS#12 without a password.
 */
export type CertificateSource = string | Uint8Array | readonly (string | Uint8Array)[]

/** A key in a service that signs digests. */
export interface RemoteKey {
  /** Names service and key in messages: `the AWS KMS key arn:aws:kms:…`. */
  name: string
  publicKey: KeyObject
  /** The digests that the service signs with this key. */
  digests: readonly DigestAlgorithm[]
  /**
   * The certificate for the key, and its issuers, in any order. A function is asked when they are needed; undefined before
   * there is a certificate.
   */
  certificates: CertificateSource | (() => Promise<CertificateSource>) | undefined
  /**
   * How the service writes an ECDSA signature: `ieee-p1363` is r and s, one after the other; `either` where that is not
   * known. Default `der`.
   */
  ecdsaFormat?: 'der' | 'ieee-p1363' | 'either'
  sign(digest: Uint8Array, algorithm: DigestAlgorithm): Promise<Uint8Array>
  /** Closes the connections. */
  close?(): Promise<void> | void
}

/** A signer whose key stays in its service. */
export interface RemoteKeySigner extends Signer {
  publicKey(): Promise<Uint8Array>
  /** Closes the connections; the next use opens new ones. */
  close(): Promise<void>
}

/**
 * Makes a {@link Signer} from a key in a service, which only receives digests.
 *
 * The key is looked up on the first use and once, however many files are signed; a look-up that failed is tried again on
 * the next use. Its public key selects the certificate and checks every signature that the service returns.
 *
 * Errors of its methods, in addition to those of `open` and `RemoteKey.sign`, are TacosmithErrors: `certificate` when none
 * belongs to the key, `keystore` when the certificates cannot be read, `usage` when the key cannot sign that digest,
 * `signing` when the answer is not a signature of the key.
 */
export function remoteKeySigner(open: () => Promise<RemoteKey>): RemoteKeySigner {
  let opened: Promise<RemoteKey> | undefined
  const key = async (): Promise<RemoteKey> => {
    opened ??= open()
    const current = opened
    return await current.catch((error: unknown) => {
      if (opened === current) opened = undefined
      throw error
    })
  }
  return {
    certificates: async () => {
      const { remoteCertificates } = await import('./remote-key-certificates.ts')
      return await remoteCertificates(await key())
    },
    publicKey: async () => (await key()).publicKey.export({ format: 'der', type: 'spki' }),
    sign: async (toBeSigned) => {
      const { signRemotely } = await import('./remote-key-signature.ts')
      return await signRemotely(await key(), toBeSigned)
    },
    close: async () => {
      const current = opened
      opened = undefined
      const last = await current?.catch(() => undefined)
      await last?.close?.()
    },
  }
}
