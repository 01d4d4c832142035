import type { KMSClient, KMSClientConfig } from '@aws-sdk/client-kms'
import type { CertificateSource, SignerOptionKinds } from '@tacosmith/core/signer'

/** Where {@link awsKmsSigner} finds the key. */
export interface AwsKmsSignerOptions {
  /** The key's ID, its ARN, an alias (`alias/release`) or the ARN of an alias. */
  keyId: string
  /**
   * The certificate for the key and its issuers, which KMS does not keep: a path (PEM, DER, `.p7b`), what such a
   * file holds, or several of these. Left out only until there is a certificate: `tacosmith cert request` needs none.
   */
  certificates?: CertificateSource
  /** The region, such as `eu-central-1`. Default: the one of the ARN, else what AWS_REGION or the profile says. */
  region?: string
  /**
   * `{ accessKeyId, secretAccessKey, sessionToken? }` or a provider of the SDK. Default: the SDK's search (environment,
   * profile, web identity, container, instance).
   */
  credentials?: NonNullable<KMSClientConfig['credentials']>
  /** A URL instead of the region's own, such as a VPC endpoint. */
  endpoint?: string
  /** A client of your own, for proxies and the like. `region`, `credentials` and `endpoint` are its business then. */
  client?: KMSClient
}

/** What each of {@link AwsKmsSignerOptions} holds. */
export const optionKinds: SignerOptionKinds<AwsKmsSignerOptions> = {
  keyId: 'text*',
  certificates: 'certificates',
  region: 'text',
  credentials: 'service',
  endpoint: 'address',
  client: 'object',
}
