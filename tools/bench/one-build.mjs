// One process of the adapters' benchmark: builds the scripts of a project twice with one bundler, with or without
// tacosmith's plugin, and prints the milliseconds of both builds, and of loading the plugin, as JSON.
// Usage: node one-build.mjs <vite|webpack|rspack|esbuild> <with|without> <project folder>
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'

const [bundler, plugin, root] = process.argv.slice(2)
const isWith = plugin === 'with'
const scripts = ['connectionBuilder', 'connectionProperties']
const entries = Object.fromEntries(scripts.map((name) => [name, join(root, 'connector', `${name}.ts`)]))
const outDir = join(root, `dist-${bundler}-${plugin}`)

const builders = {
  async vite() {
    const { build } = await fromPackage('vite-plugin', 'vite')
    const plugins = isWith ? [(await adapter('vite-plugin')).tacosmith()] : []
    const bare = { rollupOptions: { input: entries }, minify: false }
    return () =>
      build({
        root,
        configFile: false,
        logLevel: 'silent',
        plugins,
        build: { outDir, ...(isWith ? {} : bare) },
      })
  },
  async webpack() {
    const { default: webpack } = await fromPackage('webpack-plugin', 'webpack')
    return withCompiler(webpack, {
      loader: requireFrom('conformance').resolve('esbuild-loader'),
      options: { target: 'es2016' },
    })
  },
  async rspack() {
    const { rspack } = await fromPackage('webpack-plugin', '@rspack/core')
    return withCompiler(rspack, {
      loader: 'builtin:swc-loader',
      options: { jsc: { parser: { syntax: 'typescript' } } },
    })
  },
  async esbuild() {
    const { context } = await fromPackage('esbuild-plugin', 'esbuild')
    const own = isWith
      ? { plugins: [(await adapter('esbuild-plugin')).tacosmith()] }
      : { entryPoints: entries }
    const built = await context({
      absWorkingDir: root,
      outdir: outDir,
      bundle: true,
      logLevel: 'silent',
      ...own,
    })
    return Object.assign(() => built.rebuild(), { end: () => built.dispose() })
  },
}

async function withCompiler(bundle, loader) {
  const plugins = isWith ? [new (await adapter('webpack-plugin')).TacosmithPlugin()] : []
  const compiler = bundle({
    context: root,
    mode: 'production',
    devtool: false,
    optimization: { minimize: false },
    ...(isWith ? {} : { entry: entries }),
    output: { path: outDir },
    resolve: { extensions: ['.ts', '.js'] },
    module: { rules: [{ test: /\.ts$/, ...loader }] },
    plugins,
  })
  return () =>
    new Promise((resolve, reject) => {
      compiler.run((error, stats) =>
        error || stats.hasErrors() ? reject(error ?? stats.toString()) : resolve(),
      )
    })
}

function requireFrom(name) {
  return createRequire(new URL(`../../packages/${name}/package.json`, import.meta.url))
}

async function fromPackage(name, dependency) {
  return await import(pathToFileURL(requireFrom(name).resolve(dependency)).href)
}

async function adapter(name) {
  const start = performance.now()
  const exported = await import(new URL(`../../packages/${name}/dist/index.js`, import.meta.url).href)
  loading = performance.now() - start
  return exported
}

let loading = 0
const build = await builders[bundler]()
const times = []
for (let run = 0; run < 4; run++) {
  const start = performance.now()
  await build()
  times.push(performance.now() - start)
}
await build.end?.()
console.log(JSON.stringify({ loading, cold: times[0], warm: Math.min(...times.slice(1)) }))
process.exit(0)
