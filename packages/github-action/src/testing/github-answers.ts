import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'

/** A file on a release. */
export interface StoredAsset {
  id: number
  name: string
  label: string | null
  state: 'uploaded' | 'starter'
  contentType: string
  bytes: Buffer
}

/** A release of the server's one repository. */
export interface StoredRelease {
  id: number
  tag: string
  draft: boolean
  prerelease: boolean
  name: string | null
  body: string | null
  isLatest: boolean
  assets: StoredAsset[]
}

/** An answer that is an error. */
export class Refusal extends Error {
  readonly status: number
  readonly errors: object[] | undefined

  constructor(status: number, message: string, errors?: object[]) {
    super(message)
    this.status = status
    this.errors = errors
  }
}

/** A release as GitHub describes it; drafts have no address of their tag yet. */
export function describeRelease(release: StoredRelease, url: string): object {
  const { id, tag, name, body, draft, prerelease, assets } = release
  return {
    ...{ id, tag_name: tag, name, body, draft, prerelease },
    html_url: `https://github.example/octo-org/connector/releases/tag/${draft ? `untagged-${id}` : tag}`,
    upload_url: `${url}/uploads/repos/octo-org/connector/releases/${id}/assets{?name,label}`,
    assets: assets.map((asset) => describeAsset(release, asset)),
  }
}

/** An asset as GitHub describes it. */
export function describeAsset({ tag, draft, id: releaseId }: StoredRelease, asset: StoredAsset): object {
  const { id, name, label, state, contentType, bytes } = asset
  const folder = draft ? `untagged-${releaseId}` : tag
  return {
    ...{ id, name, label, state, content_type: contentType, size: bytes.length },
    digest: state === 'uploaded' ? `sha256:${createHash('sha256').update(bytes).digest('hex')}` : null,
    browser_download_url: `https://github.example/octo-org/connector/releases/download/${folder}/${name}`,
  }
}

/** One page of a list, with the address of the next. */
export function sendPage(response: ServerResponse, url: URL, all: readonly object[]): true {
  const size = Number(url.searchParams.get('per_page') ?? 30)
  const page = Number(url.searchParams.get('page') ?? 1)
  const next = new URL(url)
  next.searchParams.set('page', String(page + 1))
  const link: Record<string, string> = page * size < all.length ? { link: `<${next.href}>; rel="next"` } : {}
  return answer(response, 200, all.slice((page - 1) * size, page * size), link)
}

/** @throws Refusal 404 where there is nothing. */
export function found<Item>(item: Item | undefined): Item {
  if (item === undefined) throw new Refusal(404, 'Not Found')
  return item
}

/** Ends the response. */
export function answer(
  response: ServerResponse,
  status: number,
  body?: object,
  headers: Record<string, string> = {},
): true {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
  return true
}
