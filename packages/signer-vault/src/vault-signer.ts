import { createPublicKey, type KeyObject } from 'node:crypto'
import {
  checkSignerOptions,
  type DigestAlgorithm,
  type RemoteKey,
  type RemoteKeySigner,
  remoteKeySigner,
} from '@tacosmith/core/signer'
import { vaultProblem } from './errors.ts'
import { optionKinds, type VaultSignerOptions } from './options.ts'
import { connectVault, encodePath, type VaultConnection } from './vault-connection.ts'

/**
 * Signs with a key of the Transit engine of HashiCorp Vault or OpenBao: RSA (PKCS#1 v1.5) or ECDSA on P-256, P-384 or
 * P-521. Only digests are sent.
 *
 * Nothing happens before the first use. Then one login and one look at the key serve the whole run, however many files are
 * signed. Throttling, faults and broken connections are tried again, five attempts in all.
 *
 * Errors of its methods are TacosmithErrors: `environment` when there is no token or it is rejected; `keystore` when access
 * is denied or the key is missing or not for signing; `certificate` when none belongs to the key; `usage` when options
 * contradict each other; `signing` when Vault is throttling, unavailable or unreachable.
 */
export function vaultSigner(options: VaultSignerOptions): RemoteKeySigner {
  return remoteKeySigner(() => openKey(options))
}

/** What Vault says of a key. */
interface TransitKey {
  type?: unknown
  latest_version?: unknown
  keys?: Record<string, { public_key?: unknown; certificate_chain?: unknown } | undefined>
}

const TYPE = /^(?:rsa-\d+|ecdsa-p(?:256|384|521))$/
const DIGESTS: readonly DigestAlgorithm[] = ['sha256', 'sha384', 'sha512']

async function openKey(options: VaultSignerOptions): Promise<RemoteKey> {
  checkSignerOptions('vaultSigner', options, optionKinds)
  const { key, mount = 'transit' } = options
  const place = `${encodePath(mount)}/keys/${encodeURIComponent(key)}`
  const name = `the Vault key ${mount}/${key}`
  const connection = await connectVault(options, name)
  try {
    const found = ((await connection.request('GET', place)) ?? {}) as TransitKey
    if (typeof found.type !== 'string' || !TYPE.test(found.type)) {
      throw vaultProblem('wrong-usage', name, `its type is ${String(found.type)}`)
    }
    const version = options.keyVersion ?? Number(found.latest_version)
    const { publicKey, chain } = readVersion(found, version, name)
    return {
      ...{ name, publicKey, digests: DIGESTS },
      certificates: options.certificates ?? (chain === '' ? undefined : Buffer.from(chain)),
      sign: async (digest, algorithm) =>
        await sign(connection, { options, name, version, digest, algorithm }),
      close: () => connection.close(),
    }
  } catch (error) {
    connection.close()
    throw error
  }
}

function readVersion(
  { keys = {} }: TransitKey,
  version: number,
  name: string,
): { publicKey: KeyObject; chain: string } {
  const entry = Object.hasOwn(keys, version) ? keys[version] : undefined
  if (entry === undefined) {
    throw vaultProblem(
      'key-not-found',
      `version ${version} of ${name}`,
      `there are ${Object.keys(keys).join(', ')}`,
    )
  }
  const { public_key: pem, certificate_chain: chain } = entry
  try {
    return { publicKey: createPublicKey(String(pem)), chain: typeof chain === 'string' ? chain.trim() : '' }
  } catch {
    throw vaultProblem('refused', name, 'its public key cannot be read')
  }
}

interface SignRequest {
  options: VaultSignerOptions
  name: string
  version: number
  digest: Uint8Array
  algorithm: DigestAlgorithm
}

async function sign(
  connection: VaultConnection,
  { options: { key, mount = 'transit' }, version, digest, algorithm }: SignRequest,
): Promise<Uint8Array> {
  const answer = await connection.request('POST', `${encodePath(mount)}/sign/${encodeURIComponent(key)}`, {
    input: Buffer.from(digest).toString('base64'),
    prehashed: true,
    hash_algorithm: algorithm.replace('sha', 'sha2-'),
    // Java takes RSA-PSS, which is the default, for no signature before 16.
    signature_algorithm: 'pkcs1v15',
    marshaling_algorithm: 'asn1',
    key_version: version,
  })
  const { signature } = (answer ?? {}) as { signature?: unknown }
  // vault:v1:MEUCIQ…
  return Buffer.from(
    String(signature ?? '')
      .split(':')
      .at(-1) ?? '',
    'base64',
  )
}
