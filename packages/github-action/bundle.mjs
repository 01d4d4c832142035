// Bundles the action into one file: nothing is installed on a runner. `node bundle.mjs` writes dist, `bundleAction` only makes it.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { coreDoors, previewModule } from '../../tools/bundle.mjs'
import { licensesOf } from '../../tools/licenses.mjs'

const root = fileURLToPath(new URL('.', import.meta.url))
const inAction = (path) => join(root, path)

/** What has to be something else in one file than in a package. */
const replacements = {
  name: 'one-file',
  setup(build) {
    const xmlEngine = { path: inAction('src/project/bundled-xml-engine.ts') }
    build.onResolve({ filter: /\/load-libxml2-wasm\.js$/ }, () => xmlEngine)
    build.onResolve({ filter: /\/load-esbuild\.js$/ }, () => ({
      path: inAction('src/project/project-esbuild.ts'),
    }))
    build.onResolve({ filter: /\/engine-packages\.js$/ }, () => ({
      path: 'script-engine',
      namespace: 'text',
    }))
    build.onLoad({ filter: /.*/, namespace: 'text' }, async () => {
      const { program, wasm } = await scriptEngine()
      const packages = JSON.stringify({ core: program, variant: program, wasm })
      return { contents: `const packages = ${packages}; export const enginePackages = () => packages` }
    })
    build.onResolve({ filter: /\/load-jiti\.ts$/ }, () => ({
      path: inAction('src/project/bundled-jiti.ts'),
    }))
    build.onLoad({ filter: /[\\/]lower-script\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      const found = /await import\((?:\w+\()?name\)?\)/
      if (!found.test(text)) throw new Error(`${path} loads @swc/core in another way than expected`)
      const project = JSON.stringify(inAction('src/project/project-packages.ts'))
      const contents = text.replace(found, 'await importFromProject(name)')
      return { contents: `import { importFromProject } from ${project};\n${contents}`, loader: 'js' }
    })
  },
}

/** The engine that tries scripts, as addresses that hold it: its worker has no file to load it from. */
async function scriptEngine() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    metafile: true,
    // A module at an address of data has no file to look from; this is a path on every system, and nothing is there.
    define: { 'import.meta.url': JSON.stringify('file:///C:/tacosmith/script-engine.mjs') },
    stdin: {
      contents: `export * from 'quickjs-emscripten-core'; export { default } from '@jitl/quickjs-wasmfile-release-sync'`,
      resolveDir: fileURLToPath(new URL('../core', import.meta.url)),
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
  })
  const wasm = createRequire(new URL('../core/package.json', import.meta.url)).resolve(
    '@jitl/quickjs-wasmfile-release-sync/wasm',
  )
  return {
    program: dataAddress('text/javascript', outputFiles[0].contents),
    wasm: dataAddress('application/wasm', await readFile(wasm)),
    inputs: Object.keys(metafile.inputs),
  }
}

function dataAddress(type, bytes) {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
}

/** @returns the files of dist by name */
export async function bundleAction(entry = 'src/main.ts') {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { index: inAction(entry) },
    outdir: inAction('dist'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    keepNames: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    plugins: [replacements],
    alias: {
      ...coreDoors,
      '@tacosmith/preview': previewModule,
      // jszip asks for an old copy of Node's own streams.
      'readable-stream': 'node:stream',
    },
    // Some of the bundled packages are CommonJS and call require for Node's own modules.
    banner: {
      js: "import { createRequire as tacosmithRequire } from 'node:module'; const require = tacosmithRequire(import.meta.url);",
    },
  })
  const [bundle] = outputFiles
  const bundled = [...Object.keys(metafile.inputs), ...(await scriptEngine()).inputs]
  const inputs = bundled.map((path) => join(root, path))
  const own = inputs.find((path) => /[\\/]node_modules[\\/]esbuild[\\/]/.test(path))
  if (own !== undefined) throw new Error(`${own} got into the bundle, and would not find its program there`)
  return {
    'index.mjs': bundle.text,
    'LICENSES.txt': await licensesOf(inputs),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await rm(inAction('dist'), { recursive: true, force: true })
  await mkdir(inAction('dist'))
  for (const [name, text] of Object.entries(await bundleAction()))
    await writeFile(inAction(join('dist', name)), text)
}
