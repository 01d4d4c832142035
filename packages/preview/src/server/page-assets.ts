import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The files that a browser loads besides the page itself. */
export const assetTypes: Readonly<Record<string, string>> = {
  'page.js': 'text/javascript; charset=utf-8',
  'engine.js': 'text/javascript; charset=utf-8',
  'style.css': 'text/css; charset=utf-8',
}

/** Reads a file that the build of this package made; each is read once. */
export function readAsset(name: string): Promise<Buffer> {
  const known = assets.get(name)
  if (known) return known
  const read = readFile(join(assetFolder(), name))
  assets.set(name, read)
  return read
}

const assets = new Map<string, Promise<Buffer>>()

/** Beside the built modules, whether they are one file or many; from the sources, as in tests, where they are built to. */
function assetFolder(): string {
  const folders = [['page'], ['..', 'page'], ['..', '..', 'dist', 'page']].map((names) =>
    join(import.meta.dirname, ...names),
  )
  const found = folders.find((folder) => existsSync(join(folder, 'page.js')))
  if (found !== undefined) return found
  throw new Error('the page of the preview was not built')
}
