import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { TacosmithError } from '../errors.ts'
import { childrenOf, parseAsn1, primitiveBytes, rawBytes } from '../format/der/der-reader.ts'
import { boolean, integer, octetString, sequence } from '../format/der/der-writer.ts'
import { checkTimestampToken, type Timestamp } from '../format/tsp/timestamp-token.ts'
import { digestIdentifier } from '../format/x509/digest-identifiers.ts'
import { AnswerTooLarge, sendRequest } from './http-request.ts'
import { CONFIGURED_NAMES } from './option-names.ts'
import { newTimestampProblem } from './timestamp-authority.ts'

/** Which authorities to ask, and how long. */
export interface TimestampRequestOptions {
  /** In order of preference. */
  urls: string[]
  /** Milliseconds for one attempt. */
  timeout: number
  /** Further attempts at each address after the first. */
  retries: number
  /** Where HTTP_PROXY, HTTPS_PROXY and NO_PROXY are looked up. Default: that of the process. */
  environment?: Record<string, string | undefined>
  /** Called with the host, and port if it has one, of each authority before it is asked. */
  onRequest?: ((authority: string) => void) | undefined
  /** What the user calls the option for the addresses. Default: as in a configuration. */
  name?: string | undefined
}

/** Milliseconds before the second attempt; doubled before each further one. */
const FIRST_PAUSE = 500
/** Tokens with a long chain take some 10 KB. */
const MAXIMUM_ANSWER_BYTES = 1024 * 1024
const STATUS_GRANTED = new Set([0, 1])

/**
 * Gets an RFC 3161 timestamp for a signature and checks it.
 *
 * The addresses are tried in order, each several times with growing pauses. Redirects are not followed: they turn the
 * POST into a GET. User and password in an address go into the Authorization header; the proxies of the environment are
 * used.
 *
 * @param signature the signature value; only its SHA-256 leaves the machine
 * @throws TacosmithError `timestamp` naming every address and why it failed; `usage` for an address that is not http(s).
 */
export async function requestTimestamp(
  signature: Uint8Array,
  options: TimestampRequestOptions,
): Promise<Timestamp> {
  const urls = options.urls.map(parseUrl)
  const failures: string[] = []
  for (const url of urls) {
    options.onRequest?.(url.host)
    try {
      return await askRepeatedly(url, signature, options)
    } catch (error) {
      failures.push(`${displayUrl(url)}: ${messageOf(error)}`)
    }
  }
  throw new TacosmithError(
    'timestamp',
    `no timestamp authority gave a usable timestamp.\n  ${failures.join('\n  ')}`,
    {
      help: `Check the addresses and the network. For testing, ${withoutTimestamp(options.name)} signs without one.`,
    },
  )
}

/** How the user says that no timestamp is wanted. */
function withoutTimestamp(name = CONFIGURED_NAMES.timestamp): string {
  if (name.startsWith('--')) return '--no-tsa'
  return name.includes('.') ? `${name}: false` : `leaving out ${name}`
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  const shown = url === undefined ? text.replace(/\/\/[^/@]*@/, '//') : displayUrl(url)
  throw new TacosmithError('usage', `the timestamp authority "${shown}" is not an http or https address`, {
    help: 'Give the address of an RFC 3161 authority, such as http://timestamp.example.com.',
  })
}

/** User, password and query may be secrets. */
function displayUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`
}

/** A failure that the same authority will repeat. */
class FinalFailure extends Error {}

async function askRepeatedly(
  url: URL,
  signature: Uint8Array,
  { timeout, retries, environment = process.env }: TimestampRequestOptions,
): Promise<Timestamp> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await askOnce(url, signature, timeout, environment)
    } catch (error) {
      const attempts = attempt + 1
      if (error instanceof FinalFailure || error instanceof TacosmithError) throw error
      // No comparison with what is not a number is true: such a number of attempts must not mean all of them.
      if (!(attempt < retries)) {
        throw new Error(`${messageOf(error)}${attempts > 1 ? ` (${attempts} attempts)` : ''}`)
      }
      await pause(FIRST_PAUSE * 2 ** attempt)
    }
  }
}

async function askOnce(
  url: URL,
  signature: Uint8Array,
  timeout: number,
  environment: Record<string, string | undefined>,
): Promise<Timestamp> {
  const nonce = newNonce()
  const answer = await post(url, encodeRequest(signature, nonce), timeout, environment)
  const timestamp = checkTimestampToken(readAnswer(answer), signature, nonce)
  const problem = newTimestampProblem(timestamp, new Date())
  if (problem !== undefined) throw new FinalFailure(`its timestamp cannot be used: ${problem}`)
  return timestamp
}

/** Eight random bytes. */
function newNonce(): bigint {
  return randomBytes(8).readBigUInt64BE()
}

/** TimeStampReq with certReq TRUE: a token without certificates is of no use to Java. */
function encodeRequest(signature: Uint8Array, nonce: bigint): Uint8Array {
  const imprint = createHash('sha256').update(signature).digest()
  return sequence(
    integer(1),
    sequence(digestIdentifier('sha256'), octetString(imprint)),
    integer(nonce),
    boolean(true),
  )
}

function readAnswer(answer: Uint8Array): Uint8Array {
  let fields: ReturnType<typeof childrenOf>
  try {
    fields = childrenOf(parseAsn1(answer))
  } catch {
    throw new FinalFailure('its answer is not a timestamp response')
  }
  const [statusInfo, token] = fields
  const [status, statusText] = childrenOf(statusInfo)
  const code = primitiveBytes(status)[0]
  if (code === undefined) throw new FinalFailure('its answer is not a timestamp response')
  if (!STATUS_GRANTED.has(code) || token === undefined) {
    const text = childrenOf(statusText)
      .map((part) => Buffer.from(primitiveBytes(part)).toString('utf8'))
      .join(' ')
    throw new FinalFailure(`it refused the request (status ${code}${text === '' ? '' : `, "${text}"`})`)
  }
  return rawBytes(token)
}

async function post(
  url: URL,
  body: Uint8Array,
  timeout: number,
  environment: Record<string, string | undefined>,
): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(timeout)
  const headers = {
    'Content-Type': 'application/timestamp-query',
    Accept: 'application/timestamp-reply',
  }
  try {
    const maximumBytes = MAXIMUM_ANSWER_BYTES
    const answer = await sendRequest(url, {
      method: 'POST',
      headers,
      body,
      signal,
      environment,
      maximumBytes,
    })
    const problem = statusProblem(answer.status, answer.headers['content-type'])
    if (problem !== undefined) throw problem
    return answer.body
  } catch (error) {
    if (error instanceof AnswerTooLarge) throw new FinalFailure('its answer is larger than 1 MB')
    throw signal.aborted ? new Error(`no answer within ${timeout} ms`) : error
  }
}

/** Busy and broken servers may recover; the rest will answer the same again. */
function statusProblem(status: number, contentType: string | undefined): Error | undefined {
  if (status >= 500 || status === 408 || status === 429) return new Error(`HTTP status ${status}`)
  if (status >= 300 && status < 400)
    return new FinalFailure(`HTTP status ${status}, a redirect, is not followed`)
  if (status !== 200) return new FinalFailure(`HTTP status ${status}`)
  const type = contentType?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/timestamp-reply') return undefined
  if (type === 'text/html')
    return new FinalFailure('it answered with a web page, as the login page of a proxy is one')
  return new FinalFailure(
    `it answered with ${contentType ?? 'no content type'} instead of application/timestamp-reply`,
  )
}

/** Node puts the reasons for a failed connection to a name with several addresses into an AggregateError. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
