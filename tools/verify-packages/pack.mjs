import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { Failure, run } from './run.mjs'

/** The folder of this repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Packs every package that is published, after a look at what its manifest promises.
 *
 * @param folder - Where the archives go.
 * @returns For each its folder `path`, its `manifest` and the archive, `file`.
 */
export async function packAll(folder) {
  await mkdir(folder, { recursive: true })
  const packed = []
  for (const { path, manifest } of await publishedPackages()) {
    const words = ['npm', 'pack', '--json', '--pack-destination', folder]
    const { stdout } = await run(words, { cwd: path, env: process.env })
    const [{ filename, size, entryCount }] = JSON.parse(stdout)
    const { buffer: tarball } = new Uint8Array(await readFile(join(folder, filename)))
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true })
    if (messages.length > 0) {
      throw new Failure(
        `${manifest.name}:\n${messages.map((message) => formatMessage(message, pkg)).join('\n')}`,
      )
    }
    packed.push({ path, manifest, file: join(folder, filename) })
    console.log(`  ${manifest.name}: ${entryCount} files, ${Math.round(size / 1024)} KB packed`)
  }
  return packed
}

async function publishedPackages() {
  const packages = []
  for (const name of await readdir(join(root, 'packages'))) {
    const path = join(root, 'packages', name)
    const manifest = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'))
    if (manifest.private !== true) packages.push({ path, manifest })
  }
  return packages
}
