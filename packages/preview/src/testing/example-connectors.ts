import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleSource, finishScripts, mapLocator, type ScriptBundle, Session } from '@tacosmith/core/adapter'
import type { PreviewContent } from '../content/preview-content.ts'
import { readContent } from '../content/read-content.ts'

const examples = fileURLToPath(new URL('../../../../examples', import.meta.url))

/** The examples of the repository, by the names of their folders. */
export const exampleNames: readonly string[] = readdirSync(examples)

/** What the page shows of an example, with its scripts built as the command line builds them. */
export async function exampleContent(name: string): Promise<PreviewContent> {
  const cwd = join(examples, name)
  const snapshot = await new Session({ connector: 'connector' }, { cwd }).read()
  const bundles = new Map<string, ScriptBundle>()
  for (const { path, sourcePath } of snapshot.modules) {
    const source = join(snapshot.folder, sourcePath)
    const settings = { workingDir: dirname(source), connectorFolder: snapshot.folder }
    const { code, map } = await bundleSource(source, settings)
    bundles.set(path, { code, locate: mapLocator(map, snapshot.folder, '/') })
  }
  const scripts = await finishScripts(snapshot.scripts, bundles, snapshot.options.scripts)
  return await readContent(snapshot, { scripts })
}
