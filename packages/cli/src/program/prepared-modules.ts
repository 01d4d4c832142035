import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Jiti, TransformOptions, TransformResult } from 'jiti'
import { type CommonJsCode, commonJsCode } from './commonjs-code.ts'

/** The code of modules by their files. */
export type ModuleCode = Map<string, string>

interface Preparation {
  /** Gets the code. What esbuild cannot make something of is left to jiti. */
  code: ModuleCode
  /** Loads what finds the modules. */
  jiti: () => Promise<Jiti>
  /** Whether something stands in the place of packages: Node then cannot load what imports them. */
  isStandingIn: boolean
}

/**
 * Makes what jiti can run of a module and the modules that it imports, as far as those may be in TypeScript: jiti itself
 * cannot wait for esbuild.
 */
export async function prepareModules(file: string, { code, jiti, isStandingIn }: Preparation): Promise<void> {
  const entry = prepared(file)
  // Once esbuild is at work, to load jiti takes no time.
  await setImmediate()
  const { esmResolve } = await jiti()
  const find = (name: string, from: string): string | undefined => {
    const address = esmResolve(name, { parentURL: pathToFileURL(from).href, try: true })
    return address?.startsWith('file:') ? resolve(fileURLToPath(address)) : undefined
  }
  const seen = new Set<string>()
  async function follow(path: string, preparing: Promise<CommonJsCode | undefined>): Promise<void> {
    seen.add(path)
    const module = await preparing
    if (module === undefined) return
    code.set(path, module.code)
    const files = module.imports.filter((name) => !isBuiltin(name)).map((name) => sourceOf(name, path))
    await Promise.all(
      files.map(async (next) => {
        if (next !== undefined && !seen.has(next)) await follow(next, prepared(next))
      }),
    )
  }
  function sourceOf(name: string, from: string): string | undefined {
    const found = find(name, from)
    if (found === undefined || /\.[cm]?ts$/.test(found)) return found
    // Node loads the others as they are, and all packages.
    return isPath(name) && /\.m?js$/.test(found) && (isStandingIn || !isModule(found)) ? found : undefined
  }
  await follow(find(file, file) ?? file, entry)
}

function isPath(name: string): boolean {
  return /^(?:\.{0,2}\/|file:)/.test(name)
}

/** Whether Node takes a file in JavaScript as a module. */
function isModule(file: string): boolean {
  if (file.endsWith('.mjs')) return true
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    try {
      const { type } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { type?: unknown }
      return type === 'module'
    } catch {
      // There is none, or none that Node could read either.
      if (folder === dirname(folder)) return false
    }
  }
}

/** @returns nothing where there is no esbuild, or it finds fault with the file: jiti tells it then. */
async function prepared(file: string): Promise<CommonJsCode | undefined> {
  return await codeOfFile(file).catch(() => undefined)
}

/** @throws esbuild's errors, or those of reading the file */
export async function codeOfFile(file: string, hasMap = false): Promise<CommonJsCode | undefined> {
  const contents = readFileSync(file, 'utf8')
  const loader = /ts$/.test(file) ? 'ts' : 'js'
  return await commonJsCode({
    stdin: { contents, sourcefile: file, loader },
    bundlesFiles: false,
    hasMap,
  })
}

/**
 * jiti's `transform` with what was prepared.
 *
 * @param babel - An instance of jiti's that has none, for what was not.
 */
export function preparedTransform(
  code: ModuleCode,
  babel: Jiti,
): (options: TransformOptions) => TransformResult {
  return (options) => {
    // What is required cannot wait for what it imports.
    const prepared = options.async && options.filename ? code.get(resolve(options.filename)) : undefined
    return { code: prepared ?? babel.transform(options) }
  }
}
