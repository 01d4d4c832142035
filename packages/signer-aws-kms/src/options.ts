import type { KMSClient, KMSClientConfig } from '@aws-sdk/client-kms'
import type { CertificateSource } from '@tacosmith/core/signer'

/** Where {@link awsKmsSigner} finds the key. */
export interface AwsKmsSignerOptions {
  /** The key's ID, its ARN, an alias (`alias/release`) or the ARN of an alias. */
  keyId: string
  /**
   * The certificate for the key and its issuers, which KMS does not keep: a path (PEM, DER or .p7b) or what such a file
   * holds.
   */
  certificates: CertificateSource
  /** Default: the one of the ARN, else what AWS_REGION or the profile says. */
  region?: string
  /** Default: the SDK's search (environment, profile, web identity, container, instance). */
  credentials?: NonNullable<KMSClientConfig['credentials']>
  /** A URL instead of the region's own, such as a VPC endpoint. */
  endpoint?: string
  /** A client of your own, for proxies and the like. `region`, `credentials` and `endpoint` are its business then. */
  client?: KMSClient
}
