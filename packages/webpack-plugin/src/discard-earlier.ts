import { join } from 'node:path'
import {
  findConnectorFolder,
  folderSource,
  readConnector,
  resolveOptions,
  tacoFileName,
} from '@tacosmith/core'
import type { Compiler } from 'webpack'
import type { TacosmithPluginOptions } from './plugin.ts'

/**
 * Removes the `.taco` of earlier builds after a build failed, so that none is taken for its result.
 *
 * Which ones: the one that this process wrote last, the one that has the name which this build would have given, and,
 * with `output.clean`, every one in the output folder, for the bundler would have removed them.
 */
export async function discardEarlierTacos(
  compiler: Compiler,
  options: TacosmithPluginOptions,
  lastFileName: string | undefined,
): Promise<void> {
  const names = new Set([lastFileName, await expectedFileName(compiler.context, options)])
  if (compiler.options.output.clean === true) {
    for (const name of await namesIn(compiler, compiler.outputPath)) {
      if (name.endsWith('.taco')) names.add(name)
    }
  }
  for (const name of names) {
    if (name !== undefined) await remove(compiler, join(compiler.outputPath, name))
  }
}

async function expectedFileName(cwd: string, options: TacosmithPluginOptions): Promise<string | undefined> {
  try {
    const folder = await findConnectorFolder(cwd, options.connector)
    const { className, pluginVersion } = await readConnector(folderSource(folder))
    if (className === undefined || pluginVersion === undefined) return undefined
    return tacoFileName(resolveOptions(options).fileName, { className, pluginVersion })
  } catch {
    // What is wrong has been told already.
    return undefined
  }
}

function namesIn(compiler: Compiler, folder: string): Promise<string[]> {
  return new Promise((done) => {
    compiler.outputFileSystem?.readdir?.(folder, (_error, names) => done((names ?? []) as string[]))
  })
}

function remove(compiler: Compiler, file: string): Promise<void> {
  return new Promise((done) => {
    compiler.outputFileSystem?.unlink?.(file, () => done())
  })
}
