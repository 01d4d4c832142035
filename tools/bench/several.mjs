// Times building many connectors in one run against building one of them. The clock says little where other programs run
// too: processor time is told as well, and what it would come to if all processors had been free.
// Runs by itself: node tools/bench/several.mjs
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { printRow, resourcesOf, timeCommands, timeInTurn } from './measure.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cli = join(root, 'packages', 'cli', 'bin', 'tacosmith.cjs')
const count = 200
/** Of the time that one takes, and milliseconds for each. */
const target = { times: 4, each: 15 }

const folder = await mkdtemp(join(tmpdir(), 'tacosmith-bench-'))
/** The key for development must not lie in the project. */
const home = `${folder}-home`
/** @param {{ runs?: number }} [how] */
export async function benchSeveral({ runs = 5 } = {}) {
  try {
    await makeConnectors(join(root, 'examples', 'github-release', 'connector'))
    return [
      await bench('validate', [], runs),
      await bench('build, unsigned', ['--no-sign'], runs),
      await bench('build, signed', ['--sign', 'development'], runs),
    ]
  } finally {
    for (const path of [folder, home]) await rm(path, { recursive: true, force: true })
  }
}

/** Copies of a connector with plain scripts, each with a class of its own. */
async function makeConnectors(example) {
  const manifest = await readFile(join(example, 'manifest.xml'), 'utf8')
  const [, name = ''] = /class=['"]([^'"]+)/.exec(manifest) ?? []
  for (let index = 0; index < count; index++) {
    const connector = join(folder, 'connectors', `c${index}`)
    await mkdir(connector, { recursive: true })
    for (const file of await readdir(example)) {
      const text = await readFile(join(example, file), 'utf8')
      await writeFile(join(connector, file), text.replaceAll(name, `bench_${index}`))
    }
  }
}

async function bench(name, flags, runs) {
  const [command] = name.split(',')
  const words = (path) => [process.execPath, cli, command, path, ...flags]
  const options = { cwd: folder, env: { ...process.env, TACOSMITH_HOME: home } }
  const one = words('connectors/c0')
  const all = words('connectors/*')
  const works = { one: () => timeCommands([one], options), all: () => timeCommands([all], options) }
  const times = await timeInTurn(works, { runs })
  console.log(`${name}: one connector, and ${count} in one run`)
  printRow('one', times.one)
  printRow(`${count}`, times.all)
  const bound = target.times * times.one.median + target.each * count
  console.log(
    `  by the clock ${(times.all.median / bound).toFixed(2)} of what is allowed: ` +
      `${target.times} times one and ${target.each} ms for each (target: at most 1)`,
  )
  const processor = [one, all].map((command) => resourcesOf(command, options, runs)?.processorTime)
  if (!processor.includes(undefined)) printProcessorTime(processor)
  return { work: `${name}: ${count} connectors in one run`, ours: times.all.median }
}

function printProcessorTime([single, several]) {
  const threads = Math.min(2, availableParallelism())
  const allowed = threads * (target.times * single + target.each * count)
  console.log(
    `  processor time ${single.toFixed(0)} ms and ${several.toFixed(0)} ms, ` +
      `${((several - single) / (count - 1)).toFixed(1)} ms for each further one: ` +
      `${(several / allowed).toFixed(2)} of what ${threads} processors may take\n`,
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchSeveral()
