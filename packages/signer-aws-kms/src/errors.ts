import {
  isConnectionFailure,
  type RemoteKeyProblem,
  remoteKeyError,
  TacosmithError,
} from '@tacosmith/core/signer'

const HELP: Record<RemoteKeyProblem, string> = {
  'no-credentials':
    'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE after "aws sso login", or run in a role; or give "credentials".',
  'credentials-rejected':
    'Get new credentials (temporary ones expire after a few hours), and check the clock of this machine.',
  'access-denied':
    'Allow kms:GetPublicKey and kms:Sign on this key, in its key policy or the policy of the role or user.',
  'key-not-found': 'Check "keyId" and "region", and the account too if you use an alias.',
  'key-disabled':
    'Check its state with "aws kms describe-key": enable it with "aws kms enable-key", or stop its deletion with "aws kms cancel-key-deletion".',
  'wrong-usage':
    'Use an asymmetric key with the usage SIGN_VERIFY and the spec RSA_2048, RSA_3072, RSA_4096, ECC_NIST_P256 or ECC_NIST_P384.',
  throttled: 'Wait and try again; if it happens often, request a higher quota for cryptographic operations.',
  unavailable: 'Wait and try again; see https://health.aws.amazon.com.',
  unreachable:
    'Check the network, "region" and "endpoint"; for a proxy give a "client" with a proxy agent, and set NODE_EXTRA_CA_CERTS for a TLS-inspecting proxy.',
  refused: 'Check "keyId"; the service gives its reason in the message.',
}

const PROBLEMS: Record<string, RemoteKeyProblem> = {
  CredentialsProviderError: 'no-credentials',
  TokenProviderError: 'no-credentials',
  UnrecognizedClientException: 'credentials-rejected',
  InvalidSignatureException: 'credentials-rejected',
  SignatureDoesNotMatch: 'credentials-rejected',
  IncompleteSignatureException: 'credentials-rejected',
  MissingAuthenticationTokenException: 'credentials-rejected',
  InvalidClientTokenId: 'credentials-rejected',
  ExpiredTokenException: 'credentials-rejected',
  ExpiredToken: 'credentials-rejected',
  RequestExpired: 'credentials-rejected',
  AccessDeniedException: 'access-denied',
  AccessDenied: 'access-denied',
  NotFoundException: 'key-not-found',
  InvalidArnException: 'key-not-found',
  DisabledException: 'key-disabled',
  KMSInvalidStateException: 'key-disabled',
  InvalidKeyUsageException: 'wrong-usage',
  UnsupportedOperationException: 'wrong-usage',
  ThrottlingException: 'throttled',
  Throttling: 'throttled',
  TooManyRequestsException: 'throttled',
  RequestLimitExceeded: 'throttled',
  KMSInternalException: 'unavailable',
  DependencyTimeoutException: 'unavailable',
  KeyUnavailableException: 'unavailable',
  TimeoutError: 'unreachable',
}

/** Says what an error of the SDK means for the user. */
export function kmsError(cause: unknown, key: string): TacosmithError {
  if (cause instanceof TacosmithError) return cause
  if (cause instanceof Error && cause.message.startsWith('Region is missing')) return regionMissing(key)
  return awsProblem(problemOf(cause), key, cause)
}

/** @param cause what the SDK threw, or a sentence instead */
export function awsProblem(problem: RemoteKeyProblem, key: string, cause: unknown): TacosmithError {
  return remoteKeyError(problem, { key, cause, help: HELP[problem] })
}

function problemOf(cause: unknown): RemoteKeyProblem {
  const { name = '', $metadata } = cause as { name?: string; $metadata?: { httpStatusCode?: number } }
  const status = $metadata?.httpStatusCode ?? 0
  const named = Object.hasOwn(PROBLEMS, name) ? PROBLEMS[name] : undefined
  if (named !== undefined) return named
  if (isConnectionFailure(cause)) return 'unreachable'
  if (status === 429) return 'throttled'
  return status >= 500 ? 'unavailable' : 'refused'
}

function regionMissing(key: string): TacosmithError {
  return new TacosmithError('usage', `no region was given for ${key}`, {
    help: 'Give "region", set AWS_REGION, or give the ARN of the key as "keyId".',
  })
}
