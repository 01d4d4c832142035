import { readdir } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** What the other modules in the folder of a module export, so that a new one needs no mention. */
export async function modulesBeside<Module>(url: string, without: readonly string[] = []): Promise<Module[]> {
  const path = fileURLToPath(url)
  const left = [basename(path), ...without]
  const names = (await readdir(dirname(path))).filter((name) => !left.includes(name)).sort()
  return await Promise.all(
    names.map(async (name) => (await import(pathToFileURL(`${dirname(path)}/${name}`).href)) as Module),
  )
}
