import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { bundlePackage, removeBundles, writeLicenses } from '../../tools/bundle.mjs'
import { optionsJsonSchema } from './build/build/options/generators/json-schema.js'

// Beside the bundles lie the declarations that tsc wrote.
await removeBundles((await readdir('dist')).filter((name) => name.endsWith('.js')))
const files = await bundlePackage(
  {
    index: 'build/index.js',
    adapter: 'build/adapter.js',
    signer: 'build/signer.js',
    testing: 'build/testing.js',
  },
  // Only making certificates needs these, and they are large.
  { external: ['esbuild', 'libxmljs2', 'libxml2-wasm', '@swc/core', 'asn1js', 'pkijs'] },
)
await writeLicenses(files)
// What scripts import ends in Tableau: it shares nothing with the rest and knows nothing of Node.
await build({ entryPoints: { script: 'build/script.js' }, outdir: 'dist', bundle: true, format: 'esm' })

// For editors, which want files.
await rm('dist/schemas', { recursive: true, force: true })
await mkdir('dist/schemas')
for (const name of await readdir('src/schema/xsd')) {
  if (name.endsWith('.xsd')) await cp(join('src/schema/xsd', name), join('dist/schemas', name))
}
await writeFile('dist/options.schema.json', `${JSON.stringify(optionsJsonSchema(), null, 2)}\n`)
