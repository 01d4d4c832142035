import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { basename } from 'node:path'

/**
 * Serves packed packages as a registry of their scope does, so that users' own words install them: `npx @tacosmith/cli`.
 *
 * @param packages - What was packed: `file`, the archive, and `manifest`, its package.json.
 * @returns Its address, and how to end it.
 */
export async function serveRegistry(packages) {
  const documents = new Map()
  const archives = new Map()
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).slice(1)
    if (archives.has(path)) return void createReadStream(archives.get(path)).pipe(response)
    response.setHeader('content-type', 'application/json')
    response.statusCode = documents.has(path) ? 200 : 404
    response.end(JSON.stringify(documents.get(path) ?? { error: `there is no ${path}` }))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${server.address().port}/`
  for (const { file, manifest } of packages) {
    const archive = `archives/${basename(file)}`
    archives.set(archive, file)
    documents.set(manifest.name, await packageDocument(manifest, file, address + archive))
  }
  return { address, close: () => new Promise((resolve) => server.close(resolve)) }
}

async function packageDocument(manifest, file, tarball) {
  const bytes = await readFile(file)
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
  const shasum = createHash('sha1').update(bytes).digest('hex')
  const { name, version } = manifest
  // Older than any cooling-off period that a package manager keeps.
  const time = new Date(0).toISOString()
  return {
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { ...manifest, dist: { tarball, integrity, shasum } } },
    time: { created: time, modified: time, [version]: time },
  }
}
