import { randomUUID } from 'node:crypto'
import { loadEsbuild } from '@tacosmith/core/adapter'
import type { BuildOptions, Plugin } from 'esbuild'

/** A module, or several in one, as the body of the asynchronous function that jiti runs. */
export interface CommonJsCode {
  code: string
  /** The modules that it imports, as it names them. */
  imports: string[]
  /** Where its lines come from, as JSON, where that was asked for. */
  map: string | undefined
}

/** What becomes one body. */
export interface CodeSettings extends Pick<BuildOptions, 'entryPoints' | 'stdin' | 'absWorkingDir'> {
  plugins?: Plugin[]
  /** Whether what is imported by a path becomes part of it. */
  bundlesFiles: boolean
  hasMap?: boolean
}

/**
 * Makes CommonJS of TypeScript and of modules. jiti has Babel do so, which takes longer to load than all else that loads a
 * configuration; esbuild is needed for the connector's scripts anyway.
 *
 * @returns nothing where it takes more: code that waits at its top level, or imports what only it knows when it runs.
 * @throws esbuild's errors
 */
export async function commonJsCode({
  bundlesFiles,
  hasMap = false,
  plugins = [],
  ...entry
}: CodeSettings): Promise<CommonJsCode | undefined> {
  const { build } = await loadEsbuild()
  const imported = new ImportedModules()
  const settings: BuildOptions = {
    ...entry,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    define: { 'import.meta': META },
    outfile: 'module.js',
    write: false,
    logLevel: 'silent',
    ...(bundlesFiles ? { packages: 'external' } : alone),
    ...(hasMap && { sourcemap: 'external', sourcesContent: false }),
    plugins: [...plugins, imported.plugin(bundlesFiles)],
  }
  const built = await build(settings).catch((error: unknown) => {
    if (isTopLevelAwait(error)) return undefined
    throw error
  })
  const [text, map] = ['module.js', 'module.js.map'].map(
    (name) => built?.outputFiles?.find(({ path }) => path.endsWith(name))?.text,
  )
  const code = text === undefined ? undefined : imported.fill(text, bundlesFiles)
  return code === undefined ? undefined : { code, imports: imported.names, map }
}

/** A file by itself: nothing of it is left out, and decorators are those of Babel. */
const alone: BuildOptions = {
  treeShaking: false,
  tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
}

function isTopLevelAwait(error: unknown): boolean {
  const { errors = [] } = (error ?? {}) as { errors?: { text: string }[] }
  return errors.some(({ text }) => text.startsWith('Top-level await is currently not supported'))
}

const META = '__tacosmith_meta'
const VIEW = '__tacosmith_view'
const IMPORTS = '__tacosmith_imports'
/** Stands before the number of a module that is imported. */
const MARK = `tacosmith-import-${randomUUID()}:`

/**
 * What is outside of the code. esbuild requires it, but only an import finds what modules of Node export, and jiti's is
 * asynchronous: each gets a name that occurs nowhere else, in the place of which the import is put.
 */
class ImportedModules {
  readonly names: string[] = []

  plugin(bundlesFiles: boolean): Plugin {
    return {
      name: 'tacosmith:imported-modules',
      setup: (build) => {
        build.onResolve({ filter: bundlesFiles ? /^[^.]/ : /.*/ }, async (asked) => {
          const { path, kind, resolveDir, importer, pluginData } = asked
          if (pluginData === MARK || kind === 'entry-point') return undefined
          // What is required stays as it is: jiti has a function for it.
          const isImport = kind === 'import-statement' || kind === 'dynamic-import'
          if (!bundlesFiles) return { path: isImport ? this.#marked(path) : path, external: true }
          const found = await build.resolve(path, { kind, resolveDir, importer, pluginData: MARK })
          if (!found.external || !isImport) return undefined
          return { path: this.#marked(path), external: true }
        })
      },
    }
  }

  #marked(name: string): string {
    if (!this.names.includes(name)) this.names.push(name)
    return `${MARK}${this.names.indexOf(name)}`
  }

  /**
   * Puts the imports in.
   *
   * @param isFirst - Whether all are imported before anything else runs: modules that became part of the code run in
   *   functions, which cannot wait. In a file by itself they come where it imports them, when others can see its exports.
   */
  fill(text: string, isFirst: boolean): string | undefined {
    const inPlace = (index: number) => `${VIEW}(await jitiImport(${JSON.stringify(this.names[index])}))`
    const first = new Set<number>()
    const body = text
      .replace(/^#!/, '//')
      .replace(new RegExp(`\\bimport\\("${MARK}(\\d+)"`, 'g'), (_, index) => {
        return `jitiImport(${JSON.stringify(this.names[Number(index)])}`
      })
      // Without what makes `default` all that a module exports.
      .replace(new RegExp(`\\brequire\\("${MARK}(\\d+)"\\)(?:, 1)?`, 'g'), (_, index) => {
        first.add(Number(index))
        return isFirst ? `${IMPORTS}[${index}]` : inPlace(Number(index))
      })
    // A literal that is left is in a comment, as a type.
    if (/\bimport\s*\((?!\s*(["'])[^"'\n]*\1\s*[,)])/.test(body)) return undefined
    const imports = isFirst
      ? [...first].map((index) => `${IMPORTS}[${index}] = ${inPlace(index)};`).join(' ')
      : ''
    return `${opening} ${imports}\n${body}`
  }
}

/** In one line. */
const opening = [
  '"use strict";',
  `const ${IMPORTS} = [];`,
  `const ${META} = { url: require('node:url').pathToFileURL(__filename).href, dirname: __dirname, filename: __filename, resolve: jitiESMResolve, env: process.env };`,
  // To esbuild, what does not call itself a module is CommonJS, and all of it what is exported by default.
  `const ${VIEW} = (found) => typeof found !== 'object' || found === null || found.__esModule ? found : Object.defineProperties(Object.defineProperty({}, '__esModule', { value: true }), Object.fromEntries(Object.getOwnPropertyNames(found).map((name) => [name, { get: () => found[name], enumerable: true }])));`,
].join(' ')
