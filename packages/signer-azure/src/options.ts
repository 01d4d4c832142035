import type { TokenCredential } from '@azure/identity'
import type { KeyClientOptions } from '@azure/keyvault-keys'
import type { CertificateSource, SignerOptionKinds } from '@tacosmith/core/signer'

/** What the SDK's clients for keys, certificates and secrets have in common. */
export type VaultClientOptions = Omit<KeyClientOptions, 'serviceVersion'>

/** Where {@link azureSigner} finds the key. */
export interface AzureSignerOptions {
  /** `https://NAME.vault.azure.net`, or of a Managed HSM `https://NAME.managedhsm.azure.net`. */
  vaultUrl: string
  /** The name of the key; of a certificate in Key Vault it is the certificate's name. */
  keyName: string
  /** A version of the key. Default: the one of the newest certificate, or with `certificates` the newest. */
  keyVersion?: string
  /**
   * The certificate for the key and its issuers: a path (PEM, DER, `.p7b`), what such a file holds, or several of
   * these. Default: the certificate in Key Vault that bears the name of the key, with the issuers that were stored with
   * it. A Managed HSM keeps none, so it is needed there.
   */
  certificates?: CertificateSource
  /**
   * One of `@azure/identity`, or any `TokenCredential`. Default: `DefaultAzureCredential` (environment, workload and
   * managed identity, `az login` and others).
   */
  credential?: TokenCredential
  /** Options for the SDK's clients: `proxyOptions`, `retryOptions`, `tlsOptions` and others. */
  clientOptions?: VaultClientOptions
}

/** What each of {@link AzureSignerOptions} holds. */
export const optionKinds: SignerOptionKinds<AzureSignerOptions> = {
  vaultUrl: 'string*',
  keyName: 'text*',
  keyVersion: 'text',
  certificates: 'certificates',
  credential: 'object',
  clientOptions: 'object',
}
