import { dirname, extname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path'
import type { Loader, Plugin } from 'esbuild'
import type { ConnectorSource } from '../../connector/source.ts'

/** What scripts import from tacosmith for their types; at run time it gives back what it is given. */
const ownModule = '@tacosmith/core/script'
const ownModuleText = `
export function defineConnectionBuilder(build) { return build }
export function defineConnectionProperties(properties) { return properties }
`

const loaders: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
  '.jsx': 'jsx',
  '.json': 'json',
}

/** What an import without an extension, or of a folder, may mean, in this order. */
const endings = [
  '',
  ...Object.keys(loaders),
  ...Object.keys(loaders).map((extension) => `/index${extension}`),
]

/**
 * A plugin that answers every question of esbuild's from the files of a connector: nothing else is read, neither packages
 * nor any configuration.
 *
 * @param folder - The absolute path that the source's files count as lying in.
 */
export function onlySource(source: ConnectorSource, folder: string): Plugin {
  return {
    name: 'tacosmith-source',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, async ({ path, resolveDir }) => {
        if (path === ownModule) return { path, namespace: ownModule }
        const isFile = isAbsolute(path) || /^\.\.?(\/|$)/.test(path)
        const found = isFile ? await findFile(source, pathIn(folder, resolve(resolveDir, path))) : undefined
        if (found !== undefined) return { path: join(folder, found) }
        const text = `Could not resolve ${JSON.stringify(path)}: for an untrusted connector, nothing outside its folder is read`
        return { errors: [{ text }] }
      })
      onLoad({ filter: /.*/, namespace: ownModule }, () => ({ contents: ownModuleText }))
      onLoad({ filter: /.*/ }, async ({ path }) => {
        const contents = (await source.read(pathIn(folder, path))) ?? ''
        return { contents, loader: loaders[extname(path)] ?? 'js', resolveDir: dirname(path) }
      })
    },
  }
}

/** In the way that sources name their files. */
function pathIn(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/')
}

/** TypeScript also says `.js` where the file is `.ts`. */
async function findFile(source: ConnectorSource, wanted: string): Promise<string | undefined> {
  const written = wanted.replace(/\.([mc]?)js$/, '.$1ts')
  for (const candidate of [...endings.map((ending) => wanted + ending), written]) {
    if (posix.extname(candidate) in loaders && (await source.read(candidate)) !== undefined) return candidate
  }
  return undefined
}
