import {
  resolveSecret,
  type Secret,
  type ServiceAnswer,
  ServiceClient,
  TacosmithError,
} from '@tacosmith/core/signer'
import { connectionError, cscProblem, helpOf, problemOf, reasonOf } from './errors.ts'
import type { CscSignerOptions } from './options.ts'

/** The service, with a token. */
export interface CscConnection {
  /** The version of the API. */
  version: number
  /** @throws TacosmithError when there is no answer, or one that is no success */
  request(method: string, body: object): Promise<Record<string, unknown>>
  close(): void
}

/**
 * Connects to a service; the login comes with the first request.
 *
 * @param name names the credential in messages
 * @throws TacosmithError `usage` for options that contradict each other
 */
export async function connectService(options: CscSignerOptions, name: string): Promise<CscConnection> {
  refuseHalfLogins(options)
  const client = new ServiceClient({ url: options.url })
  const tokens = options.tokenUrl === undefined ? client : new ServiceClient({ url: options.tokenUrl })
  let token: Promise<string> | undefined
  const send = async (method: string, body: object): Promise<ServiceAnswer> => {
    token ??= logIn(options, name, tokens)
    const current = token
    const bearer = await current.catch((error: unknown) => {
      if (token === current) token = undefined
      throw error
    })
    return await sending(
      client.send({ method: 'POST', path: method, body, headers: { Authorization: `Bearer ${bearer}` } }),
      name,
    )
  }
  const request = async (method: string, body: object): Promise<Record<string, unknown>> => {
    let answer = await send(method, body)
    if (answer.status === 401 && options.accessToken === undefined) {
      // Tokens end after an hour or so.
      token = undefined
      answer = await send(method, body)
    }
    return successOf(answer, name)
  }
  const close = (): void => {
    client.close()
    tokens.close()
  }
  return { version: await versionOf(options.url, client, name), request, close }
}

function refuseHalfLogins({ accessToken, tokenUrl, clientId, username, password }: CscSignerOptions): void {
  const problem =
    accessToken !== undefined && (username ?? tokenUrl) !== undefined
      ? 'cscSigner.accessToken is given beside a login'
      : tokenUrl !== undefined && clientId === undefined
        ? 'cscSigner.tokenUrl is given without clientId'
        : (username === undefined) !== (password === undefined)
          ? `cscSigner.${username === undefined ? 'password' : 'username'} is given without the other part of the login`
          : undefined
  if (problem === undefined) return
  throw new TacosmithError('usage', problem, {
    help: 'Give "accessToken", or "tokenUrl" with "clientId" and "clientSecret" or "username" and "password".',
  })
}

/** Services without a version in their address tell it. */
async function versionOf(url: string, client: ServiceClient, name: string): Promise<number> {
  const written = /\/v(\d+)\/*$/.exec(url)?.[1]
  if (written !== undefined) return Number(written)
  const answer = await sending(client.send({ method: 'POST', path: 'info', body: {} }), name)
  return Number.parseInt(String(successOf(answer, name).specs), 10) || 1
}

async function logIn(options: CscSignerOptions, name: string, client: ServiceClient): Promise<string> {
  const { accessToken, tokenUrl, username, password } = options
  if (accessToken !== undefined)
    return await needed(accessToken, 'the access token (cscSigner.accessToken)', name)
  if (tokenUrl === undefined && username === undefined) throw cscProblem('no-credentials', name, '')
  const secret =
    password === undefined ? '' : await needed(password, 'the password (cscSigner.password)', name)
  const answer =
    tokenUrl === undefined
      ? await sending(client.send(basicLogin(username ?? '', secret)), name)
      : await sending(
          client.send({ method: 'POST', path: '', body: await grantFor(options, secret, name) }),
          name,
        )
  const { access_token: token } = successOf(answer, name, true)
  if (typeof token === 'string' && token !== '') return token
  throw cscProblem('refused', name, 'the answer to the login contains no access token')
}

function basicLogin(username: string, password: string): Parameters<ServiceClient['send']>[0] {
  const credentials = Buffer.from(`${username}:${password}`).toString('base64')
  const headers = { Authorization: `Basic ${credentials}` }
  return { method: 'POST', path: 'auth/login', body: { rememberMe: true }, headers }
}

async function grantFor(
  { clientId = '', clientSecret, username }: CscSignerOptions,
  password: string,
  name: string,
): Promise<string> {
  const secret =
    clientSecret === undefined
      ? {}
      : { client_secret: await needed(clientSecret, 'the client secret (cscSigner.clientSecret)', name) }
  const grant =
    username === undefined
      ? { grant_type: 'client_credentials', scope: 'service' }
      : { grant_type: 'password', username, password }
  return new URLSearchParams({ client_id: clientId, ...secret, ...grant }).toString()
}

/** @throws TacosmithError when it is empty or not where it should be */
export async function needed(secret: Secret, what: string, name: string): Promise<string> {
  const value = (await resolveSecret(secret, what))?.trim()
  if (value) return value
  throw cscProblem('no-credentials', name, `${what} is empty`)
}

async function sending(answer: Promise<ServiceAnswer>, name: string): Promise<ServiceAnswer> {
  return await answer.catch((cause: unknown) => {
    throw connectionError(cause, name)
  })
}

/** @param isLogin a refused login is one of the credentials, whatever else the answer says */
function successOf(answer: ServiceAnswer, name: string, isLogin = false): Record<string, unknown> {
  if (answer.status >= 200 && answer.status < 300) return (answer.body ?? {}) as Record<string, unknown>
  const problem = problemOf(answer)
  const isRejected = isLogin && answer.status < 500 && problem !== 'throttled'
  const refused = isRejected ? 'credentials-rejected' : problem
  throw refused === problem
    ? cscProblem(problem, name, reasonOf(answer), helpOf(answer))
    : cscProblem(refused, name, reasonOf(answer))
}
