import { type HttpAnswer, sendRequest } from '../keys/http-request.ts'
import { isWebPage, webPageError } from './web-page.ts'

/** How a {@link ServiceClient} reaches its service. */
export interface ServiceClientOptions {
  /** What paths are appended to: `https://vault.example.com:8200/v1`. */
  url: string
  /** Authorities that the service may be certified by, PEM, instead of those that Node trusts. */
  authorities?: string | Uint8Array | undefined
  /** Where HTTP_PROXY, HTTPS_PROXY and NO_PROXY are looked up. Default: that of the process. */
  environment?: Record<string, string | undefined>
}

/** A request to a service that speaks JSON. */
export interface ServiceRequest {
  method: 'GET' | 'POST'
  /** Without a leading slash; empty for the address of the service itself. */
  path: string
  headers?: Readonly<Record<string, string>>
  /** Sent as JSON; text is sent as a form. */
  body?: object | string
}

/** What a service answered. */
export interface ServiceAnswer {
  status: number
  /** Undefined where it is not JSON. */
  body: unknown
  /** Where a redirect leads to, absolute. It is not followed. */
  location?: string
}

const ATTEMPTS = 5
const TIME_LIMIT = 30_000
const FIRST_PAUSE = 500
const LONGEST_PAUSE = 8_000
const MAXIMUM_ANSWER_BYTES = 4 * 1024 * 1024
const MAY_PASS = new Set([408, 429, 500, 502, 503, 504])

/**
 * Asks a service that speaks JSON over http or https, for signers that need no SDK.
 *
 * Throttling, faults and broken connections are tried again, five attempts in all, with pauses that grow or that the
 * service asks for. The proxies of the environment are used; redirects are not followed.
 */
export class ServiceClient {
  readonly #options: ServiceClientOptions
  readonly #closing = new AbortController()

  constructor(options: ServiceClientOptions) {
    this.#options = options
  }

  /**
   * Sends a request; the answer may have any status.
   *
   * @throws Error of Node's sockets and TLS when there is no answer: see `isConnectionFailure`; TacosmithError `signing`
   *   when a web page is answered: something else than the service is at the address then
   */
  async send(request: ServiceRequest): Promise<ServiceAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#attempt(request).catch((error: unknown) => ({ error }))
      const isLast = attempt === ATTEMPTS || this.#closing.signal.aborted
      if ('error' in outcome) {
        if (isLast || isFinal(outcome.error)) throw outcome.error
        await pause(growingPause(attempt))
      } else {
        if (isLast || !MAY_PASS.has(outcome.status)) return readAnswer(outcome, this.#urlOf(request))
        await pause(advisedPause(outcome) ?? growingPause(attempt))
      }
    }
  }

  /** Ends requests that are under way. */
  close(): void {
    this.#closing.abort(Object.assign(new Error('the connection was closed'), { code: 'ECONNABORTED' }))
  }

  #urlOf({ path }: Pick<ServiceRequest, 'path'>): URL {
    const { url } = this.#options
    return new URL(path === '' ? url : `${url.replace(/\/+$/, '')}/${path}`)
  }

  async #attempt({ method, path, headers = {}, body }: ServiceRequest): Promise<HttpAnswer> {
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(), TIME_LIMIT)
    const isForm = typeof body === 'string'
    try {
      return await sendRequest(this.#urlOf({ path }), {
        method,
        headers: {
          Accept: 'application/json',
          ...(body === undefined
            ? {}
            : { 'Content-Type': isForm ? 'application/x-www-form-urlencoded' : 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: Buffer.from(isForm ? body : JSON.stringify(body)) }),
        signal: AbortSignal.any([limit.signal, this.#closing.signal]),
        environment: this.#options.environment ?? process.env,
        authorities: this.#options.authorities,
        maximumBytes: MAXIMUM_ANSWER_BYTES,
      })
    } catch (error) {
      if (this.#closing.signal.aborted) throw this.#closing.signal.reason
      if (!limit.signal.aborted) throw error
      throw Object.assign(new Error(`no answer within ${TIME_LIMIT / 1000} s`), { code: 'ETIMEDOUT' })
    } finally {
      clearTimeout(timer)
    }
  }
}

/** A name that does not exist and a certificate that is not trusted stay so. */
function isFinal(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown }
  return /^(?:ENOTFOUND|ERR_TLS|ERR_INVALID|CERT_|UNABLE_TO_|.*SELF_SIGNED)/.test(String(code))
}

/** Of a server that is out of order a page says no more than the status does. */
function readAnswer({ status, headers, body }: HttpAnswer, url: URL): ServiceAnswer {
  const isRedirect = status >= 300 && status < 400
  const isFault = MAY_PASS.has(status) || status >= 500
  if (!isRedirect && !isFault && isWebPage(headers['content-type'], body)) throw webPageError(url, status)
  const { location } = headers
  const led = isRedirect && location !== undefined && URL.canParse(location, url.href)
  return {
    status,
    body: parsed(body),
    ...(led ? { location: new URL(location, url).href } : {}),
  }
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as unknown
  } catch {
    return undefined
  }
}

function growingPause(attempt: number): number {
  return Math.min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE)
}

/** Seconds, or else nothing that is of use here. */
function advisedPause({ headers }: HttpAnswer): number | undefined {
  const seconds = Number(headers['retry-after'] ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, TIME_LIMIT) : undefined
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
}
