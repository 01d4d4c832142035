import type { KeyVaultCertificate, KeyVaultCertificateWithPolicy } from '@azure/keyvault-certificates'
import { loadServiceSdk, TacosmithError } from '@tacosmith/core/signer'
import { azureError, azureProblem, statusOf } from './errors.ts'
import type { AzureSignerOptions } from './options.ts'
import { TIMEOUT, type VaultConnection } from './vault-connection.ts'

/** The certificate that Key Vault keeps with a key. */
export interface VaultCertificate {
  /** The version of certificate, key and secret alike. */
  version: string | undefined
  /** DER, PEM or PKCS#12. */
  certificates: Uint8Array[]
}

/**
 * Fetches the certificate of the key's name, and its issuers where they can be had without the private key.
 *
 * @throws TacosmithError `certificate` when there is none, else as {@link azureError}
 */
export async function readVaultCertificate(
  connection: VaultConnection,
  { keyName, keyVersion }: AzureSignerOptions,
): Promise<VaultCertificate> {
  refuseManagedHsm({ vaultUrl: connection.vaultUrl, keyName })
  const { newest, wanted } = await fetchCertificate(connection, keyName, keyVersion)
  const version = wanted.properties.version
  const issuers = mayFetchSecret(newest, version) ? await fetchIssuers(connection, keyName, version) : []
  return { version, certificates: [wanted.cer ?? new Uint8Array(), ...issuers] }
}

/** @throws TacosmithError `certificate` for a Managed HSM */
export function refuseManagedHsm({
  vaultUrl,
  keyName,
}: Pick<AzureSignerOptions, 'vaultUrl' | 'keyName'>): void {
  if (!URL.canParse(vaultUrl) || !new URL(vaultUrl).hostname.includes('.managedhsm.')) return
  throw new TacosmithError('certificate', `there is no certificate for ${keyName} in ${vaultUrl}`, {
    help: 'A Managed HSM keeps keys only: give a file with the certificate and its issuers as "certificates".',
  })
}

interface Fetched {
  newest: KeyVaultCertificateWithPolicy
  wanted: KeyVaultCertificate
}

async function fetchCertificate(
  { vaultUrl, credential, clientOptions }: VaultConnection,
  keyName: string,
  keyVersion: string | undefined,
): Promise<Fetched> {
  const { CertificateClient } = await loadServiceSdk(
    '@azure/keyvault-certificates',
    () => import('@azure/keyvault-certificates'),
  )
  const name = `the certificate ${keyName} in ${vaultUrl}`
  const client = new CertificateClient(vaultUrl, credential, clientOptions)
  try {
    const newest = await client.getCertificate(keyName, TIMEOUT)
    const isWanted = keyVersion === undefined || newest.properties.version === keyVersion
    return {
      newest,
      wanted: isWanted ? newest : await client.getCertificateVersion(keyName, keyVersion, TIMEOUT),
    }
  } catch (cause) {
    if (statusOf(cause) !== 404) throw azureError(cause, name)
    const { message } = azureProblem('key-not-found', name, cause)
    throw new TacosmithError('certificate', message, {
      help: 'Give a file with the certificate for the key and its issuers as "certificates"; check "vaultUrl" and "keyName".',
    })
  }
}

/**
 * The issuers lie in the secret that belongs to the certificate. If the key is exportable, so does the private key, and
 * that had better stay where it is.
 */
function mayFetchSecret(newest: KeyVaultCertificateWithPolicy, version: string | undefined): boolean {
  return newest.properties.version === version && newest.policy?.exportable === false
}

async function fetchIssuers(
  { vaultUrl, credential, clientOptions }: VaultConnection,
  name: string,
  version: string | undefined,
): Promise<Uint8Array[]> {
  const { SecretClient } = await loadServiceSdk(
    '@azure/keyvault-secrets',
    () => import('@azure/keyvault-secrets'),
  )
  const client = new SecretClient(vaultUrl, credential, clientOptions)
  try {
    const { value = '', properties } = await client.getSecret(name, {
      ...TIMEOUT,
      ...(version === undefined ? {} : { version }),
    })
    if (value === '') return []
    return [Buffer.from(value, properties.contentType === 'application/x-pkcs12' ? 'base64' : 'utf8')]
  } catch (cause) {
    // Who may not read secrets can still sign; core says which issuers are missing.
    if (statusOf(cause) === 403 || statusOf(cause) === 404) return []
    throw azureError(cause, `the issuers of the certificate ${name} in ${vaultUrl}`)
  }
}
