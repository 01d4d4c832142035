import {
  isConnectionFailure,
  type RemoteKeyProblem,
  remoteKeyError,
  type ServiceAnswer,
  TacosmithError,
} from '@tacosmith/core/signer'
import { knownFault } from './known-faults.ts'

const HELP: Record<RemoteKeyProblem, string> = {
  'no-credentials':
    'Give "accessToken", or "tokenUrl" with "clientId" and "clientSecret" or "username" and "password".',
  'credentials-rejected':
    'Check "username", "password", "clientId" and "tokenUrl", and the PIN and the TOTP secret of the credential; one-time passwords need a clock that is right.',
  'access-denied': 'Ask the service whether the account may sign with this credential through its API.',
  'key-not-found': 'Check "credentialId"; without it the only credential of the account is taken.',
  'key-disabled': 'Ask the service to enable the credential, or use another one.',
  'wrong-usage': 'Use a credential for code signing with an RSA key, or an EC key on P-256, P-384 or P-521.',
  throttled: 'Wait and try again; the plan of the account may limit how many signatures are made.',
  unavailable: 'Wait and try again; see the status page of the service.',
  unreachable: 'Check "url", "tokenUrl" and the network.',
  refused: 'Check "url" with its version and "credentialId"; the service gives its reason in the message.',
}

/** What it means that there is no answer at all. */
export function connectionError(cause: unknown, name: string): TacosmithError {
  if (cause instanceof TacosmithError) return cause
  return cscProblem(isConnectionFailure(cause) ? 'unreachable' : 'refused', name, cause)
}

/** @param cause what the service says, or a sentence instead */
export function cscProblem(
  problem: RemoteKeyProblem,
  key: string,
  cause: unknown,
  help: string = HELP[problem],
): TacosmithError {
  return remoteKeyError(problem, { key, cause, help })
}

/** What an answer that is no success means. */
export function problemOf(answer: ServiceAnswer): RemoteKeyProblem {
  const { status } = answer
  const { error, description } = partsOf(answer)
  if (status === 429) return 'throttled'
  if (status >= 500) return 'unavailable'
  const known = knownFault(error, description)
  if (known !== undefined) return known.problem
  if (status === 401) return 'credentials-rejected'
  return status === 403 ? 'access-denied' : 'refused'
}

/** What to do about an answer that is no success. */
export function helpOf(answer: ServiceAnswer): string {
  const { error, description } = partsOf(answer)
  const { status } = answer
  const isFault = status === 429 || status >= 500
  return (isFault ? undefined : knownFault(error, description))?.help ?? HELP[problemOf(answer)]
}

/** What the service says, on one line. */
export function reasonOf(answer: ServiceAnswer): string {
  const { error, description } = partsOf(answer)
  const reason = [error, description]
    .filter((text) => text !== '')
    .join(': ')
    .replaceAll(/\s+/g, ' ')
  return reason === '' ? `HTTP status ${answer.status}` : reason
}

/** In the words of the CSC API, or as some services of its version 2 spell them. */
function partsOf({ body }: ServiceAnswer): { error: string; description: string } {
  const { error, error_description, errorCode, errorDescription } = (body ?? {}) as Record<string, unknown>
  return { error: firstText(error, errorCode), description: firstText(error_description, errorDescription) }
}

function firstText(...values: unknown[]): string {
  return values.find((value) => typeof value === 'string') ?? ''
}
