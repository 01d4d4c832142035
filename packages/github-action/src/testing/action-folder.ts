import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder where nothing is installed: the action as it is released, and `dist/shared.mjs`, see `shared-action.ts`. */
    actionFolder: string
  }
}

/** Set-up of all tests: copies the action, and bundles it for runs that share a process. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const packageFolder = new URL('../../', import.meta.url)
  const folder = await mkdtemp(join(tmpdir(), 'action-itself-'))
  for (const name of ['action.yml', 'package.json', 'dist'])
    await cp(fileURLToPath(new URL(name, packageFolder)), join(folder, name), { recursive: true })
  const { bundleAction } = (await import(new URL('bundle.mjs', packageFolder).href)) as {
    bundleAction(entry: string): Promise<Record<string, string>>
  }
  const bundled = await bundleAction('src/testing/shared-action.ts')
  await writeFile(join(folder, 'dist', 'shared.mjs'), bundled['index.mjs'] ?? '')
  project.provide('actionFolder', folder)
  return () => rm(folder, { recursive: true, force: true })
}
