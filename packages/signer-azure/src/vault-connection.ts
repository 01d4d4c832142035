import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/identity'
import { loadServiceSdk, TacosmithError } from '@tacosmith/core/signer'
import type { AzureSignerOptions, VaultClientOptions } from './options.ts'

/** What the SDK's clients are made with. */
export interface VaultConnection {
  vaultUrl: string
  credential: TokenCredential
  clientOptions: VaultClientOptions
}

/** Tries after the first. */
const MAXIMUM_RETRIES = 4
const FIRST_PAUSE_MILLISECONDS = 500
const LONGEST_PAUSE_MILLISECONDS = 8_000

/** For each request. */
export const TIMEOUT: { requestOptions: { timeout: number } } = { requestOptions: { timeout: 30_000 } }

/** @throws TacosmithError `usage` when `vaultUrl` is none, `environment` when an SDK is missing */
export async function connectVault(options: AzureSignerOptions): Promise<VaultConnection> {
  const vaultUrl = checkUrl(options.vaultUrl)
  const { retryPolicy } = await loadServiceSdk(
    '@azure/core-rest-pipeline',
    () => import('@azure/core-rest-pipeline'),
  )
  const retryOptions = {
    maxRetries: MAXIMUM_RETRIES,
    retryDelayInMs: FIRST_PAUSE_MILLISECONDS,
    maxRetryDelayInMs: LONGEST_PAUSE_MILLISECONDS,
    ...withoutUndefined(options.clientOptions?.retryOptions),
  }
  const throttling = retryPolicy([throttledWithoutAdvice(retryOptions)], {
    maxRetries: retryOptions.maxRetries,
  })
  return {
    vaultUrl,
    credential: rememberToken(options.credential ?? (await defaultCredential())),
    clientOptions: {
      ...options.clientOptions,
      retryOptions,
      additionalPolicies: [
        { policy: { ...throttling, name: 'throttledWithoutAdvice' }, position: 'perCall' },
        ...(options.clientOptions?.additionalPolicies ?? []),
      ],
    },
  }
}

/** An option that is undefined has its default. */
function withoutUndefined(options: VaultClientOptions['retryOptions'] = {}): typeof options {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

function checkUrl(vaultUrl: string): string {
  const url = URL.canParse(vaultUrl) ? new URL(vaultUrl) : undefined
  if (url?.protocol === 'https:') return url.origin
  throw new TacosmithError('usage', `vaultUrl is "${vaultUrl}", expected the https:// URL of a vault`, {
    help: 'Give it as https://NAME.vault.azure.net or https://NAME.managedhsm.azure.net.',
  })
}

async function defaultCredential(): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await loadServiceSdk('@azure/identity', () => import('@azure/identity'))
  return new DefaultAzureCredential()
}

/** Earlier than this before its end a token is not used any more. */
const TOKEN_MARGIN_MILLISECONDS = 5 * 60 * 1000

/** Each of the SDK's clients asks for a token of its own, and some credentials start a program every time. */
function rememberToken(credential: TokenCredential): TokenCredential {
  const tokens = new Map<string, Promise<AccessToken | null>>()
  const ask = async (scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken | null> =>
    await credential.getToken(scopes, options)
  return {
    getToken: async (scopes, options) => {
      // The service wants a new token when it names claims.
      if (options?.claims !== undefined) return await ask(scopes, options)
      const id = JSON.stringify([scopes, options?.tenantId])
      const known = await tokens.get(id)?.catch(() => undefined)
      if (known && known.expiresOnTimestamp - TOKEN_MARGIN_MILLISECONDS > Date.now()) return known
      const token = ask(scopes, options)
      tokens.set(id, token)
      return await token
    },
  }
}

const ADVICE = ['retry-after', 'retry-after-ms', 'x-ms-retry-after-ms']

type RetryStrategy = Parameters<typeof import('@azure/core-rest-pipeline')['retryPolicy']>[0][number]

/** The SDK waits as long as the service advises, but Key Vault may refuse without advice, and that the SDK takes as final. */
function throttledWithoutAdvice(pauses: {
  retryDelayInMs: number
  maxRetryDelayInMs: number
}): RetryStrategy {
  return {
    name: 'throttledWithoutAdvice',
    retry: ({ retryCount, response }) => {
      const advised = ADVICE.some((header) => response?.headers.has(header))
      if (response?.status !== 429 || advised) return { skipStrategy: true }
      const pause = pauses.retryDelayInMs * 2 ** retryCount
      return { retryAfterInMs: Math.min(pause, pauses.maxRetryDelayInMs) * (0.5 + Math.random() / 2) }
    },
  }
}
