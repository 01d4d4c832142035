import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import type { CryptographyClient, KeyVaultKey, SignatureAlgorithm } from '@azure/keyvault-keys'
import {
  checkSignerOptions,
  type DigestAlgorithm,
  loadServiceSdk,
  type RemoteKey,
  type RemoteKeySigner,
  remoteKeySigner,
  TacosmithError,
} from '@tacosmith/core/signer'
import { azureError, azureProblem } from './errors.ts'
import { type AzureSignerOptions, optionKinds } from './options.ts'
import { readVaultCertificate, refuseManagedHsm, type VaultCertificate } from './vault-certificates.ts'
import { connectVault, TIMEOUT, type VaultConnection } from './vault-connection.ts'

/**
 * Signs with a key in Azure Key Vault or a Managed HSM: RSA (PKCS#1 v1.5) or ECDSA on P-256, P-384 or P-521. Only digests
 * are sent.
 *
 * Nothing happens before the first use. Then the SDK is loaded, and one login, certificate and key serve the whole run,
 * however many files are signed. Throttling, faults and broken connections are tried again up to four times.
 *
 * Errors of its methods are TacosmithErrors: `environment` when there is no SDK or no credentials, or they are rejected;
 * `keystore` when access is denied or the key is missing, disabled, expired or not for signing; `certificate` when none
 * belongs to the key; `usage` when `vaultUrl` is none or the key does not sign that digest; `signing` when the service is
 * throttling, unavailable or unreachable.
 */
export function azureSigner(options: AzureSignerOptions): RemoteKeySigner {
  const signer = remoteKeySigner(() => openKey(options))
  return {
    ...signer,
    certificates: async () => {
      checkSignerOptions('azureSigner', options, optionKinds)
      if (options.certificates === undefined) refuseManagedHsm(options)
      return await signer.certificates()
    },
  }
}

async function openKey(options: AzureSignerOptions): Promise<RemoteKey> {
  checkSignerOptions('azureSigner', options, optionKinds)
  const connection = await connectVault(options)
  const { vaultUrl, credential, clientOptions } = connection
  const { KeyClient, CryptographyClient } = await loadServiceSdk(
    '@azure/keyvault-keys',
    () => import('@azure/keyvault-keys'),
  )
  const stored = await findStored(connection, options)
  const version = options.keyVersion ?? stored?.found?.version
  const name = `the key ${[options.keyName, version].filter(Boolean).join('/')} in ${vaultUrl}`
  try {
    const keys = new KeyClient(vaultUrl, credential, clientOptions)
    const key = await keys.getKey(options.keyName, {
      ...TIMEOUT,
      ...(version === undefined ? {} : { version }),
    })
    refuseUnusable(key, name)
    const client = new CryptographyClient(key, credential, clientOptions)
    return {
      name,
      publicKey: readPublicKey(key, name),
      digests: DIGESTS.filter((digest) => algorithmFor(key, digest) !== undefined),
      certificates: options.certificates ?? (async () => needed(stored)),
      ecdsaFormat: 'ieee-p1363',
      sign: (bytes, digest) => sign(client, { name, bytes, algorithm: algorithmFor(key, digest) }),
    }
  } catch (error) {
    throw azureError(error, name)
  }
}

/** What is found of a certificate in the vault, and why there is none. */
interface Stored {
  found?: VaultCertificate
  missing?: TacosmithError
}

/** A key may be there before its certificate is. */
async function findStored(
  connection: VaultConnection,
  options: AzureSignerOptions,
): Promise<Stored | undefined> {
  if (options.certificates !== undefined) return undefined
  try {
    return { found: await readVaultCertificate(connection, options) }
  } catch (error) {
    if (error instanceof TacosmithError && error.code === 'certificate') return { missing: error }
    throw error
  }
}

function needed(stored: Stored | undefined): Uint8Array[] {
  if (stored?.missing !== undefined) throw stored.missing
  return stored?.found?.certificates ?? []
}

function refuseUnusable({ keyOperations, properties }: KeyVaultKey, name: string): void {
  const { enabled, notBefore, expiresOn } = properties
  const now = new Date()
  if (enabled === false) throw azureProblem('key-disabled', name, 'it is disabled')
  if (expiresOn !== undefined && expiresOn < now) {
    throw azureProblem('key-disabled', name, `it expired on ${expiresOn.toISOString()}`)
  }
  if (notBefore !== undefined && notBefore > now) {
    throw azureProblem('key-disabled', name, `it must not be used before ${notBefore.toISOString()}`)
  }
  if (keyOperations !== undefined && !keyOperations.includes('sign')) {
    const found = keyOperations.length === 0 ? 'none' : keyOperations.join(', ')
    throw azureProblem('wrong-usage', name, `its permitted operations are ${found}, without sign`)
  }
}

/** What is made in the HSM is called `RSA-HSM` and `EC-HSM`. */
function readPublicKey({ key = {}, keyType }: KeyVaultKey, name: string): KeyObject {
  const kty = keyType?.replace('-HSM', '')
  if (kty !== 'RSA' && kty !== 'EC') throw azureProblem('wrong-usage', name, `its type is ${keyType}`)
  const members =
    kty === 'RSA'
      ? { n: base64Url(key.n), e: base64Url(key.e) }
      : { crv: key.crv === 'P-256K' ? 'secp256k1' : key.crv, x: base64Url(key.x), y: base64Url(key.y) }
  try {
    return createPublicKey({ key: { kty, ...members } as JsonWebKey, format: 'jwk' })
  } catch {
    throw azureProblem('refused', name, `its public key (${keyType}) cannot be read`)
  }
}

function base64Url(octets: Uint8Array | undefined): string {
  return Buffer.from(octets ?? []).toString('base64url')
}

const DIGESTS: readonly DigestAlgorithm[] = ['sha256', 'sha384', 'sha512']

const RSA_ALGORITHMS: Record<DigestAlgorithm, SignatureAlgorithm> = {
  sha256: 'RS256',
  sha384: 'RS384',
  sha512: 'RS512',
}

/** With each curve goes one digest. */
const CURVE_ALGORITHMS: Record<string, Partial<Record<DigestAlgorithm, SignatureAlgorithm>>> = {
  'P-256': { sha256: 'ES256' },
  'P-384': { sha384: 'ES384' },
  'P-521': { sha512: 'ES512' },
}

function algorithmFor({ key }: KeyVaultKey, digest: DigestAlgorithm): SignatureAlgorithm | undefined {
  const algorithms = key?.crv === undefined ? RSA_ALGORITHMS : CURVE_ALGORITHMS[key.crv]
  return algorithms?.[digest]
}

interface SignRequest {
  name: string
  bytes: Uint8Array
  algorithm: SignatureAlgorithm | undefined
}

async function sign(
  client: CryptographyClient,
  { name, bytes, algorithm = 'RS256' }: SignRequest,
): Promise<Uint8Array> {
  try {
    const { result } = await client.sign(algorithm, bytes, TIMEOUT)
    // The SDK gives an empty text where the service sent nothing.
    return result instanceof Uint8Array ? result : new Uint8Array()
  } catch (error) {
    throw azureError(error, name)
  }
}
