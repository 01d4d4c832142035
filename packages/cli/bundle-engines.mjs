// Bundles the two engines that are WebAssembly, each as one CommonJS file and its .wasm: to find and load a dozen modules, and
// to decode a megabyte of WebAssembly from a text, takes longer than a bare start of Node.
import { cp, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundlePackage } from '../../tools/bundle.mjs'

const inCore = (path) => fileURLToPath(new URL(`../core/build/${path}`, import.meta.url))
const fromCore = createRequire(new URL('../core/package.json', import.meta.url))
const settings = { format: 'cjs', minifySyntax: true, minifyWhitespace: true }

/** Tells core's worker where the engine of scripts is: beside the program. */
export const scriptEngineBeside = {
  name: 'script-engine-beside',
  setup(build) {
    build.onLoad({ filter: /[\\/]engine-packages\.js$/ }, () => ({
      contents: `import { join } from 'node:path'
        const path = (name) => join(import.meta.dirname, name)
        const packages = { core: path('quickjs.cjs'), variant: path('quickjs.cjs'), wasm: path('quickjs.wasm') }
        export const enginePackages = () => packages`,
    }))
  },
}

/** @returns The files that went into the bundle, as of `bundlePackage`. */
export async function bundleQuickjs() {
  await cp(fromCore.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'), 'dist/quickjs.wasm')
  const contents = `export * from 'quickjs-emscripten-core'; export { default } from '@jitl/quickjs-wasmfile-release-sync'`
  const entry = virtualEntry('quickjs', contents)
  return await bundlePackage({ quickjs: 'quickjs' }, { ...settings, plugins: [entry] })
}

/**
 * Its own entry waits for the WebAssembly at the top level, which CommonJS cannot. The bundle exports a promise of core's module
 * instead, and hands the library what has been started.
 *
 * @returns The files that went into the bundle, as of `bundlePackage`.
 */
export async function bundleLibxml2() {
  await writeFile('dist/libxml2-wasm.wasm', await wasmOfLibxml2())
  const contents = `
    import { readFileSync } from 'node:fs'
    import { join } from 'node:path'
    import startLibrary from 'libxml2-wasm/raw'
    import { keep } from 'libxml2-wasm/started'

    async function load() {
      keep(await startLibrary({ instantiateWasm }))
      return await import(${JSON.stringify(inCore('schema/engines/libxml2-wasm.js'))})
    }

    function instantiateWasm(imports, done) {
      const compiled = new WebAssembly.Module(readFileSync(join(import.meta.dirname, 'libxml2-wasm.wasm')))
      done(new WebAssembly.Instance(compiled, imports), compiled)
    }

    export const engine = load()`
  return await bundlePackage(
    { 'libxml2-wasm': 'libxml2-wasm-engine' },
    {
      ...settings,
      external: [],
      plugins: [virtualEntry('libxml2-wasm-engine', contents), startedLibxml2],
    },
  )
}

/** What the library hands to WebAssembly when it starts: it holds that as a text. */
async function wasmOfLibxml2() {
  const { instantiate } = WebAssembly
  let wasm
  WebAssembly.instantiate = (bytes, imports) => {
    wasm = bytes
    return instantiate(bytes, imports)
  }
  try {
    await import('libxml2-wasm')
  } finally {
    WebAssembly.instantiate = instantiate
  }
  if (wasm === undefined) throw new Error('libxml2-wasm starts in another way than expected')
  return wasm
}

const startedLibxml2 = {
  name: 'started-libxml2',
  setup(build) {
    build.onResolve({ filter: /^libxml2-wasm\/raw$/ }, () => ({
      path: join(dirname(fromCore.resolve('libxml2-wasm')), 'libxml2raw.mjs'),
    }))
    build.onResolve({ filter: /^libxml2-wasm\/started$/ }, () => ({ path: 'started', namespace: 'started' }))
    build.onLoad({ filter: /.*/, namespace: 'started' }, () => ({
      contents: 'export let library; export const keep = (started) => { library = started }',
    }))
    // The text that holds the WebAssembly.
    build.onLoad({ filter: /[\\/]libxml2raw\.mjs$/ }, ({ path }) =>
      replaced(path, /'(?:[^'\\]|\\.){100000,}'/gs, "''"),
    )
    build.onLoad({ filter: /[\\/]libxml2\.mjs$/ }, async ({ path }) => {
      const { contents } = await replaced(path, /\bawait moduleLoader\(\)/g, 'library')
      return { contents: `import { library } from 'libxml2-wasm/started'\n${contents}` }
    })
  },
}

async function replaced(path, found, replacement) {
  const text = await readFile(path, 'utf8')
  if (text.match(found)?.length !== 1) throw new Error(`${path} is not built as expected`)
  return { contents: text.replace(found, () => replacement) }
}

/** A module that is there only for the bundler. */
function virtualEntry(name, contents) {
  return {
    name: 'virtual-entry',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${name}$`) }, ({ kind }) =>
        kind === 'entry-point' ? { path: name, namespace: 'virtual' } : undefined,
      )
      build.onLoad({ filter: /.*/, namespace: 'virtual' }, () => ({
        contents,
        resolveDir: fileURLToPath(new URL('../core', import.meta.url)),
      }))
    },
  }
}
