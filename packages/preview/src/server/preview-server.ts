import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { TacosmithError } from '@tacosmith/core'
import type { PreviewHandler } from './preview-handler.ts'

/** A preview that is being served. */
export interface PreviewServer {
  /** With a slash at its end. */
  address: string
  /** Ends it, and the connections of pages that follow it. */
  close(): Promise<void>
}

/** Where the preview is served unless somebody says otherwise, or it is taken. */
const usualPort = 4180

/**
 * Serves the preview to this machine.
 *
 * @param port - Default: 4180, or another one if that is taken.
 * @throws TacosmithError `environment` where the port that was asked for cannot be used.
 */
export async function servePreview(handler: PreviewHandler, port?: number): Promise<PreviewServer> {
  const server = createServer((request, response) => {
    handler(request, response).catch((cause: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' })
      response.end(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause))
    })
  })
  await listenOn(server, port)
  const { port: found } = server.address() as AddressInfo
  return {
    address: `http://localhost:${found}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function listenOn(server: Server, port: number | undefined): Promise<void> {
  try {
    await listen(server, port ?? usualPort)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (port === undefined && code === 'EADDRINUSE') return await listen(server, 0)
    const reason = REASONS[code ?? ''] ?? code
    throw new TacosmithError('environment', `port ${port ?? usualPort} cannot be used: ${reason}`, {
      help: 'Choose another one with --port.',
      cause,
    })
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program uses it',
  EACCES: 'this user may not',
}

/** Under `localhost` browsers look for the one or the other address; Node takes what the machine calls so. */
function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, 'localhost', () => {
      server.off('error', reject)
      resolve()
    })
  })
}
