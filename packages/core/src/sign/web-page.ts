import { TacosmithError } from '../errors.ts'

/** What to do where something else than the service answers. */
export const WEB_PAGE_HELP =
  'Something other than the service answers at this address, such as the login page of a proxy or of the network: open the address in a browser, and check it and the variables HTTPS_PROXY, HTTP_PROXY and NO_PROXY.'

const START_OF_PAGE =
  /^(?:\uFEFF|\s|<\?xml[^>]*>|<!--(?:[^-]|-[^-])*-->)*<(?:!doctype\s+html|html|head|body)\b/i

/** Whether an answer is a page for people, whatever its status says. */
export function isWebPage(contentType: string | undefined, body: Uint8Array): boolean {
  const type = contentType?.split(';')[0]?.trim().toLowerCase()
  const start = Buffer.from(body.subarray(0, 1024)).toString('utf8')
  return type === 'text/html' || type === 'application/xhtml+xml' || START_OF_PAGE.test(start)
}

/** Whether the error of an SDK says that it found a page where JSON should be. */
export function tellsOfWebPage(text: string): boolean {
  return /<!doctype html|<html\b|unexpected token '?<|text\/html/i.test(text)
}

/** The error for a page; the address is shown without user, password and query, which may be secrets. */
export function webPageError(url: URL, status: number): TacosmithError {
  const shown = `${url.protocol}//${url.host}${url.pathname}`
  const code = status === 200 ? '' : ` (HTTP status ${status})`
  return new TacosmithError('signing', `${shown} answered with a web page${code} instead of JSON`, {
    help: WEB_PAGE_HELP,
  })
}
