import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A remote cache for nx that speaks its documented protocol: `PUT` and `GET` of `/v1/cache/{hash}`. */
export interface CacheServer {
  /** What nx needs to use it. */
  environment: Record<string, string>
  /** How often results were stored, found and not found. */
  stored: number
  found: number
  missed: number
  /** How much was stored. */
  bytes: number
  /** Requests without the token. */
  refused: number
  close(): Promise<void>
}

/** Starts a cache on this computer, which keeps everything in memory. */
export async function startCacheServer(): Promise<CacheServer> {
  const token = randomUUID()
  const results = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    const [, hash] = /^\/v1\/cache\/([\w-]+)$/.exec(request.url ?? '') ?? []
    if (request.headers.authorization !== `Bearer ${token}`) {
      cache.refused++
      response.writeHead(401, { 'Content-Type': 'text/plain' }).end('The token is wrong.')
    } else if (hash === undefined) response.writeHead(404).end()
    else if (request.method === 'GET') {
      const result = results.get(hash)
      if (result === undefined) cache.missed++
      else cache.found++
      if (result === undefined) response.writeHead(404).end('There is no such result.')
      else response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(result)
    } else if (request.method === 'PUT') {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        if (results.has(hash)) return response.writeHead(409).end('There is a result already.')
        const result = Buffer.concat(chunks)
        results.set(hash, result)
        cache.stored++
        cache.bytes += result.length
        return response.writeHead(202).end()
      })
    } else response.writeHead(405).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const cache: CacheServer = {
    environment: {
      NX_SELF_HOSTED_REMOTE_CACHE_SERVER: `http://127.0.0.1:${port}`,
      NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: token,
    },
    ...{ stored: 0, found: 0, missed: 0, bytes: 0, refused: 0 },
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  return cache
}
