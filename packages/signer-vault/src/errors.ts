import {
  isConnectionFailure,
  type RemoteKeyProblem,
  remoteKeyError,
  type ServiceAnswer,
  TacosmithError,
} from '@tacosmith/core/signer'

const HELP: Record<RemoteKeyProblem, string> = {
  'no-credentials':
    'Set VAULT_TOKEN, run "vault login", or give "token", or "roleId" with "secretId". In GitHub Actions hashicorp/vault-action sets VAULT_TOKEN.',
  'credentials-rejected':
    'Log in again: tokens expire ("vault token lookup" tells), and secret IDs may be used up. Check "address" and "namespace" too.',
  'access-denied':
    'Allow "read" on MOUNT/keys/KEY and "update" on MOUNT/sign/KEY in a policy of the token; check "mount" and "namespace". Or the token has expired: "vault token lookup" tells.',
  'key-not-found':
    'Check "key", "mount" and "namespace"; "vault list transit/keys" shows the keys that exist.',
  'key-disabled': 'Check the minimum version of the key with "vault read transit/keys/KEY".',
  'wrong-usage':
    'Use a key of the type rsa-3072, rsa-4096, ecdsa-p256 or ecdsa-p384: vault write -f transit/keys/NAME type=rsa-3072.',
  throttled: 'Wait and try again; if it happens often, have the rate limit quota raised.',
  unavailable: 'Wait and try again. "vault status" says whether it is sealed.',
  unreachable:
    'Check "address" (VAULT_ADDR) and the network; for a certificate of your own authority give "authorities" (VAULT_CACERT).',
  refused: 'Check "address", "mount" and "key"; Vault gives its reason in the message.',
}

const REDIRECT_HELP =
  'Give the address of the active node, or have its "api_addr" start with https. If Vault stands behind a login page, use an address that leads past it.'

/** What it means that there is no answer at all. */
export function connectionError(cause: unknown, name: string): TacosmithError {
  if (cause instanceof TacosmithError) return cause
  return vaultProblem(isConnectionFailure(cause) ? 'unreachable' : 'refused', name, cause)
}

/** @param cause what Vault says, or a sentence instead */
export function vaultProblem(
  problem: RemoteKeyProblem | 'redirected',
  key: string,
  cause: unknown,
): TacosmithError {
  if (problem === 'redirected') return remoteKeyError('refused', { key, cause, help: REDIRECT_HELP })
  return remoteKeyError(problem, { key, cause, help: HELP[problem] })
}

/** What an answer that is no success means; Vault gives the same status to a wrong token and a missing permission. */
export function problemOf(answer: ServiceAnswer): RemoteKeyProblem | 'redirected' {
  const { status } = answer
  if (status >= 300 && status < 400) return 'redirected'
  if (status === 401) return 'credentials-rejected'
  if (status === 403) return 'access-denied'
  if (status === 404 || reasonOf(answer).includes('key not found')) return 'key-not-found'
  if (/does not support signing|unsupported key type/.test(reasonOf(answer))) return 'wrong-usage'
  if (/version/.test(reasonOf(answer)) && status === 400) return 'key-disabled'
  if (status === 429) return 'throttled'
  return status >= 500 ? 'unavailable' : 'refused'
}

/** What Vault says in `errors`, on one line. */
export function reasonOf({ status, body, location }: ServiceAnswer): string {
  if (location !== undefined) return `HTTP status ${status}, a redirect to ${new URL(location).origin}`
  const { errors } = (body ?? {}) as { errors?: unknown }
  const texts = Array.isArray(errors) ? errors.filter((text) => typeof text === 'string') : []
  const reason = texts.join('; ').replaceAll(/\s+/g, ' ').trim()
  return reason === '' ? `HTTP status ${status}` : reason
}
