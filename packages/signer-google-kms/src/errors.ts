import {
  isConnectionFailure,
  type RemoteKeyProblem,
  remoteKeyError,
  TacosmithError,
} from '@tacosmith/core/signer'

const HELP: Record<RemoteKeyProblem, string> = {
  'no-credentials':
    'Run "gcloud auth application-default login", or set GOOGLE_APPLICATION_CREDENTIALS, or run with a service account; or give "clientOptions".',
  'credentials-rejected':
    'Log in again or create a new key for the service account, and check the clock of this machine.',
  'access-denied':
    'Grant the role roles/cloudkms.signerVerifier on the key (cloudkms.cryptoKeyVersions.viewPublicKey and useToSign), and enable the Cloud KMS API in the project.',
  'key-not-found': 'Check project, location, key ring, key and version in "keyVersion".',
  'key-disabled':
    'Check its state with "gcloud kms keys versions describe", and enable or restore it, or use another version.',
  'wrong-usage':
    'Use a key with the purpose ASYMMETRIC_SIGN and an algorithm RSA_SIGN_PKCS1_*_SHA*, EC_SIGN_P256_SHA256 or EC_SIGN_P384_SHA384.',
  throttled: 'Wait and try again; if it happens often, request a higher quota for asymmetric operations.',
  unavailable: 'Wait and try again; see https://status.cloud.google.com.',
  unreachable:
    'Check the network; proxies are read from HTTPS_PROXY, and a TLS-inspecting proxy needs GRPC_DEFAULT_SSL_ROOTS_FILE_PATH.',
  refused:
    'Try again; if the problem persists, check "keyVersion" and look for a proxy that modifies the responses.',
}

/** By the names that gRPC and REST have in common. */
const PROBLEMS: Record<string, RemoteKeyProblem> = {
  DEADLINE_EXCEEDED: 'unreachable',
  NOT_FOUND: 'key-not-found',
  PERMISSION_DENIED: 'access-denied',
  RESOURCE_EXHAUSTED: 'throttled',
  FAILED_PRECONDITION: 'key-disabled',
  INTERNAL: 'unavailable',
  UNKNOWN: 'unavailable',
  UNAVAILABLE: 'unavailable',
  UNAUTHENTICATED: 'credentials-rejected',
}

const NO_CREDENTIALS = /Could not load the default credentials|Unable to detect a Project Id/
const NO_CONNECTION =
  /No connection established|Connection dropped|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|network socket|certificate/
const NO_TOKEN = /Getting metadata from plugin failed|invalid_grant|invalid_client/
const WRONG_PURPOSE = /\b(?:purpose|algorithm)\b/i

/** Says what an error of the SDK means for the user. */
export function googleError(cause: unknown, key: string): TacosmithError {
  if (cause instanceof TacosmithError) return cause
  const failure = readFailure(cause as Error)
  return googleProblem(isConnectionFailure(cause) ? 'unreachable' : problemOf(failure), key, failure.message)
}

/** @param reason what the service said, or what is known instead of it */
export function googleProblem(problem: RemoteKeyProblem, key: string, reason: string): TacosmithError {
  return remoteKeyError(problem, { key, cause: new Error(reason), help: HELP[problem] })
}

interface Failure {
  /** The name of the code; undefined when no answer came. */
  status: string | undefined
  message: string
}

function readFailure({ message }: Error): Failure {
  const text = lastAttempt(message)
  const status = /^\d+ ([A-Z_]+): /.exec(text)?.[1]
  return readRestFailure(text) ?? { status, message: text }
}

/** When its attempts are used up, the SDK throws an error of its own with the last one, and all before, in its message. */
function lastAttempt(message: string): string {
  return /retrying error (?:\w*Error: )?(.*?) before any response was received/s.exec(message)?.[1] ?? message
}

/** Over REST the SDK takes the body of the answer for the message. */
function readRestFailure(text: string): Failure | undefined {
  try {
    const { error } = JSON.parse(text) as { error?: { status?: string; message?: string } }
    if (error?.status === undefined) return undefined
    return { status: error.status, message: `${error.status}: ${error.message}` }
  } catch {
    return undefined
  }
}

function problemOf({ status = '', message }: Failure): RemoteKeyProblem {
  if (NO_CREDENTIALS.test(message)) return 'no-credentials'
  if (NO_TOKEN.test(message)) return NO_CONNECTION.test(message) ? 'unreachable' : 'credentials-rejected'
  if (status === 'UNAVAILABLE' && NO_CONNECTION.test(message)) return 'unreachable'
  const disputesKey = status === 'INVALID_ARGUMENT' || status === 'FAILED_PRECONDITION'
  if (disputesKey && WRONG_PURPOSE.test(message)) return 'wrong-usage'
  return (Object.hasOwn(PROBLEMS, status) ? PROBLEMS[status] : undefined) ?? 'refused'
}
