import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Why a request is not answered, and what to do about it. */
export interface Refusal {
  message: string
  help: string
}

/**
 * Answers only programs of this machine, under a name of this machine, and only pages that came from here: another page in
 * the same browser, or a name that is made to point here, gets nothing. A link may lead to the page itself, which nobody but its reader then sees.
 *
 * @param isPage - Whether the page itself is asked for.
 */
export function refusalOf(
  { socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>,
  isPage: boolean,
): Refusal | undefined {
  if (!isLoopback(socket.remoteAddress)) return REFUSALS.machine
  const { host, origin } = headers
  if (!isLocalName(host)) return REFUSALS.name
  if (origin !== undefined && hostOf(origin) !== host) return REFUSALS.page
  const site = headers['sec-fetch-site']
  const isForeign = site === 'cross-site' || site === 'same-site'
  return isForeign && !(isPage && isFollowedLink(headers)) ? REFUSALS.page : undefined
}

const REFUSALS = {
  machine: {
    message: 'the preview answers only this machine',
    help: 'Open it in a browser of the computer that it runs on.',
  },
  name: {
    message: 'the preview answers only to the names of this machine',
    help: 'Open it under localhost, at the port that it said when it was started.',
  },
  page: {
    message: 'the preview does not answer other pages',
    help: 'Type the address of the preview into the address bar.',
  },
} satisfies Record<string, Refusal>

/** What browsers say when a window is led to an address, rather than a frame or a script. */
function isFollowedLink(headers: IncomingMessage['headers']): boolean {
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
}

/** Whether a request may do more than read: it has the token that stands in the page. */
export function hasToken({ headers }: Pick<IncomingMessage, 'headers'>, token: string): boolean {
  const given = Buffer.from(String(headers['x-tacosmith-token'] ?? ''))
  const expected = Buffer.from(token)
  return given.length === expected.length && timingSafeEqual(given, expected)
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
