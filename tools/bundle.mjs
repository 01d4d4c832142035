// Bundles a package that tsc has built: a program would spend more time on finding hundreds of modules than on running
// them. What is imported on demand stays in files of its own, and native and WebAssembly packages stay packages.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { directImports } from './direct-imports.mjs'
import { licensesOf } from './licenses.mjs'

const coreModule = (name) => fileURLToPath(new URL(`../packages/core/build/${name}.js`, import.meta.url))

/** What packages import core by, and the modules behind it. */
export const coreDoors = {
  '@tacosmith/core': coreModule('index'),
  '@tacosmith/core/adapter': coreModule('adapter'),
  '@tacosmith/core/signer': coreModule('signer'),
}

/** The preview in Node. */
export const previewModule = fileURLToPath(new URL('../packages/preview/dist/index.js', import.meta.url))

/**
 * @param entryPoints - The names of the bundles without extension, and the modules they start from.
 * @param settings - esbuild's, over those here; plugins are added. As `cjs` each entry point becomes one file.
 * @returns The files that went into the bundles, for {@link writeLicenses}.
 */
export async function bundlePackage(entryPoints, settings) {
  const { metafile } = await runEsbuild(entryPoints, settings)
  return Object.keys(metafile.inputs)
}

/**
 * Like {@link bundlePackage}, but gives what esbuild made, as modules that import each other, and writes nothing. Each part
 * needs in its scope `require`, `__dirname`, and `tacosmithUrl`, the address of a file beside it.
 */
export async function bundleInParts(entryPoints, settings) {
  const { define } = formats.cjs
  return await runEsbuild(entryPoints, { ...settings, format: 'esm', banner: {}, define, write: false })
}

async function runEsbuild(entryPoints, { plugins = [], format = 'esm', ...settings } = {}) {
  return await build({
    entryPoints,
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    plugins: [...plugins, globalProcess, processesOnDemand, examplesApart, directImports(coreDoors)],
    alias: {
      // From core's single modules, unlike from its bundle, what is not used falls away.
      ...coreDoors,
      '@tacosmith/preview': previewModule,
      // jszip asks for an old copy of Node's own streams.
      'readable-stream': 'node:stream',
    },
    external: ['esbuild', 'libxmljs2', 'libxml2-wasm', 'jiti', '@swc/core', 'playwright-core'],
    ...formats[format],
    ...settings,
  })
}

const formats = {
  esm: {
    format: 'esm',
    splitting: true,
    // Some of the bundled packages are CommonJS and call require for Node's own modules.
    banner: {
      js: "import { createRequire as tacosmithRequire } from 'node:module'; const require = tacosmithRequire(import.meta.url);",
    },
  },
  cjs: {
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    define: { 'import.meta.url': 'tacosmithUrl', 'import.meta.dirname': '__dirname' },
    banner: { js: "const tacosmithUrl = require('node:url').pathToFileURL(__filename).href;" },
  },
}

/**
 * A plugin that leaves out what is a bundle of its own in the same folder, and imports that.
 *
 * @param bundles - By the file name of the bundle, what imports of it look like.
 */
export function bundledApart(bundles) {
  return {
    name: 'bundled-apart',
    setup(build) {
      for (const [name, filter] of Object.entries(bundles)) {
        build.onResolve({ filter }, ({ kind }) =>
          kind === 'entry-point' ? undefined : { path: `./${name}`, external: true },
        )
      }
    },
  }
}

/** To import `node:process` opens the standard streams, input too, and loads what they need: milliseconds for nothing. */
const globalProcess = {
  name: 'global-process',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?process$/ }, () => ({ path: 'process', namespace: 'global' }))
    build.onLoad({ filter: /.*/, namespace: 'global' }, () => ({ contents: 'module.exports = process' }))
  },
}

/** commander starts other programs for commands that are programs of their own, which ours are not. */
const processesOnDemand = {
  name: 'processes-on-demand',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?child_process$/ }, ({ importer, path }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'on-demand' } : undefined,
    )
    build.onLoad({ filter: /.*/, namespace: 'on-demand' }, ({ path }) => ({
      contents: `exports.spawn = (...values) => require(${JSON.stringify(path)}).spawn(...values)`,
    }))
  },
}

/**
 * The file of a rule holds its example too, which only explanations need. A module is never divided between bundles, so
 * the list of examples gets copies of these modules: from each what its importers do not use falls away.
 */
const examplesApart = {
  name: 'examples-apart',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ importer, path, resolveDir }) =>
      /\/rules\/examples\.js$/.test(importer.replaceAll('\\', '/'))
        ? { path: resolve(resolveDir, path), suffix: '?example', sideEffects: false }
        : undefined,
    )
  },
}

/**
 * Passes on the licences of the packages that bundles were made of.
 *
 * @param copied - Files of that name, of packages whose bundles were copied.
 */
export async function writeLicenses(files, copied = []) {
  const others = await Promise.all(copied.map((file) => readFile(file, 'utf8')))
  await writeFile(join('dist', 'LICENSES.txt'), await licensesOf(files, others))
}

/** Takes away the bundles of an earlier build; names of their parts change. */
export async function removeBundles(names) {
  for (const name of names) await rm(join('dist', name), { recursive: true, force: true })
}
