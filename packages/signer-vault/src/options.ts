import type { CertificateSource, Secret, SignerOptionKinds } from '@tacosmith/core/signer'

/** Where {@link vaultSigner} finds the key. */
export interface VaultSignerOptions {
  /** The name of the Transit key. */
  key: string
  /** A version of the key. Default: the newest. */
  keyVersion?: number
  /**
   * The certificate for the key and its issuers: a path (PEM, DER, `.p7b`), what such a file holds, or several of these.
   * Default: the chain that Vault keeps with the version of the key (`set-certificate`, which OpenBao does not have).
   */
  certificates?: CertificateSource
  /** Where Vault is: `https://vault.example.com:8200`. Default: the variable VAULT_ADDR, else `https://127.0.0.1:8200`. */
  address?: string
  /** Where the Transit engine is mounted. Default: `transit`. */
  mount?: string
  /** The namespace (Vault Enterprise, OpenBao). Default: the variable VAULT_NAMESPACE. */
  namespace?: string
  /** `{ env: 'NAME' }` or `{ file: 'PATH' }`. Default: the variable VAULT_TOKEN, else the file `.vault-token` of `vault login`. */
  token?: Secret
  /** Logs in with AppRole instead of a token. */
  roleId?: string
  /** The secret ID for `roleId`. */
  secretId?: Secret
  /** Where AppRole is mounted. Default: `approle`. */
  appRoleMount?: string
  /** A PEM file with the authorities that Vault's own certificate may come from. Default: the variable VAULT_CACERT, else those of Node. */
  authorities?: string
}

/** What each of {@link VaultSignerOptions} holds. */
export const optionKinds: SignerOptionKinds<VaultSignerOptions> = {
  key: 'text*',
  keyVersion: 'number',
  certificates: 'certificates',
  address: 'address',
  mount: 'text',
  namespace: 'text',
  token: 'secret',
  roleId: 'text',
  secretId: 'secret',
  appRoleMount: 'text',
  authorities: 'text',
}
