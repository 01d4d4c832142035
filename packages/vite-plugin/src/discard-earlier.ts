import { readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { ResolvedConfig } from 'vite'

/**
 * Removes the `.taco` files of earlier builds after a build failed, so that none is taken for its result.
 *
 * Only where Vite would have emptied the output folder anyway: elsewhere the folder is shared and files in it are
 * not ours to remove.
 */
export async function discardEarlierTacos(config: ResolvedConfig): Promise<void> {
  const outDir = resolve(config.root, config.build.outDir)
  const isInsideRoot =
    outDir.startsWith(join(config.root, '/').replaceAll('\\', '/')) ||
    outDir.startsWith(join(config.root, '/'))
  if (!(config.build.emptyOutDir ?? isInsideRoot)) return
  const names = await readdir(outDir).catch(() => [])
  await Promise.all(
    names.filter((name) => name.endsWith('.taco')).map((name) => rm(join(outDir, name), { force: true })),
  )
}
