import { mkdir, rm } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** What a fuzz command was told on the command line: how many rounds, and the seed that makes a run repeatable. */
export function roundsAndSeed(usage, defaultRounds) {
  const rounds = Number(process.argv[2] ?? defaultRounds)
  const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)
  if (!Number.isSafeInteger(rounds) || rounds < 1 || !Number.isSafeInteger(seed) || seed < 0) {
    console.error(usage)
    process.exit(2)
  }
  return { rounds, seed }
}

/**
 * Bundles a module of core's tests that exports `fuzz`, calls it and prints the result.
 *
 * @param module - From the root of the repository.
 * @param call - Calls `fuzz`; is given a folder for what is worth keeping.
 */
export async function runFuzz(module, seed, call) {
  const { fuzz } = await importBundled(module)
  const started = performance.now()
  const { failures, ...counts } = await call(fuzz, cacheFolder)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  for (const failure of failures) console.error(`${failure}\n`)
  console.log({ seed, ...counts, failures: failures.length, seconds })
  process.exitCode = failures.length === 0 ? 0 : 1
}

const inRepository = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const cacheFolder = inRepository('node_modules/.cache/tacosmith-fuzz')

/**
 * Bundles a module that is written in TypeScript, and imports it.
 *
 * @param module - From the root of the repository.
 */
export async function importBundled(module) {
  await mkdir(cacheFolder, { recursive: true })
  const outfile = `${cacheFolder}/fuzz-${process.pid}.mjs`
  try {
    await build({
      entryPoints: [inRepository(module)],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
    })
    return await import(pathToFileURL(outfile).href)
  } finally {
    await rm(outfile, { force: true })
  }
}
