import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import {
  resolveSecret,
  type ServiceAnswer,
  ServiceClient,
  type ServiceRequest,
  TacosmithError,
} from '@tacosmith/core/signer'
import { connectionError, problemOf, reasonOf, vaultProblem } from './errors.ts'
import type { VaultSignerOptions } from './options.ts'
import { isRedirect, redirectTarget } from './redirect.ts'

const DEFAULT_ADDRESS = 'https://127.0.0.1:8200'

/** Vault, with a token. */
export interface VaultConnection {
  address: string
  /** @throws TacosmithError when there is no answer, or one that is no success */
  request(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown>
  close(): void
}

/**
 * Logs in, or takes the token that is there.
 *
 * @param name names the key in messages
 * @throws TacosmithError `usage` for options that contradict each other, `environment` when there is no token or the login is refused
 */
export async function connectVault(options: VaultSignerOptions, name: string): Promise<VaultConnection> {
  refuseTwoLogins(options)
  const address = addressOf(options)
  const authorities = await readAuthorities(options.authorities ?? (process.env.VAULT_CACERT || undefined))
  const client = new ServiceClient({ url: `${address}/v1`, authorities })
  const nodes = new Set<ServiceClient>()
  const namespace = options.namespace ?? process.env.VAULT_NAMESPACE
  const send = async (
    method: 'GET' | 'POST',
    path: string,
    token?: string,
    body?: object,
  ): Promise<ServiceAnswer> => {
    const headers = {
      'X-Vault-Request': 'true',
      ...(namespace ? { 'X-Vault-Namespace': namespace } : {}),
      ...(token === undefined ? {} : { 'X-Vault-Token': token }),
    }
    const request = { method, headers, ...(body === undefined ? {} : { body }) }
    try {
      const answer = await client.send({ ...request, path })
      if (answer.status !== 307 && answer.status !== 308) return answer
      return await askActiveNode(redirectTarget(answer, address, name), { ...request, path: '' })
    } catch (cause) {
      throw connectionError(cause, name)
    }
  }
  const askActiveNode = async (url: string, request: ServiceRequest): Promise<ServiceAnswer> => {
    const node = new ServiceClient({ url, authorities })
    nodes.add(node)
    const answer = await node.send(request)
    nodes.delete(node)
    if (!isRedirect(answer)) return answer
    throw vaultProblem('redirected', name, `${new URL(url).origin} redirects once more`)
  }
  const token = await findToken(options, name, (path, body) => send('POST', path, undefined, body))
  return {
    address,
    request: async (method, path, body) => {
      const answer = await send(method, path, token, body)
      if (answer.status === 200) return (answer.body as { data?: unknown } | undefined)?.data
      const problem = problemOf(answer)
      // Who may not look at itself has no valid token.
      const isUnknown = problem === 'access-denied' && (await send('GET', SELF, token)).status === 403
      throw vaultProblem(isUnknown ? 'credentials-rejected' : problem, name, reasonOf(answer))
    },
    close: () => {
      for (const one of [client, ...nodes]) one.close()
    },
  }
}

/** @throws TacosmithError `usage` when it is no address of http or https */
function addressOf({ address }: VaultSignerOptions): string {
  const given = address ?? (process.env.VAULT_ADDR || DEFAULT_ADDRESS)
  if (/^https?:\/\/./i.test(given) && URL.canParse(given)) return given.replace(/\/+$/, '')
  const origin = address === undefined ? 'the variable VAULT_ADDR' : 'vaultSigner.address'
  // It is not repeated: an address may hold a password.
  throw new TacosmithError('usage', `${origin} is not an http or https address`, {
    help: 'Give it with its scheme, such as https://vault.example.com:8200.',
  })
}

const SELF = 'auth/token/lookup-self'

function refuseTwoLogins({ token, roleId, secretId }: VaultSignerOptions): void {
  const problem =
    token !== undefined && roleId !== undefined
      ? 'vaultSigner.token and vaultSigner.roleId are both given'
      : (roleId === undefined) !== (secretId === undefined)
        ? `vaultSigner.${roleId === undefined ? 'secretId' : 'roleId'} is given without the other part of the AppRole`
        : undefined
  if (problem === undefined) return
  throw new TacosmithError('usage', problem, { help: 'Give "token", or "roleId" with "secretId".' })
}

async function readAuthorities(path: string | undefined): Promise<Uint8Array | undefined> {
  if (path === undefined) return undefined
  return await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new TacosmithError('usage', `the authorities of Vault cannot be read: ${path} (${cause.code})`, {
      help: 'Give a PEM file as "authorities" or in the variable VAULT_CACERT.',
      cause,
    })
  })
}

type Login = (path: string, body: object) => Promise<ServiceAnswer>

async function findToken(options: VaultSignerOptions, name: string, login: Login): Promise<string> {
  if (options.roleId !== undefined) return await logIn(options, name, login)
  const token = await resolveSecret(tokenSource(options), 'the token of Vault').catch((error: unknown) => {
    // Nobody asked for the file of "vault login".
    if (options.token === undefined) return undefined
    throw error
  })
  // A line break would end the header.
  if (token?.trim()) return token.trim()
  throw vaultProblem('no-credentials', name, '')
}

function tokenSource({ token }: VaultSignerOptions): NonNullable<VaultSignerOptions['token']> {
  if (token !== undefined) return token
  return process.env.VAULT_TOKEN ? { env: 'VAULT_TOKEN' } : { file: join(homedir(), '.vault-token') }
}

async function logIn(
  { roleId, secretId, appRoleMount = 'approle' }: VaultSignerOptions,
  name: string,
  login: Login,
): Promise<string> {
  const secret = await resolveSecret(secretId, 'the secret ID of the AppRole')
  const answer = await login(`auth/${encodePath(appRoleMount)}/login`, {
    ...{ role_id: roleId, secret_id: secret },
  })
  const { auth } = (answer.body ?? {}) as { auth?: { client_token?: unknown } }
  if (answer.status === 200 && typeof auth?.client_token === 'string') return auth.client_token
  const problem = problemOf(answer)
  const isRefusal = answer.status < 500 && problem !== 'throttled'
  throw vaultProblem(isRefusal ? 'credentials-rejected' : problem, name, reasonOf(answer))
}

/** A mount may have several parts. */
export function encodePath(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '')
    .map((part) => encodeURIComponent(part))
    .join('/')
}
