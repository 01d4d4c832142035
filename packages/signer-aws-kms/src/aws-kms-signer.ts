import { createPublicKey, type KeyObject } from 'node:crypto'
import type { GetPublicKeyCommandOutput, KMSClient, SigningAlgorithmSpec } from '@aws-sdk/client-kms'
import {
  checkSignerOptions,
  type DigestAlgorithm,
  loadServiceSdk,
  type RemoteKey,
  type RemoteKeySigner,
  remoteKeySigner,
} from '@tacosmith/core/signer'
import { awsProblem, kmsError } from './errors.ts'
import { type AwsKmsSignerOptions, optionKinds } from './options.ts'

type Sdk = typeof import('@aws-sdk/client-kms')

/** The first try and those after throttling, faults of the service and broken connections. */
const MAXIMUM_ATTEMPTS = 5
const CONNECTION_MILLISECONDS = 10_000
const REQUEST_MILLISECONDS = 30_000

/**
 * Signs with a key in AWS KMS: RSA (PKCS#1 v1.5) or ECDSA on P-256, P-384 or P-521. Only digests are sent.
 *
 * Nothing happens before the first use. Then the SDK is loaded and the public key fetched once, however many files are
 * signed. Throttling and faults are tried again by the SDK, five attempts in all; a `client` of your own keeps its own
 * number.
 *
 * Errors of its methods are TacosmithErrors: `environment` when there is no SDK or no credentials, or they are rejected;
 * `keystore` when access is denied or the key is missing, disabled or not for signing; `certificate` when none belongs to
 * the key; `usage` when there is no region or the key does not sign that digest; `signing` when the service is throttling,
 * unavailable or unreachable.
 */
export function awsKmsSigner(options: AwsKmsSignerOptions): RemoteKeySigner {
  return remoteKeySigner(() => openKey(options))
}

async function openKey(options: AwsKmsSignerOptions): Promise<RemoteKey> {
  checkSignerOptions('awsKmsSigner', options, optionKinds)
  const { keyId, certificates } = options
  const name = `the AWS KMS key ${keyId}`
  const sdk = await loadServiceSdk('@aws-sdk/client-kms', () => import('@aws-sdk/client-kms'))
  const client = options.client ?? createClient(sdk, options)
  const close = (): void => {
    // A client of the user's may have other things to do.
    if (options.client === undefined) client.destroy()
  }
  try {
    const found = await client.send(new sdk.GetPublicKeyCommand({ KeyId: keyId }))
    return {
      name,
      publicKey: readPublicKey(found, name),
      digests: DIGESTS.filter((digest) => algorithmFor(found, digest) !== undefined),
      certificates,
      sign: (bytes, digest) =>
        sign(sdk, client, { keyId, name, bytes, algorithm: algorithmFor(found, digest) }),
      close,
    }
  } catch (error) {
    close()
    throw kmsError(error, name)
  }
}

function createClient(sdk: Sdk, { keyId, region, credentials, endpoint }: AwsKmsSignerOptions): KMSClient {
  const chosenRegion = region ?? regionOfArn(keyId)
  return new sdk.KMSClient({
    ...(chosenRegion === undefined ? {} : { region: chosenRegion }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(endpoint === undefined ? {} : { endpoint }),
    maxAttempts: MAXIMUM_ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECTION_MILLISECONDS,
      requestTimeout: REQUEST_MILLISECONDS,
      throwOnRequestTimeout: true,
    },
  })
}

/** `arn:aws:kms:eu-central-1:111122223333:key/…` */
function regionOfArn(keyId: string): string | undefined {
  return /^arn:[^:]+:kms:([^:]+):/.exec(keyId)?.[1]
}

function readPublicKey({ KeyUsage, KeySpec, PublicKey }: GetPublicKeyCommandOutput, name: string): KeyObject {
  if (KeyUsage !== 'SIGN_VERIFY') {
    throw awsProblem('wrong-usage', name, `its usage is ${KeyUsage}, its spec ${KeySpec}`)
  }
  try {
    return createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' })
  } catch {
    throw awsProblem('refused', name, `its public key (${KeySpec}) cannot be read`)
  }
}

const DIGESTS: readonly DigestAlgorithm[] = ['sha256', 'sha384', 'sha512']

const ALGORITHMS: Record<DigestAlgorithm, readonly SigningAlgorithmSpec[]> = {
  sha256: ['RSASSA_PKCS1_V1_5_SHA_256', 'ECDSA_SHA_256'],
  sha384: ['RSASSA_PKCS1_V1_5_SHA_384', 'ECDSA_SHA_384'],
  sha512: ['RSASSA_PKCS1_V1_5_SHA_512', 'ECDSA_SHA_512'],
}

function algorithmFor(
  { SigningAlgorithms = [] }: GetPublicKeyCommandOutput,
  digest: DigestAlgorithm,
): SigningAlgorithmSpec | undefined {
  return ALGORITHMS[digest].find((algorithm) => SigningAlgorithms.includes(algorithm))
}

interface SignRequest {
  keyId: string
  name: string
  bytes: Uint8Array
  algorithm: SigningAlgorithmSpec | undefined
}

async function sign(
  sdk: Sdk,
  client: KMSClient,
  { keyId, name, bytes, algorithm }: SignRequest,
): Promise<Uint8Array> {
  try {
    const { Signature } = await client.send(
      new sdk.SignCommand({
        KeyId: keyId,
        Message: bytes,
        MessageType: 'DIGEST',
        SigningAlgorithm: algorithm,
      }),
    )
    return Signature ?? new Uint8Array()
  } catch (error) {
    throw kmsError(error, name)
  }
}
