// Searches for small files that keep tacosmith busy or take much memory: connectors, archives and keys that grow in one of
// many ways, each given to commands in a process of its own. Prints the worst, with the seeds that make them again.
// Usage: node tools/fuzz-limits.mjs [SECONDS] [SEED] [INPUTS]
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inputOf } from './fuzz-limits/inputs.mjs'
import { importBundled } from './run-fuzz.mjs'

/**
 * The target is 2 s of processor time and 400 MB on a quiet machine. A busy one takes two or three times as long for the
 * same, and the memory is that of several commands in one process: only what is far over the target fails.
 */
const limits = { seconds: 5, megabytes: 800 }
/** For what never ends: a process is given up after so many seconds of real time. */
const patience = 60
const listed = 12

const [seconds, firstSeed, most] = numbersOfCommandLine([60, Date.now() % 1_000_000_000, 1_000_000])
const { zipFile } = await importBundled('packages/core/src/verify/testing/zip-file.ts')
const runs = []
const end = performance.now() + seconds * 1000
let inputs = 0
for (; inputs < most && performance.now() < end; inputs++) runs.push(...(await runsOf(firstSeed + inputs)))

const failures = runs.filter((run) => isTooMuch(run))
printWorst('the most processor time', 'seconds')
printWorst('the most memory', 'megabytes')
for (const run of failures)
  console.error(`FAILED  ${textOf(run)}\n        again: node tools/fuzz-limits.mjs 600 ${run.seed} 1`)
console.log({ seed: firstSeed, inputs, failures: failures.length })
process.exitCode = failures.length > 0 ? 1 : 0

function numbersOfCommandLine(standard) {
  const numbers = standard.map((value, index) => Number(process.argv[index + 2] ?? value))
  if (numbers.every((value) => Number.isSafeInteger(value) && value >= 0)) return numbers
  console.error('usage: node tools/fuzz-limits.mjs [seconds] [seed] [number of inputs]')
  process.exit(2)
}

function isTooMuch({ seconds, megabytes, exitCode }) {
  const isFault = ![0, 1, 2].includes(exitCode)
  return isFault || seconds > limits.seconds || megabytes > limits.megabytes
}

function printWorst(what, measure) {
  console.log(what)
  for (const run of runs.toSorted((one, other) => other[measure] - one[measure]).slice(0, listed))
    console.log(`  ${textOf(run)}`)
}

function textOf({ seed, what, words, seconds, megabytes, exitCode, complaint = '' }) {
  const [command, ...others] = words.filter((word) => !word.startsWith('/'))
  return `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB, exit ${exitCode}: ${[command, ...others].join(' ')}, ${what} (seed ${seed})${complaint}`
}

/** What each command took for the input of a seed. */
async function runsOf(seed) {
  const folder = await mkdtemp(join(tmpdir(), 'tacosmith-limits-'))
  try {
    const { what, files, bytes, key } = inputOf(seed, zipFile)
    const taco = await written(folder, 'installed/connector.taco', bytes)
    for (const [path, text] of Object.entries(files ?? {})) await written(folder, `connector/${path}`, text)
    const keyFile = key && (await written(folder, 'key', key))
    const commands = keyFile ? commandsOnKey(keyFile, taco) : commandsOn(folder, taco, files !== undefined)
    return (await measured(commands)).map((run) => ({ seed, what, ...run }))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function written(folder, path, content) {
  const file = join(folder, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
  return file
}

function commandsOn(folder, taco, hasFolder) {
  const connector = join(folder, 'connector')
  const onTaco = [
    ['inspect', taco],
    ['diff', taco, taco],
  ]
  if (hasFolder) {
    return [
      ['validate', connector],
      ['validate', connector, '--format', 'sarif'],
      ['build', connector, '--out-dir', join(folder, 'out'), '--force'],
      ...onTaco,
    ]
  }
  return [['validate', taco], ['verify', taco, '--json'], ['list', '--development', dirname(taco)], ...onTaco]
}

function commandsOnKey(key, taco) {
  return [
    ['sign', taco, '--keystore', key, '--storepass', 'env:FUZZ_SECRET', '--no-tsa'],
    ['sign', taco, '--key', key, '--certificates', key, '--keypass', 'env:FUZZ_SECRET', '--no-tsa'],
    ['verify', taco, '--truststore', key],
  ]
}

/** What the commands took in one process; the one that did not come to its end is the last. */
async function measured(commands) {
  const program = fileURLToPath(new URL('./fuzz-limits/measured.mjs', import.meta.url))
  const child = spawn(process.execPath, [program, JSON.stringify(commands)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, FUZZ_SECRET: 'secret' },
  })
  const printed = { stdout: '', stderr: '' }
  for (const name of Object.keys(printed)) {
    child[name].on('data', (text) => {
      printed[name] += text
    })
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), patience * 1000)
  await new Promise((resolve) => child.on('close', resolve))
  clearTimeout(timer)
  const done = printed.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  const unfinished = commands[done.length]
  if (unfinished === undefined) return done
  const complaint = `\n${printed.stderr.slice(0, 1000)}`
  return [...done, { words: unfinished, exitCode: -1, seconds: patience, megabytes: 0, complaint }]
}
