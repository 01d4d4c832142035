import { readAddress } from './ip-address.ts'
import { RefusedByPolicy } from './policy.ts'

const LETTERS = "\\w\\-.!~*'()"
/** Where Java takes escaped characters, it takes what stands for a byte beyond ASCII. */
const ESCAPED = '%[0-9A-Fa-f]{2}|\\ufffd'
const made = (others: string): RegExp => new RegExp(`^(?:[${LETTERS}${others}]|${ESCAPED})*$`)
const URI_CHARACTERS = made(';/?:@&=+$,[\\]')
const PATH = made(':@&=+$,;/')
const USER = made(';:&=+$,')
const REGISTERED_NAME = made('$,;:@&=+')
const SERVER = /^[\w\-.!~*'();:&=+$,@[\]%\ufffd]*$/
/** A per cent sign that begins nothing stops Java, unless it finds a character first that does not belong there. */
const BROKEN_ESCAPE = /^(?:[\w\-.!~*'()$,;:@&=+\ufffd]|%[0-9A-Fa-f]{2})*%(?![0-9A-Fa-f]{2})/
const PARTS = /^([A-Za-z][A-Za-z0-9+.-]*):([^#]*)(?:#(.*))?$/s
const HIERARCHY = /^(?:\/\/([^/?]*))?([^?]*)(?:\?(.*))?$/s
const MAXIMUM_PORT = 2 ** 31 - 1

const BYTE = '0*(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const IPV4 = new RegExp(`^${BYTE}(?:\\.${BYTE}){3}$`)
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?'
const HOST = new RegExp(`^(?:${LABEL}\\.?|(?:${LABEL}\\.)+(?=[A-Za-z])${LABEL}\\.?)$`)

/**
 * Reads a URI as Java does: by RFC 2396, with IPv6 addresses.
 *
 * @returns its host; undefined where it has none, or something else in its place
 * @throws Error where Java could not read it
 * @throws RefusedByPolicy where that depends on the machine
 */
export function hostOfUri(text: string): string | undefined {
  const [, scheme, rest = '', fragment = ''] = PARTS.exec(text) ?? []
  if (scheme === undefined || rest === '' || !URI_CHARACTERS.test(fragment)) return broken()
  if (!rest.startsWith('/')) return URI_CHARACTERS.test(rest) ? undefined : broken()
  const [, authority, path = '', query = ''] = HIERARCHY.exec(rest) ?? []
  if (!PATH.test(path) || !URI_CHARACTERS.test(query)) broken()
  // Without an authority, something has to follow.
  if (text.length === scheme.length + '://'.length && authority === '') broken()
  if (authority === undefined || authority === '') return undefined
  const host = hostOfAuthority(authority)
  if (host !== undefined) checkHost(host)
  return host
}

function broken(): never {
  throw new Error('a URI is broken')
}

function hostOfAuthority(authority: string): string | undefined {
  if (BROKEN_ESCAPE.test(authority)) broken()
  const host = SERVER.test(authority) ? hostOfServer(authority) : undefined
  // Anything else may be a name that somebody has registered.
  return host ?? (REGISTERED_NAME.test(authority) ? undefined : broken())
}

function hostOfServer(authority: string): string | undefined {
  const at = authority.indexOf('@')
  if (!USER.test(authority.slice(0, Math.max(at, 0)))) return undefined
  const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority.slice(at + 1)) ?? []
  if (Number(port) > MAXIMUM_PORT) return undefined
  return isIpv6(host) || IPV4.test(host) || HOST.test(host) ? host : undefined
}

/** Stricter than elsewhere: a group has four digits at most, and a zone none but ordinary characters. */
function isIpv6(host: string): boolean {
  const [, address, zone = ''] = /^\[([^%\]]+)(%[A-Za-z0-9_.]+)?\]$/.exec(host) ?? []
  if (address === undefined || /[0-9A-Fa-f]{5}/.test(address)) return false
  return address.includes(':') && zone !== '%' && readAddress(address).kind === 'address'
}

/** What is no name for a host Java looks up as an address, which may ask the network. */
function checkHost(host: string): void {
  if (host.startsWith('[')) {
    if (readAddress(host.slice(1, -1)).kind !== 'address') broken()
  } else if (host.endsWith('.')) throw new RefusedByPolicy(`a URI has a host with a dot at its end (${host})`)
}

/**
 * Reads the host of a name constraint for URIs.
 *
 * @throws Error where Java could not read it
 */
export function readConstrainedHost(text: string): string {
  const [, path = '', fragment = ''] = /^([^#]*)(?:#(.*))?$/s.exec(text) ?? []
  if (!PATH.test(path) || !URI_CHARACTERS.test(fragment) || /^[^/]*:/.test(path)) broken()
  return path.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
}
