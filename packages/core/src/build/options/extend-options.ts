import { isNamed } from './kinds.ts'
import { laidOver } from './option-origins.ts'
import type { SignOptions, TacoOptions } from './types.ts'

/**
 * Options that start from others: those of the extending configuration take precedence, objects are merged, lists and all
 * else are replaced. An option that is undefined was not given.
 */
export function extendOptions(base: TacoOptions, extending: TacoOptions): TacoOptions {
  const { sign: baseSign, ...others } = base
  const { sign: ownSign, ...own } = extending
  const sign = extendSign(baseSign, ownSign)
  return { ...(merged(others, own) as TacoOptions), ...(sign !== undefined && { sign }) }
}

/**
 * One that names a key means that key: the one that it would have inherited is not used. One that only requires a
 * signature takes the key that it inherits.
 */
function extendSign(base: TacoOptions['sign'], own: TacoOptions['sign']): TacoOptions['sign'] {
  if (own === undefined) return base
  if (own === 'required' && typeof base === 'object') return base
  if (typeof base !== 'object' || typeof own !== 'object') return own
  const namesKey = [own.keystore, own.key, own.signer].some((key) => key !== undefined)
  const timestamp = merged(base.timestamp, own.timestamp) as SignOptions['timestamp']
  const given = { ...laidOver({}, own), ...(timestamp !== undefined && { timestamp }) }
  return laidOver(namesKey ? withoutKey(base) : base, given)
}

function withoutKey(options: SignOptions): SignOptions {
  const { keystore: _keystore, key: _key, certificates: _certificates, signer: _signer, ...rest } = options
  return rest
}

function merged(base: unknown, own: unknown): unknown {
  if (own === undefined) return base
  if (!isPlain(base) || !isPlain(own)) return own
  const names = new Set([...Object.keys(base), ...Object.keys(own)])
  return withoutUndefined(Object.fromEntries([...names].map((name) => [name, merged(base[name], own[name])])))
}

function withoutUndefined(options: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (!isNamed(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
