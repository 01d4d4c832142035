// Changes signed files at random and compares our verdicts with those of jarsigner and JarFile. Files that fail are kept.
import { parseArgs } from 'node:util'
import { runFuzz } from './run-fuzz.mjs'

const usage = `usage: node tools/fuzz-verify.mjs [--rounds N | --seconds N] [--seed N] [--kinds NAME,NAME]
  --rounds N     so many files of each kind; 500 by default
  --seconds N    go on so long
  --seed N       repeats the changes of a run; random by default
  --kinds NAMES  what to change; all kinds by default (packages/core/src/verify/testing/fuzz-kinds)
  --tolerate N   fail only if more than N times a file is refused without a policy that Java accepts, or
                 jarsigner's exit code is predicted wrongly; 0 by default. A file that is accepted and that
                 Java refuses always fails.
JAVA_HOME selects the JDK.`

const number = (text) => {
  if (text === undefined || /^\d+$/.test(text)) return text === undefined ? undefined : Number(text)
  console.error(usage)
  process.exit(2)
}

let values
try {
  const text = { type: 'string' }
  const help = { type: 'boolean' }
  ;({ values } = parseArgs({
    options: { rounds: text, seconds: text, seed: text, kinds: text, tolerate: text, help },
  }))
} catch (error) {
  console.error(`${error.message}\n${usage}`)
  process.exit(2)
}
if (values.help) {
  console.log(usage)
  process.exit(0)
}
const seconds = number(values.seconds)
const rounds = number(values.rounds) ?? (seconds === undefined ? 500 : undefined)
const seed = number(values.seed) ?? Math.floor(Math.random() * 1_000_000)
console.log(`seed ${seed}`)
await runFuzz('packages/core/src/verify/testing/fuzz.ts', seed, async (fuzz, folder) => {
  const kinds = values.kinds?.split(',')
  const { disagreements, failures, ...counts } = await fuzz({ rounds, seconds, seed, kinds, keep: folder })
  if (failures.length + disagreements.length > 0) console.error(`the files that failed are in ${folder}`)
  for (const one of disagreements) console.error(`${one}\n`)
  const tooMany = disagreements.length > (number(values.tolerate) ?? 0)
  return {
    ...counts,
    disagreements: disagreements.length,
    failures: tooMany ? [...failures, 'too many disagreements'] : failures,
  }
})
