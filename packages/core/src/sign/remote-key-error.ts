import { TacosmithError, type TacosmithErrorCode } from '../errors.ts'
import { tellsOfWebPage, WEB_PAGE_HELP } from './web-page.ts'

/** Why a service that holds keys refuses a request. */
export type RemoteKeyProblem =
  | 'no-credentials'
  | 'credentials-rejected'
  | 'access-denied'
  | 'key-not-found'
  | 'key-disabled'
  | 'wrong-usage'
  | 'throttled'
  | 'unavailable'
  | 'unreachable'
  | 'refused'

const CODES: Record<RemoteKeyProblem, TacosmithErrorCode> = {
  'no-credentials': 'environment',
  'credentials-rejected': 'environment',
  'access-denied': 'keystore',
  'key-not-found': 'keystore',
  'key-disabled': 'keystore',
  'wrong-usage': 'keystore',
  throttled: 'signing',
  unavailable: 'signing',
  unreachable: 'signing',
  refused: 'signing',
}

const SENTENCES: Record<RemoteKeyProblem, (key: string) => string> = {
  'no-credentials': (key) => `no credentials were found for using ${key}`,
  'credentials-rejected': (key) => `the credentials for ${key} were rejected`,
  'access-denied': (key) => `the credentials do not permit the use of ${key}`,
  'key-not-found': (key) => `${key} does not exist`,
  'key-disabled': (key) => `${key} cannot be used in its present state`,
  'wrong-usage': (key) => `${key} is not a signing key`,
  throttled: (key) => `the service keeps refusing requests for ${key}, because there are too many of them`,
  unavailable: (key) => `the service that holds ${key} is unavailable`,
  unreachable: (key) => `the service that holds ${key} cannot be reached`,
  refused: (key) => `the service refused a request for ${key}`,
}

/** What {@link remoteKeyError} says in addition to the problem. */
export interface RemoteKeyErrorDetails {
  /** Names service and key. */
  key: string
  /** What the SDK threw, or what is known instead of it. */
  cause: unknown
  /** What the user can do about it: one or two sentences. */
  help: string
}

/**
 * The error for a request that a service did not fulfil.
 *
 * What the SDK threw is quoted but not attached: such errors carry the request, and the request carries tokens.
 */
export function remoteKeyError(
  problem: RemoteKeyProblem,
  { key, cause, help }: RemoteKeyErrorDetails,
): TacosmithError {
  const reason = quoteServiceError(cause)
  if (tellsOfWebPage(reason)) {
    const message = `the service that holds ${key} answered with a web page`
    return new TacosmithError('signing', message, { help: WEB_PAGE_HELP })
  }
  const sentence = SENTENCES[problem](key)
  return new TacosmithError(CODES[problem], reason === '' ? sentence : `${sentence}: ${reason}`, { help })
}

const MAXIMUM_QUOTE = 300

/** Name and first line of an error's message. Later lines may repeat the request with its headers. */
function quoteServiceError(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause === 'string' ? cause : ''
  const [line = ''] = cause.message.trim().split(/[\r\n]/)
  const text = cause.name === '' || cause.name === 'Error' ? line : `${cause.name}: ${line}`
  const safe = withoutSecrets(text)
  return safe.length > MAXIMUM_QUOTE ? `${safe.slice(0, MAXIMUM_QUOTE)}…` : safe
}

function withoutSecrets(text: string): string {
  return text
    .replaceAll(/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, '[token]')
    .replaceAll(/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, '$1 [token]')
    .replaceAll(/(https?:\/\/)[^\s/@]+@/g, '$1')
    .replaceAll(/(https?:\/\/[^\s?"']+)\?[^\s"']*/g, '$1')
}

const CONNECTION_FAILURE =
  /^(?:E(?:CONN(?:REFUSED|RESET|ABORTED)|NOTFOUND|AI_AGAIN|TIMEDOUT|PIPE|PROTO|(?:HOST|NET)UNREACH)|ERR_(?:TLS|SSL)_|CERT_|UNABLE_TO_|.*SELF_SIGNED)/

/** True for errors of Node's sockets and TLS: no answer came from the service. */
export function isConnectionFailure(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' && CONNECTION_FAILURE.test(code)
}

/**
 * Loads the SDK of a service.
 *
 * @param name of its package
 * @throws TacosmithError `environment` when it is not installed or cannot be loaded.
 */
export async function loadServiceSdk<Sdk>(name: string, load: () => Promise<Sdk>): Promise<Sdk> {
  try {
    return await load()
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException | undefined)?.code
    const missing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
    throw new TacosmithError('environment', `${name} ${missing ? 'is not installed' : 'cannot be loaded'}`, {
      help: `Run "npm install --save-dev ${name}" and try again.`,
      cause,
    })
  }
}
