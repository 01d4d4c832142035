import { isConnectionFailure, type RemoteKeyProblem, remoteKeyError, TacosmithError } from '@tacosmith/core'

const HELP: Record<RemoteKeyProblem, string> = {
  'no-credentials':
    'Run "gcloud auth application-default login", or set GOOGLE_APPLICATION_CREDENTIALS, or run with a service account; or give "clientOptions".',
  'credentials-rejected':
    'Log in again or make a new key for the service account, and check the clock of this machine.',
  'access-denied':
    'Grant the role roles/cloudkms.signerVerifier on the key (cloudkms.cryptoKeyVersions.viewPublicKey and useToSign), and enable the Cloud KMS API in the project.',
  'key-not-found': 'Check project, location, key ring, key and version in "keyVersion".',
  'key-disabled':
    'See its state with "gcloud kms keys versions describe", and enable or restore it, or use another version.',
  'wrong-usage':
    'Use a key with the purpose ASYMMETRIC_SIGN and an algorithm RSA_SIGN_PKCS1_*_SHA*, EC_SIGN_P256_SHA256 or EC_SIGN_P384_SHA384.',
  throttled: 'Wait and try again; when it happens often, ask for a higher quota of asymmetric operations.',
  unavailable: 'Wait and try again; see https://status.cloud.google.com.',
  unreachable:
    'Check the network; proxies are read from HTTPS_PROXY, and one that opens TLS needs GRPC_DEFAULT_SSL_ROOTS_FILE_PATH.',
  refused: 'Try again; when it stays so, check "keyVersion" and look for something that changes the answers.',
}

/** The codes of gRPC, by number. */
const PROBLEMS: Record<number, RemoteKeyProblem> = {
  4: 'unreachable', // DEADLINE_EXCEEDED
  5: 'key-not-found', // NOT_FOUND
  7: 'access-denied', // PERMISSION_DENIED
  8: 'throttled', // RESOURCE_EXHAUSTED
  9: 'key-disabled', // FAILED_PRECONDITION
  13: 'unavailable', // INTERNAL
  14: 'unavailable', // UNAVAILABLE
  16: 'credentials-rejected', // UNAUTHENTICATED
}

const NO_CREDENTIALS = /Could not load the default credentials|Unable to detect a Project Id/
const NO_CONNECTION =
  /No connection established|Connection dropped|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|network socket|certificate/
const NO_TOKEN = /Getting metadata from plugin failed|invalid_grant|invalid_client/
const WRONG_PURPOSE = /\b(?:purpose|algorithm)\b/i

/** Says what an error of the SDK means for the user. */
export function googleError(cause: unknown, key: string): TacosmithError {
  if (cause instanceof TacosmithError) return cause
  const last = lastError(cause as Error & { code?: unknown })
  return googleProblem(problemOf(last), key, last.error)
}

/** @param cause what the SDK threw, or a sentence instead */
export function googleProblem(problem: RemoteKeyProblem, key: string, cause: unknown): TacosmithError {
  return remoteKeyError(problem, { key, cause, help: HELP[problem] })
}

interface LastError {
  error: Error
  code: unknown
}

/** When its attempts are used up, the SDK throws an error of its own with the last one, and all before, in its message. */
function lastError(error: Error & { code?: unknown }): LastError {
  const quoted = /retrying error (?:Error: )?((\d+) .*?) before any response was received/s.exec(
    error.message,
  )
  if (quoted === null) return { error, code: error.code }
  return { error: new Error(quoted[1]), code: Number(quoted[2]) }
}

function problemOf({ error, code }: LastError): RemoteKeyProblem {
  const { message } = error
  if (NO_CREDENTIALS.test(message)) return 'no-credentials'
  if (isConnectionFailure(error)) return 'unreachable'
  if (NO_TOKEN.test(message)) return NO_CONNECTION.test(message) ? 'unreachable' : 'credentials-rejected'
  if (code === 14 && NO_CONNECTION.test(message)) return 'unreachable'
  if ((code === 3 || code === 9) && WRONG_PURPOSE.test(message)) return 'wrong-usage'
  return PROBLEMS[Number(code)] ?? 'refused'
}
