// Changes connector files at random and holds the engines, the rules and a JDK's XML Schema validator against each other;
// a fifth as many files are noise. Usage: node tools/fuzz-validate.mjs [N] [SEED]
import { roundsAndSeed, runFuzz } from './run-fuzz.mjs'

const usage = 'usage: node tools/fuzz-validate.mjs [number of documents] [seed]'
const { rounds, seed } = roundsAndSeed(usage, 10_000)
await runFuzz('packages/core/src/rules/testing/fuzz.ts', seed, (fuzz) =>
  fuzz(rounds, Math.ceil(rounds / 5), seed),
)
