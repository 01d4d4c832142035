// Times validation: warm in one process, and cold as a whole process against a bare `node -e 0`. Signing takes no part.
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { checkConnector } from '@tacosmith/core'
import { howOften, printRow, ratio, summary, timeCommands } from './measure.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cli = join(root, 'packages', 'cli', 'bin', 'tacosmith.cjs')
const folder = await mkdtemp(join(tmpdir(), 'tacosmith-bench-'))

/** @param {{ sdk?: import('./sdk.mjs').Sdk }} [others] */
export async function benchValidation({ sdk } = {}) {
  try {
    const plain = await copyOf('github-release')
    const inProcess = await warm(plain)
    const times = cold({
      'bare node -e 0': [process.execPath, '-e', '0'],
      'tacosmith --version': [process.execPath, cli, '--version'],
      'tacosmith validate': [process.execPath, cli, 'validate', plain],
      // esbuild has to be started for these.
      'tacosmith validate, scripts to be built': [
        process.execPath,
        cli,
        'validate',
        await copyOf('esbuild-minimal'),
      ],
    })
    const [bare, version, validate, built] = times.map(({ median }) => median)
    return [
      { work: 'start: --version', ours: version, bare },
      { work: 'validate', ours: validate, bare, sdk: sdk && timeSdk(sdk, plain) },
      { work: 'validate, with TypeScript scripts', ours: built, bare },
      { work: 'validate again in a running process', ours: inProcess.median },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function timeSdk(sdk, connector) {
  const { command, cwd } = sdk.packager(folder, '--validate-only', connector)
  const row = summary(Array.from({ length: 1 + howOften(5) }, () => timeOf(command, cwd)).slice(1))
  printRow("the SDK's packager --validate-only", row)
  return row.median
}

/** The connector of an example, away from the project's configuration. */
async function copyOf(example) {
  const connector = join(folder, example)
  await cp(join(root, 'examples', example, 'connector'), connector, { recursive: true })
  return connector
}

/** Everything is read, parsed and checked again each time; only code and schemas are loaded already. */
async function warm(connector) {
  const times = []
  for (let run = 0; run < 20 + howOften(40); run++) {
    const start = performance.now()
    const { report } = await checkConnector({ connector })
    times.push(performance.now() - start)
    if (!report.ok) throw new Error(`the connector has ${report.errors} errors`)
  }
  console.log('validation of a connector with plain scripts')
  const row = summary(times.slice(20))
  printRow('warm, in one process', row)
  console.log('(target: under 15 ms)')
  return row
}

function cold(commands) {
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]))
  for (let run = 0; run < 1 + howOften(14); run++) {
    for (const [name, words] of Object.entries(commands)) times[name].push(timeOf(words))
  }
  const summaries = Object.entries(times).map(([name, list]) => [name, summary(list.slice(1))])
  for (const [name, row] of summaries) printRow(name, row)
  const [[, bare], ...others] = summaries
  for (const [name, row] of others) console.log(`${name}: ${ratio(row, bare).toFixed(2)} of bare node`)
  console.log('(targets: --version at most 1.3, validate of plain scripts at most 2.5)\n')
  return summaries.map(([, row]) => row)
}

function timeOf(command, cwd) {
  return timeCommands([command], cwd === undefined ? {} : { cwd })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchValidation()
