import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { init, parse } from 'es-module-lexer'
import { bundledApart, bundlePackage, removeBundles, writeLicenses } from '../../tools/bundle.mjs'
import { bundleLibxml2, bundleQuickjs, scriptEngineBeside } from './bundle-engines.mjs'
import { bundleProgram } from './bundle-program.mjs'

const settings = { format: 'cjs', minifySyntax: true, minifyWhitespace: true }
const inCore = (path) => fileURLToPath(new URL(`../core/build/${path}`, import.meta.url))
/**
 * What few command lines need: making certificates takes a large library and is done once, patterns and questions are
 * rare, and where libxmljs2 is installed, it checks XML. The script engine is started before the program is loaded.
 */
const apart = {
  'libxml2-wasm.cjs': /\/libxml2-wasm\.js$/,
  'script-engine.cjs': /\/script-engine\.js$/,
  'running-engine.cjs': /\/running-engine\.js$/,
  'certificate-issuer.cjs': /\/certificate-issuer\.js$/,
  'tinyglobby.cjs': /^tinyglobby$/,
  'prompts.cjs': /^@clack\/prompts$/,
}

await removeBundles(['.'])
await mkdir('dist')
// Compiled code that a process has kept.
await rm('.code', { recursive: true, force: true })
const files = [
  await bundleLibxml2(),
  await bundleQuickjs(),
  await bundlePackage(
    {
      'running-engine': inCore('engine/running-engine.js'),
      'certificate-issuer': inCore('format/x509/certificate-issuer.js'),
      tinyglobby: fileURLToPath(import.meta.resolve('tinyglobby')),
      prompts: fileURLToPath(import.meta.resolve('@clack/prompts')),
    },
    { ...settings, plugins: [scriptEngineBeside] },
  ),
  // Whoever starts the engine and whoever waits for it have the same one.
  await bundlePackage(
    { 'script-engine': inCore('engine/script-engine.js') },
    { ...settings, plugins: [bundledApart({ 'running-engine.cjs': apart['running-engine.cjs'] })] },
  ),
  await bundlePackage({ start: 'build/start.js' }, { ...settings, plugins: [bundledApart(apart)] }),
  await bundleProgram({ ...settings, plugins: [bundledApart(apart)] }),
]
await wrapProgram('dist/libxml2-wasm.cjs')
// What the browser loads of the preview.
const inPreview = (path) => fileURLToPath(new URL(`../preview/dist/${path}`, import.meta.url))
await cp(inPreview('page'), 'dist/page', { recursive: true })
// What editors load: every project that runs scenarios has this package, but not always that of the preview.
await cp(inPreview('scenarios.schema.json'), 'dist/scenarios.schema.json')
await writeLicenses(files.flat(), [inPreview('LICENSES.txt')])

/**
 * Makes a module a function, as Node does when it loads one: here already, since a text of two megabytes is not copied then.
 * Its last parameter imports modules: in code that V8 has kept, Node does not know who calls `import`.
 */
async function wrapProgram(file) {
  await init
  const text = await readFile(file, 'utf8')
  let rewritten = ''
  let done = 0
  for (const { ss: start, d: dynamic } of parse(text)[0]) {
    if (dynamic < 0) continue
    rewritten += `${text.slice(done, start)}importModule`
    done = start + 'import'.length
  }
  const opening = '(function (exports, require, module, __filename, __dirname, importModule) {'
  await writeFile(file, `${opening}${rewritten}${text.slice(done)}\n})\n`)
}
