import { dirname, isAbsolute, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importFromOutside, missingImport, projectBoundary } from '@tacosmith/core/adapter'
import type { Log, ResolveContext, ResolvedModule } from './rollup-interface.ts'

/** What the build of one script reported and was made of. */
export interface ScriptInputs {
  /** Absolute paths; also of files that are missing and would be taken. */
  files: Set<string>
  /** Warnings of the bundler and of the user's plugins. */
  warnings: Log[]
  /** An import that leads nowhere. */
  failure: Error | undefined
}

/** A plugin for the build of one script. */
export interface ScriptModulesPlugin {
  name: string
  resolveId: {
    order: 'pre'
    handler(
      this: ResolveContext,
      source: string,
      importer: string | undefined,
      options: object,
    ): Promise<ResolvedModule | null>
  }
  transform: { order: 'pre'; handler(code: string, id: string): null }
  onLog(level: string, log: Log): false | undefined
}

/** What bundlers say of any build, or of an empty one. */
const idleLogs = new Set(['EMPTY_BUNDLE', 'PLUGIN_TIMINGS'])

/** What a bundler may add to a relative import to find the file. */
const endings = ['', '.ts', '.js', '.mts', '.mjs', '.tsx', '.jsx', '.json', '/index.ts', '/index.js']

const scriptTypes = '@tacosmith/core/script'

/**
 * Stands before all other plugins in the build of a script: takes note of the files that it is made of, and refuses
 * imports that lead nowhere, which bundlers would leave out of the bundle or advise to leave out.
 *
 * @param folder - The connector's folder, absolute.
 */
export function scriptModules(folder: string, inputs: ScriptInputs): ScriptModulesPlugin {
  const boundary = projectBoundary(folder)
  /** Before the bundler reads the file, and shows of it what it does not understand. */
  const refuse = (file: string, importer: string): never => {
    const name = relative(folder, importer).replaceAll('\\', '/')
    inputs.failure ??= importFromOutside(file, name, folder, boundary)
    throw new Error(inputs.failure.message)
  }
  return {
    name: 'tacosmith-script',
    resolveId: {
      order: 'pre',
      async handler(source, importer, options) {
        if (importer === undefined) return null
        const resolved = await this.resolve(source, importer, { ...options, skipSelf: true })
        if (resolved && !resolved.external && !isStubOfNode(resolved)) {
          const found = withoutQuery(resolved.id)
          if (isAbsolute(found) && !boundary.holds(found)) refuse(found, withoutQuery(importer))
          return resolved
        }
        // Rollup finds no packages by itself; this one is ours, and the author may have no other.
        if (source === scriptTypes) return { id: fileURLToPath(import.meta.resolve(scriptTypes)) }
        const file = withoutQuery(importer)
        // Packages may ask for what they can do without.
        if (isInPackage(file)) return resolved
        if (/^\.{0,2}\//.test(source)) noteCandidates(inputs, resolve(dirname(file), source))
        inputs.failure ??= missingImport(source, file, folder)
        // The bundlers change the errors that they catch.
        throw new Error(inputs.failure.message)
      },
    },
    transform: {
      order: 'pre',
      handler(_code, id) {
        const file = withoutQuery(id)
        if (file.startsWith('\0')) return null
        if (isAbsolute(file) && !boundary.holds(file)) refuse(file, file)
        inputs.files.add(file)
        return null
      },
    },
    onLog(level, log) {
      if (level !== 'warn') return undefined
      if (!idleLogs.has(log.code ?? '')) inputs.warnings.push(log)
      return false
    },
  }
}

/** Vite puts an empty module in the place of those of Node. */
function isStubOfNode({ id }: ResolvedModule): boolean {
  return /^(?:\0)?(?:__vite-browser-external|browser-external:)/.test(id)
}

function isInPackage(file: string): boolean {
  return /[\\/]node_modules[\\/]/.test(file)
}

function noteCandidates({ files }: ScriptInputs, path: string): void {
  for (const ending of endings) files.add(path + ending)
}

function withoutQuery(id: string): string {
  return id.replace(/[?#].*$/, '')
}
