import { join } from 'node:path'
import { type Project, tacoFileName } from '@tacosmith/core'
import type { Compiler } from 'webpack'

/**
 * Removes the `.taco` of earlier builds after a build failed, so that none is taken for its result.
 *
 * Which ones: the one that this process wrote last, the one that has the name which this build would have given, and,
 * with `output.clean`, every one in the output folder, for the bundler would have removed them.
 */
export async function discardEarlierTacos(
  compiler: Compiler,
  project: Project | undefined,
  lastFileName: string | undefined,
): Promise<void> {
  const names = new Set([lastFileName, project && expectedFileName(project)])
  if (compiler.options.output.clean === true) {
    for (const name of await namesIn(compiler, compiler.outputPath)) {
      if (name.endsWith('.taco')) names.add(name)
    }
  }
  for (const name of names) {
    if (name !== undefined) await remove(compiler, join(compiler.outputPath, name))
  }
}

function expectedFileName({ connector, options }: Project): string | undefined {
  const { className, pluginVersion } = connector
  if (className === undefined || pluginVersion === undefined) return undefined
  return tacoFileName(options.fileName, { className, pluginVersion })
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
