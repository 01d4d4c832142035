import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  answer,
  describeAsset,
  describeRelease,
  found,
  Refusal,
  type StoredAsset,
  type StoredRelease,
  sendPage,
} from './github-answers.ts'
import { changeRelease, generatedNotes, latestOf, madeRelease, type WantedRelease } from './release-rules.ts'

export const TOKEN = 'ghs_0123456789abcdefghijABCDEFGHIJ012345'

/** What happens to the next request that fits, instead of an answer. */
export interface Fault {
  /** Method and the start of the path below the repository, such as `POST /releases`. */
  on: string
  status: number
  headers?: Record<string, string>
  message?: string
  /** An upload that breaks leaves an empty asset behind, as GitHub's documentation says. */
  leavesStarter?: boolean
}

/** Enforces the documented API of releases and their assets, for one repository. */
export class GithubServer {
  readonly releases: StoredRelease[] = []
  /** Method and path of each request, in order. */
  readonly requests: string[] = []
  /** What was asked of releases, in order. */
  readonly wanted: WantedRelease[] = []
  readonly faults: Fault[] = []
  /** Another run marks each release as a prerelease. */
  marksPrereleases = false
  /** What the token may do. */
  canWrite = true
  readonly #server: Server
  #nextId = 1000

  private constructor() {
    this.#server = createServer((request, response) => void this.#handle(request, response))
  }

  static async start(): Promise<GithubServer> {
    const server = new GithubServer()
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve))
    return server
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  addRelease(tag: string, more: Partial<StoredRelease> = {}): StoredRelease {
    const release: StoredRelease = {
      ...{ id: this.#id(), tag, name: tag, body: null, draft: false, prerelease: false },
      ...{ isLatest: false, assets: [], ...more },
    }
    this.releases.push(release)
    return release
  }

  addAsset(
    release: StoredRelease,
    name: string,
    bytes: Uint8Array,
    more: Partial<StoredAsset> = {},
  ): StoredAsset {
    const asset: StoredAsset = {
      ...{ id: this.#id(), name, label: null, state: 'uploaded', contentType: 'text/plain' },
      ...{ bytes: Buffer.from(bytes), ...more },
    }
    release.assets.push(asset)
    return asset
  }

  #id(): number {
    this.#nextId += 1
    return this.#nextId
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const url = new URL(request.url ?? '/', this.url)
    const path = url.pathname.replace(/^(?:\/uploads)?\/repos\/octo-org\/connector/, '')
    this.requests.push(`${request.method} ${path}`)
    try {
      if (request.headers.authorization !== `token ${TOKEN}`) throw new Refusal(401, 'Bad credentials')
      if (this.#fails(request, response, path, url)) return
      if (request.method !== 'GET' && !this.canWrite) {
        throw new Refusal(403, 'Resource not accessible by integration')
      }
      this.#route(request, response, path, url, body)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      answer(response, error.status, {
        message: error.message,
        ...(error.errors && { errors: error.errors }),
      })
    }
  }

  #fails(request: IncomingMessage, response: ServerResponse, path: string, url: URL): boolean {
    const index = this.faults.findIndex(({ on }) => `${request.method} ${path}`.startsWith(on))
    const [fault] = index < 0 ? [] : this.faults.splice(index, 1)
    if (fault === undefined) return false
    const release = this.releases.find(({ id }) => path === `/releases/${id}/assets`)
    if (fault.leavesStarter && release !== undefined) {
      this.addAsset(release, url.searchParams.get('name') ?? '', Buffer.alloc(0), { state: 'starter' })
    }
    answer(response, fault.status, { message: fault.message ?? 'Server Error' }, fault.headers)
    return true
  }

  #route(request: IncomingMessage, response: ServerResponse, path: string, url: URL, body: Buffer): true {
    const key = `${request.method} ${path.replace(/\d+/, ':id').replace(/tags\/.+$/, 'tags/:tag')}`
    const id = Number(/\d+/.exec(path)?.[0])
    switch (key) {
      case 'GET /releases/tags/:tag': {
        const tag = decodeURIComponent(path.slice('/releases/tags/'.length))
        return answer(
          response,
          200,
          this.#describe(found(this.releases.find((one) => one.tag === tag && !one.draft))),
        )
      }
      case 'GET /releases/latest':
        return answer(response, 200, this.#describe(latestOf(this.releases)))
      case 'GET /releases':
        return sendPage(
          response,
          url,
          this.releases.toReversed().map((one) => this.#describe(one)),
        )
      case 'POST /releases': {
        const { tag, ...made } = madeRelease(this.#wants(body), this.releases)
        const release = this.addRelease(tag, made)
        const answered = answer(response, 201, this.#describe(release))
        release.prerelease ||= this.marksPrereleases
        return answered
      }
      case 'POST /releases/generate-notes':
        return answer(response, 200, generatedNotes(this.#wants(body).tag_name ?? ''))
      case 'GET /releases/:id':
        return answer(response, 200, this.#describe(this.#release(id)))
      case 'PATCH /releases/:id': {
        const release = this.#release(id)
        changeRelease(release, this.#wants(body), this.releases)
        return answer(response, 200, this.#describe(release))
      }
      case 'DELETE /releases/:id':
        this.releases.splice(this.releases.indexOf(this.#release(id)), 1)
        return answer(response, 204)
      default:
        return this.#routeAssets(request, response, key, id, url, body)
    }
  }

  /** What is asked of the assets of a release. */
  #routeAssets(
    request: IncomingMessage,
    response: ServerResponse,
    key: string,
    id: number,
    url: URL,
    body: Buffer,
  ): true {
    switch (key) {
      case 'GET /releases/:id/assets':
        return sendPage(
          response,
          url,
          this.#release(id).assets.map((one) => describeAsset(this.#release(id), one)),
        )
      case 'POST /releases/:id/assets':
        return answer(response, 201, this.#upload(this.#release(id), request, url, body))
      case 'GET /releases/assets/:id':
        return this.#download(request, response, id)
      case 'GET /storage/:id':
        response.writeHead(200, { 'content-type': 'application/octet-stream' })
        response.end(this.#asset(id).asset.bytes)
        return true
      case 'DELETE /releases/assets/:id': {
        const { release, asset } = this.#asset(id)
        release.assets.splice(release.assets.indexOf(asset), 1)
        return answer(response, 204)
      }
      default:
        throw new Refusal(404, `Not Found: ${key}`)
    }
  }

  #wants(body: Buffer): WantedRelease {
    const wanted = JSON.parse(body.toString()) as WantedRelease
    this.wanted.push(wanted)
    return wanted
  }

  #upload(
    release: StoredRelease,
    { headers, url: address }: IncomingMessage,
    url: URL,
    bytes: Buffer,
  ): object {
    if (!address?.startsWith('/uploads/')) throw new Refusal(404, 'Not Found')
    const name = url.searchParams.get('name')
    if (!name)
      throw new Refusal(422, 'Validation Failed', [
        { resource: 'ReleaseAsset', code: 'missing', field: 'name' },
      ])
    if (!headers['content-type'] || Number(headers['content-length']) !== bytes.length) {
      throw new Refusal(400, 'Content-Type and Content-Length are required')
    }
    if (bytes.length === 0) {
      throw new Refusal(422, 'Validation Failed', [
        { resource: 'ReleaseAsset', code: 'custom', field: 'size', message: 'size is too small' },
      ])
    }
    if (release.assets.some((asset) => asset.name === name)) {
      throw new Refusal(422, 'Validation Failed', [
        { resource: 'ReleaseAsset', code: 'already_exists', field: 'name' },
      ])
    }
    const label = url.searchParams.get('label')
    return describeAsset(
      release,
      this.addAsset(release, name, bytes, { label, contentType: headers['content-type'] }),
    )
  }

  /** The bytes lie elsewhere; without the right `accept` there is only a description. */
  #download({ headers }: IncomingMessage, response: ServerResponse, id: number): true {
    const { release, asset } = this.#asset(id)
    if (headers.accept !== 'application/octet-stream')
      return answer(response, 200, describeAsset(release, asset))
    response.writeHead(302, { location: `${this.url}/repos/octo-org/connector/storage/${id}` }).end()
    return true
  }

  #describe(release: StoredRelease): object {
    return describeRelease(release, this.url)
  }

  #release(id: number): StoredRelease {
    return found(this.releases.find((release) => release.id === id))
  }

  #asset(id: number): { release: StoredRelease; asset: StoredAsset } {
    const release = found(this.releases.find(({ assets }) => assets.some((asset) => asset.id === id)))
    return { release, asset: found(release.assets.find((asset) => asset.id === id)) }
  }
}
