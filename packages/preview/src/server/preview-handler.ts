import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { TacosmithError } from '@tacosmith/core'
import type { Scenario } from '../scenarios/scenario.ts'
import type { LiveContent } from './live-content.ts'
import { assetTypes, readAsset } from './page-assets.ts'
import { contentSecurityPolicy, pageHtml, refusalHtml } from './page-html.ts'
import { hasToken, type Refusal, refusalOf } from './request-guard.ts'

/** What the page may ask for besides reading. */
export interface PreviewActions {
  /** @param place - A file of the connector, relative to its folder. */
  openEditor?(place: { file: string; line: number | undefined; column: number | undefined }): Promise<void>
  /** @param file - Relative to the folder of the scenarios. */
  saveScenario?(file: string, scenario: Scenario): Promise<void>
}

/** Answers a request; the path begins behind wherever the preview is mounted. */
export type PreviewHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * The preview as a handler of HTTP requests, for a server of its own or to be mounted in another one. Anything but reading
 * needs a token that only the page knows.
 */
export function previewHandler(content: LiveContent, actions: PreviewActions = {}): PreviewHandler {
  const token = randomBytes(24).toString('base64url')
  return async (request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
    const refusal = refusalOf(request, request.method === 'GET' && nameIn(request) === '')
    if (refusal) return refuse(request, response, refusal)
    try {
      await (request.method === 'POST'
        ? answerAction(request, response, token, actions)
        : answerReading(request, response, token, content))
    } catch (cause) {
      if (!(cause instanceof TacosmithError)) throw cause
      sendJson(response, 400, {
        message: cause.help === undefined ? cause.message : `${cause.message}. ${cause.help}`,
      })
    }
  }
}

const HTML = 'text/html; charset=utf-8'

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy(true),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

/** People who followed a link read a page; programs a message. */
function refuse({ headers }: IncomingMessage, response: ServerResponse, { message, help }: Refusal): void {
  const isForPeople = headers.accept?.includes('text/html') === true
  if (isForPeople) send(response, 403, HTML, refusalHtml(message, help))
  else sendJson(response, 403, { message: `${message}. ${help}` })
}

/** What is asked for, below wherever the preview is mounted. */
function nameIn({ url = '/' }: IncomingMessage): string {
  return url.replace(/[?#].*$/, '').replace(/^\//, '')
}

async function answerReading(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  content: LiveContent,
): Promise<void> {
  const { method } = request
  if (method !== 'GET' && method !== 'HEAD')
    return sendJson(response, 405, { message: 'only GET and POST are answered' })
  const name = nameIn(request)
  if (name === '') {
    // The page asks for it next.
    content.get().catch(() => {})
    const page = { title: 'Connection dialog', token, content: content.known }
    return send(response, 200, HTML, pageHtml(page))
  }
  if (name === 'content.json') return sendJson(response, 200, await content.get())
  if (name === 'events') return followChanges(response, content)
  const type = Object.hasOwn(assetTypes, name) ? assetTypes[name] : undefined
  if (type === undefined) return sendJson(response, 404, { message: 'there is no such page' })
  send(response, 200, type, await readAsset(name))
}

/** Server-sent events: one for each change. */
function followChanges(response: ServerResponse, content: LiveContent): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write('retry: 500\n\n')
  const leave = content.onChange(() => response.write('event: change\ndata:\n\n'))
  response.on('close', leave)
}

const MAXIMUM_BODY = 1_000_000

async function answerAction(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  { openEditor, saveScenario }: PreviewActions,
): Promise<void> {
  if (!hasToken(request, token))
    return sendJson(response, 403, { message: 'the token of the page is missing: reload it' })
  const body = await readBody(request)
  const action = (request.url ?? '').replace(/^\//, '')
  if (action === 'open-editor' && openEditor && typeof body.file === 'string') {
    await openEditor({ file: body.file, line: numberIn(body.line), column: numberIn(body.column) })
    return sendJson(response, 200, {})
  }
  if (action === 'save-scenario' && saveScenario && typeof body.file === 'string') {
    await saveScenario(body.file, body.scenario as Scenario)
    return sendJson(response, 200, {})
  }
  sendJson(response, 404, { message: 'there is no such action' })
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > MAXIMUM_BODY) throw new TacosmithError('usage', 'the request is too large')
    pieces.push(piece)
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(pieces).toString())
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch {}
  throw new TacosmithError('usage', 'the request holds no JSON object')
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value))
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { 'content-type': type })
  response.end(body)
}
