import { stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, resolve, win32 } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { TacosmithError } from '@tacosmith/core'
import { loadJiti } from '../program/load-jiti.ts'
import type { OnInput } from '../program/own-modules.ts'
import { installLine } from './config-import.ts'
import { configExtensions, configFileNames } from './config-names.ts'

/**
 * Finds the file that a configuration names as `extends`.
 *
 * @param name - A path, relative to the file, of a file (its extension may be left out) or of a folder with a
 *   `tacosmith.config`; or the name of a package.
 * @param from - The file that names it, absolute.
 * @param onInput - Told where a file is looked for, also if there is none yet.
 * @throws TacosmithError `usage` where there is no such file or package.
 */
export async function findBase(name: string, from: string, onInput: OnInput | undefined): Promise<string> {
  if (!isPath(name)) return await findPackage(name, from)
  // Whoever writes ..\shared on Windows means the same elsewhere.
  const portable = isAbsolute(name) ? name : name.replaceAll('\\', '/')
  const path = resolve(dirname(from), portable)
  for (const candidate of candidatesFor(path)) {
    onInput?.(candidate)
    const found = await stat(candidate).catch(() => undefined)
    if (found?.isFile()) return candidate
  }
  throw new TacosmithError('usage', `${from} extends ${name}, but there is no file ${path}`, {
    help: `The path starts in the folder of the file that extends it: ${dirname(from)}.`,
  })
}

/** Whether a name is a path, on this system or another, rather than that of a package. */
export function isPath(name: string): boolean {
  return /^\.{1,2}(?:[\\/]|$)/.test(name) || isAbsolute(name) || win32.isAbsolute(name)
}

function candidatesFor(path: string): string[] {
  return [
    path,
    ...configExtensions.map((extension) => `${path}.${extension}`),
    ...configFileNames.map((file) => join(path, file)),
  ]
}

async function findPackage(name: string, from: string): Promise<string> {
  const { createJiti } = await loadJiti()
  const address = createJiti(from, { fsCache: false }).esmResolve(name, {
    parentURL: pathToFileURL(from).href,
    try: true,
  })
  if (address?.startsWith('file:')) return fileURLToPath(address)
  const [installed = name] = /^(?:@[^/]+\/)?[^/]+/.exec(name) ?? []
  throw new TacosmithError('usage', `${from} extends the package ${name}, which cannot be found`, {
    help: `Run ${installLine(installed, dirname(from))} in ${dirname(from)}; if it is a file, write ./${name}.`,
  })
}
