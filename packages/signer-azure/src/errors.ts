import {
  isConnectionFailure,
  type RemoteKeyProblem,
  remoteKeyError,
  TacosmithError,
} from '@tacosmith/core/signer'

const HELP: Record<RemoteKeyProblem, string> = {
  'no-credentials':
    'Run "az login", or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or run with a managed identity; or give "credential".',
  'credentials-rejected':
    'Log in again, and check the tenant, client ID and secret of the credential (secrets expire after some months).',
  'access-denied':
    'Assign the roles "Key Vault Crypto User" and, for the certificate, "Key Vault Certificate User" (a Managed HSM: "Managed HSM Crypto User"), or allow keys/get, keys/sign and certificates/get; check the firewall of the vault too.',
  'key-not-found': 'Check "vaultUrl", "keyName" and "keyVersion"; a deleted key must be recovered first.',
  'key-disabled': 'Enable this version of the key in Key Vault, check its dates, or use another version.',
  'wrong-usage': 'Use a key of type RSA, RSA-HSM, EC or EC-HSM whose permitted operations include "sign".',
  throttled: 'Wait and try again; the limits apply per vault and 10 seconds.',
  unavailable: 'Wait and try again; see https://status.azure.com.',
  unreachable:
    'Check the network and "vaultUrl"; proxies are read from HTTPS_PROXY, and a TLS-inspecting proxy needs NODE_EXTRA_CA_CERTS.',
  refused: 'Check "vaultUrl", "keyName" and "keyVersion"; the service gives its reason in the message.',
}

const PROBLEMS: Record<string, RemoteKeyProblem> = {
  CredentialUnavailableError: 'no-credentials',
  AggregateAuthenticationError: 'no-credentials',
  AuthenticationRequiredError: 'no-credentials',
  AuthenticationError: 'credentials-rejected',
  // A request that was given up after its time.
  AbortError: 'unreachable',
}

/** What the SDK throws for an answer of the service, and for none. */
interface ServiceError {
  name?: string
  code?: string
  message?: string
  statusCode?: number
  /** The body; the SDK renames `innererror` in some of its clients. */
  details?: { error?: { innererror?: { code?: string }; innerError?: { code?: string } } }
  /** What the login service said. */
  errorResponse?: { errorDescription?: string }
}

/** Says what an error of the SDK means for the user. */
export function azureError(cause: unknown, key: string): TacosmithError {
  if (cause instanceof TacosmithError) return cause
  return azureProblem(problemOf(cause as ServiceError), key, withReason(cause as ServiceError))
}

/** A credential puts the reason of the login service after its first line, and only that is quoted. */
function withReason(cause: ServiceError): unknown {
  const { name = '', errorResponse } = cause
  if (errorResponse?.errorDescription === undefined) return cause
  return Object.assign(new Error(errorResponse.errorDescription), { name })
}

/** @param cause what the SDK threw, or a sentence instead */
export function azureProblem(problem: RemoteKeyProblem, key: string, cause: unknown): TacosmithError {
  return remoteKeyError(problem, { key, cause, help: HELP[problem] })
}

/** The HTTP status of an answer; undefined when the SDK failed otherwise. */
export function statusOf(cause: unknown): number | undefined {
  return (cause as ServiceError).statusCode
}

function problemOf(error: ServiceError): RemoteKeyProblem {
  const { name = '', message = '' } = error
  // The login library tells these apart by words only.
  if (name.startsWith('Authentication') && /\b(?:network_error|endpoints_resolution_error)\b/.test(message)) {
    return 'unreachable'
  }
  if (name === 'AuthenticationRequiredError' && /\bAADSTS\d/.test(message)) return 'credentials-rejected'
  if (isConnectionFailure(error) || error.code === 'REQUEST_SEND_ERROR') return 'unreachable'
  return (Object.hasOwn(PROBLEMS, name) ? PROBLEMS[name] : undefined) ?? problemOfStatus(error)
}

function problemOfStatus(error: ServiceError): RemoteKeyProblem {
  const { statusCode = 0 } = error
  if (statusCode === 401) return 'credentials-rejected'
  if (statusCode === 403) return isDisabled(error) ? 'key-disabled' : 'access-denied'
  if (statusCode === 404) return 'key-not-found'
  if (statusCode === 429) return 'throttled'
  return statusCode >= 500 ? 'unavailable' : 'refused'
}

function isDisabled({ details, message = '' }: ServiceError): boolean {
  const { innererror, innerError = innererror } = details?.error ?? {}
  return /Disabled$/.test(innerError?.code ?? '') || /\bdisabled\b/i.test(message)
}
