// Bundles what tsc built: a program that imports core would spend more time on finding its two hundred modules than on
// running them. What is imported on demand stays in files of its own.
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

const entryPoints = {
  index: 'build/index.js',
  script: 'build/script/index.js',
  testing: 'build/testing/index.js',
}

for (const name of await readdir('dist')) if (name.endsWith('.js')) await rm(join('dist', name))
await build({
  entryPoints,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
})
