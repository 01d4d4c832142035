import type { KeyManagementServiceClient } from '@google-cloud/kms'
import type { CertificateSource, SignerOptionKinds } from '@tacosmith/core/signer'

/** What the SDK's client takes: `keyFilename`, `credentials`, `authClient`, `apiEndpoint`, `fallback` and others. */
export type KmsClientOptions = NonNullable<ConstructorParameters<typeof KeyManagementServiceClient>[0]>

/** Where {@link googleKmsSigner} finds the key. */
export interface GoogleKmsSignerOptions {
  /**
   * The resource name of the version, as the console copies it:
   * `projects/P/locations/L/keyRings/R/cryptoKeys/K/cryptoKeyVersions/1`.
   */
  keyVersion: string
  /**
   * The certificate for the key and its issuers, which Cloud KMS does not keep: a path (PEM, DER, `.p7b`), what such
   * a file holds, or several of these. Left out only until there is a certificate: `tacosmith cert request` needs none.
   */
  certificates?: CertificateSource
  /**
   * Options of the SDK's client: `keyFilename`, `credentials`, `authClient`, `apiEndpoint`, `fallback` (REST instead of
   * gRPC). Default: Application Default Credentials over gRPC.
   */
  clientOptions?: KmsClientOptions
  /** A client of your own. `clientOptions` are its business then. */
  client?: KeyManagementServiceClient
}

/** What each of {@link GoogleKmsSignerOptions} holds. */
export const optionKinds: SignerOptionKinds<GoogleKmsSignerOptions> = {
  keyVersion: 'string*',
  certificates: 'certificates',
  clientOptions: 'object',
  client: 'object',
}
