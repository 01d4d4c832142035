// Changes signed files at random and compares our verdict with jarsigner's. Files that fail are kept.
// Usage: node tools/fuzz-verify.mjs [N] [SEED]
import { roundsAndSeed, runFuzz } from './run-fuzz.mjs'

const { rounds, seed } = roundsAndSeed('usage: node tools/fuzz-verify.mjs [number of files] [seed]', 2000)
await runFuzz('packages/core/src/verify/testing/fuzz.ts', seed, async (fuzz, folder) => {
  const result = await fuzz(rounds, seed, folder)
  if (result.failures.length > 0) console.error(`the files that failed are in ${folder}`)
  return result
})
