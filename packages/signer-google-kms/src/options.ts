import type { KeyManagementServiceClient } from '@google-cloud/kms'
import type { CertificateSource } from '@tacosmith/core/signer'

/** What the SDK's client takes: `keyFilename`, `credentials`, `authClient`, `apiEndpoint`, `fallback` and others. */
export type KmsClientOptions = NonNullable<ConstructorParameters<typeof KeyManagementServiceClient>[0]>

/** Where {@link googleKmsSigner} finds the key. */
export interface GoogleKmsSignerOptions {
  /** `projects/P/locations/L/keyRings/R/cryptoKeys/K/cryptoKeyVersions/1` */
  keyVersion: string
  /**
   * The certificate for the key and its issuers, which Cloud KMS does not keep: a path (PEM, DER or .p7b) or what such a
   * file holds.
   */
  certificates: CertificateSource
  /** Default: Application Default Credentials over gRPC. */
  clientOptions?: KmsClientOptions
  /** A client of your own. `clientOptions` are its business then. */
  client?: KeyManagementServiceClient
}
