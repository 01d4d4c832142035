// Changes signed files at random and compares our verdict with jarsigner's. Usage: node tools/fuzz-verify.mjs [N] [SEED]
import { mkdir, rm } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const rounds = Number(process.argv[2] ?? 2000)
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)
if (!Number.isSafeInteger(rounds) || rounds < 1 || !Number.isSafeInteger(seed) || seed < 0) {
  console.error('usage: node tools/fuzz-verify.mjs [number of files] [seed]')
  process.exit(2)
}

const inRepository = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const folder = inRepository('node_modules/.cache/tacosmith-fuzz')
await mkdir(folder, { recursive: true })
const outfile = `${folder}/fuzz-${process.pid}.mjs`
try {
  await build({
    entryPoints: [inRepository('packages/core/src/verify/testing/fuzz.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  })
  const { fuzz } = await import(pathToFileURL(outfile).href)
  const started = performance.now()
  const { failures, ...counts } = await fuzz(rounds, seed, folder)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  for (const failure of failures) console.error(`${failure}\n`)
  if (failures.length > 0) console.error(`the files that failed are in ${folder}`)
  console.log({ seed, ...counts, failures: failures.length, seconds })
  process.exitCode = failures.length === 0 ? 0 : 1
} finally {
  await rm(outfile, { force: true })
}
