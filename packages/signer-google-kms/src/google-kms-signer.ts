import { createPublicKey, type KeyObject } from 'node:crypto'
import type { KeyManagementServiceClient, protos } from '@google-cloud/kms'
import {
  checkSignerOptions,
  type DigestAlgorithm,
  loadServiceSdk,
  type RemoteKey,
  type RemoteKeySigner,
  remoteKeySigner,
  TacosmithError,
} from '@tacosmith/core/signer'
import { crc32c } from './crc32c.ts'
import { googleError, googleProblem } from './errors.ts'
import { type GoogleKmsSignerOptions, optionKinds } from './options.ts'

const DEADLINE_EXCEEDED = 4
const RESOURCE_EXHAUSTED = 8
const INTERNAL = 13
const UNAVAILABLE = 14

/** Over REST the SDK compares with these instead. */
const HTTP_CODES = [429, 500, 502, 503, 504]

/** Left alone, the SDK takes throttling as final and tries the rest for minutes. */
const CALL_OPTIONS = {
  retry: {
    retryCodes: [DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, INTERNAL, UNAVAILABLE, ...HTTP_CODES],
    backoffSettings: {
      initialRetryDelayMillis: 500,
      retryDelayMultiplier: 2,
      maxRetryDelayMillis: 8_000,
      initialRpcTimeoutMillis: 30_000,
      rpcTimeoutMultiplier: 1,
      maxRpcTimeoutMillis: 30_000,
      // The first attempt counts.
      maxRetries: 5,
    },
  },
}

/**
 * Signs with a key in Google Cloud KMS: RSA (PKCS#1 v1.5) or ECDSA on P-256 or P-384. Only digests are sent, and the
 * checksums of what goes and comes are compared.
 *
 * Nothing happens before the first use. Then the SDK is loaded and the public key fetched once, however many files are
 * signed. Throttling, faults and broken connections are tried again, five attempts in all.
 *
 * Errors of its methods are TacosmithErrors: `environment` when there is no SDK or no credentials, or they are rejected;
 * `keystore` when access is denied or the key is missing, disabled or not for such signatures; `certificate` when none
 * belongs to the key; `usage` when `keyVersion` is none or the key does not sign that digest; `signing` when the service is
 * throttling, unavailable or unreachable, or a checksum is wrong.
 */
export function googleKmsSigner(options: GoogleKmsSignerOptions): RemoteKeySigner {
  return remoteKeySigner(() => openKey(options))
}

async function openKey(options: GoogleKmsSignerOptions): Promise<RemoteKey> {
  checkSignerOptions('googleKmsSigner', options, optionKinds)
  checkKeyVersion(options.keyVersion)
  const name = `the Cloud KMS key ${options.keyVersion}`
  const client = options.client ?? (await createClient(options))
  const close = async (): Promise<void> => {
    // A client of the user's may have other things to do.
    if (options.client === undefined) await client.close().catch(() => undefined)
  }
  try {
    // A call would start this too, but leave its failure to nobody, which ends the process.
    await client.initialize()
    const [found] = await client.getPublicKey({ name: options.keyVersion }, CALL_OPTIONS)
    return {
      name,
      publicKey: readPublicKey(found, name),
      digests: [digestOf(found, name)],
      certificates: options.certificates,
      sign: (bytes, digest) => sign(client, { keyVersion: options.keyVersion, name, bytes, digest }),
      close,
    }
  } catch (error) {
    await close()
    throw googleError(error, name)
  }
}

const KEY_VERSION =
  /^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+\/cryptoKeyVersions\/[^/]+$/

function checkKeyVersion(keyVersion: string): void {
  if (KEY_VERSION.test(keyVersion)) return
  const lacksVersion = KEY_VERSION.test(`${keyVersion}/cryptoKeyVersions/1`)
  throw new TacosmithError(
    'usage',
    `keyVersion is "${keyVersion}", expected projects/…/locations/…/keyRings/…/cryptoKeys/…/cryptoKeyVersions/…`,
    {
      help: lacksVersion
        ? 'Add the version, such as /cryptoKeyVersions/1; "gcloud kms keys versions list" shows those that exist.'
        : 'Copy the resource name of the key version from the console.',
    },
  )
}

async function createClient({ clientOptions }: GoogleKmsSignerOptions): Promise<KeyManagementServiceClient> {
  const sdk = await loadServiceSdk('@google-cloud/kms', () => import('@google-cloud/kms'))
  return new sdk.KeyManagementServiceClient(clientOptions)
}

type PublicKey = protos.google.cloud.kms.v1.IPublicKey

function readPublicKey({ pem, pemCrc32c }: PublicKey, name: string): KeyObject {
  const text = pem ?? ''
  if (pemCrc32c && !fits(pemCrc32c, Buffer.from(text))) {
    throw googleProblem('refused', name, 'the checksum of its public key is wrong')
  }
  try {
    return createPublicKey(text)
  } catch {
    throw googleProblem('refused', name, 'its public key cannot be read')
  }
}

/** A key of Cloud KMS signs with one algorithm only. */
function digestOf({ algorithm }: PublicKey, name: string): DigestAlgorithm {
  const bits = /^(?:RSA_SIGN_PKCS1_\d+|EC_SIGN_P\d+)_SHA(256|384|512)$/.exec(String(algorithm))?.[1]
  if (bits === undefined) throw googleProblem('wrong-usage', name, `its algorithm is ${algorithm}`)
  return `sha${bits}` as DigestAlgorithm
}

interface SignRequest {
  keyVersion: string
  name: string
  bytes: Uint8Array
  digest: DigestAlgorithm
}

async function sign(
  client: KeyManagementServiceClient,
  { keyVersion, name, bytes, digest }: SignRequest,
): Promise<Uint8Array> {
  const request = { name: keyVersion, digest: { [digest]: bytes }, digestCrc32c: { value: crc32c(bytes) } }
  try {
    const [answer] = await client.asymmetricSign(request, CALL_OPTIONS)
    const signature = Buffer.from((answer.signature ?? '') as Uint8Array)
    if (answer.name !== keyVersion) throw googleProblem('refused', name, `${answer.name} answered instead`)
    if (answer.verifiedDigestCrc32c !== true) {
      throw googleProblem('refused', name, 'the digest was changed on its way to the service')
    }
    if (!fits(answer.signatureCrc32c, signature)) {
      throw googleProblem('refused', name, 'the signature was changed on its way from the service')
    }
    return signature
  } catch (error) {
    throw googleError(error, name)
  }
}

/** The SDK gives 64-bit numbers as text, as numbers or as objects of its own. */
function fits(checksum: protos.google.protobuf.IInt64Value | null | undefined, bytes: Uint8Array): boolean {
  return String(checksum?.value ?? '') === String(crc32c(bytes))
}
