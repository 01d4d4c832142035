// Times validation: warm in one process, and cold as a whole process against a bare `node -e 0`. Signing takes no part.
import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { checkConnector } from '@tacosmith/core'
import { printRow, ratio, summary } from './measure.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cli = join(root, 'packages', 'cli', 'bin', 'tacosmith.cjs')
const folder = await mkdtemp(join(tmpdir(), 'tacosmith-bench-'))

try {
  const plain = await copyOf('github-release')
  await warm(plain)
  cold({
    'bare node -e 0': ['-e', '0'],
    'tacosmith --version': [cli, '--version'],
    'tacosmith validate': [cli, 'validate', plain],
    // esbuild has to be started for these.
    'tacosmith validate, scripts to be built': [cli, 'validate', await copyOf('esbuild-minimal')],
  })
} finally {
  await rm(folder, { recursive: true, force: true })
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
  for (let run = 0; run < 60; run++) {
    const start = performance.now()
    const { report } = await checkConnector({ connector })
    times.push(performance.now() - start)
    if (!report.ok) throw new Error(`the connector has ${report.errors} errors`)
  }
  console.log('validation of a connector with plain scripts')
  printRow('warm, in one process', summary(times.slice(20)))
  console.log('(target: under 15 ms)')
}

function cold(commands) {
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]))
  for (let run = 0; run < 15; run++) {
    for (const [name, words] of Object.entries(commands)) times[name].push(timeOf(words))
  }
  const summaries = Object.entries(times).map(([name, list]) => [name, summary(list.slice(1))])
  for (const [name, row] of summaries) printRow(name, row)
  const [[, bare], ...others] = summaries
  for (const [name, row] of others) console.log(`${name}: ${ratio(row, bare).toFixed(2)} of bare node`)
  console.log('(targets: --version at most 1.3, validate of plain scripts at most 2.5)')
}

function timeOf(words) {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}:\n${stderr}`)
  return performance.now() - start
}
