import type { ServiceAnswer } from '@tacosmith/core/signer'
import { vaultProblem } from './errors.ts'

/** Whether an answer sends the client elsewhere. */
export function isRedirect({ status }: ServiceAnswer): boolean {
  return status >= 300 && status < 400
}

/**
 * Where a standby node sends a request: to the active node, with method, body and token as they are. As with Vault's own
 * client that happens once, and never from https to http, which would show the token to everybody on the way.
 *
 * @throws TacosmithError where the redirect is none of a standby node
 */
export function redirectTarget({ status, location }: ServiceAnswer, address: string, name: string): string {
  const target = location === undefined ? undefined : new URL(location)
  if (target === undefined) throw vaultProblem('redirected', name, `HTTP status ${status} without an address`)
  const isDowngrade = address.toLowerCase().startsWith('https:') && target.protocol !== 'https:'
  if (isDowngrade || !/^https?:$/.test(target.protocol)) {
    const problem = `Vault redirects to ${target.origin}, which is not protected by TLS as its own address is`
    throw vaultProblem('redirected', name, problem)
  }
  return target.href
}
