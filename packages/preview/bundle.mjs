// Bundles what runs in the browser: the page, and the engine that it loads for the first run of a script.
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'
import { writeLicenses } from '../../tools/bundle.mjs'

const { libraryRemoval } = await import('@tacosmith/core/adapter')
const assets = join('dist', 'page')
const settings = {
  bundle: true,
  minify: true,
  target: ['chrome111', 'firefox114', 'safari16.4'],
  format: 'iife',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
}

const page = await build({
  ...settings,
  entryPoints: { page: 'src/page/main.tsx', style: 'src/page/page.css' },
  outdir: assets,
  jsx: 'automatic',
  jsxImportSource: 'preact',
})
const engine = await build({
  ...settings,
  entryPoints: ['src/page/engine/engine-worker.ts'],
  write: false,
  // Where the module would look for its WebAssembly, which it is given.
  define: { 'import.meta.url': '"https://engine.invalid/"' },
  mainFields: ['browser', 'module', 'main'],
})
const { resolve } = createRequire(import.meta.url)
const wasm = await readFile(resolve('@jitl/quickjs-wasmfile-release-sync/wasm'))
const parts = { worker: engine.outputFiles[0].text, wasm: wasm.toString('base64'), library: libraryRemoval }
await writeFile(join(assets, 'engine.js'), `globalThis.tacosmithEngine = ${JSON.stringify(parts)}\n`)
await writeLicenses([...Object.keys(page.metafile.inputs), ...Object.keys(engine.metafile.inputs)])

const { scenarioSchema } = await import('./dist/scenarios/scenario-schema.js')
await writeFile(join('dist', 'scenarios.schema.json'), `${JSON.stringify(scenarioSchema(), undefined, 2)}\n`)
