import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Why a request is not answered. */
export interface Refusal {
  status: 403 | 405
  message: string
}

/**
 * Answers only programs of this machine, under a name of this machine, and only pages that came from here: another page in
 * the same browser, or a name that is made to point here, gets nothing.
 */
export function refusalOf({
  socket,
  headers,
}: Pick<IncomingMessage, 'socket' | 'headers'>): Refusal | undefined {
  if (!isLoopback(socket.remoteAddress)) return refused('the preview answers only this machine')
  const { host, origin } = headers
  if (!isLocalName(host)) return refused('the preview answers only to the names of this machine')
  if (origin !== undefined && hostOf(origin) !== host)
    return refused('the preview does not answer other pages')
  const site = headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') return refused('the preview does not answer other pages')
  return undefined
}

/** Whether a request may do more than read: it has the token that stands in the page. */
export function hasToken({ headers }: Pick<IncomingMessage, 'headers'>, token: string): boolean {
  const given = Buffer.from(String(headers['x-tacosmith-token'] ?? ''))
  const expected = Buffer.from(token)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function refused(message: string): Refusal {
  return { status: 403, message }
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(?:::ffff:)?127\.|^::1$/.test(address)
}

/** With any port; also names below `localhost`, which browsers keep on the machine. */
function isLocalName(host: string | undefined): boolean {
  const name = host?.replace(/:\d+$/, '').toLowerCase() ?? ''
  return name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name) || /^(?:[a-z0-9-]+\.)*localhost$/.test(name)
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
