// Times what each plugin adds to its bundler on the PostgreSQL example, signing excluded.
import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { howOften, printRow, summary } from './measure.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = await mkdtemp(join(root, 'node_modules', '.tacosmith-bench-')).catch(() =>
  mkdtemp(join(tmpdir(), 'bench-')),
)

/** @param {{ runs?: number }} [how] */
export async function benchAdapters({ runs = 11 } = {}) {
  try {
    await cp(join(root, 'examples', 'vite-postgres-jdbc', 'connector'), join(folder, 'connector'), {
      recursive: true,
    })
    console.log(
      'what the plugin adds to its bundler: loading it, cold the first build of a process, warm a later one',
    )
    const rows = ['vite', 'webpack', 'rspack', 'esbuild'].flatMap((bundler) => measure(bundler, runs))
    console.log('(targets: cold under 150 ms, warm under 50 ms)\n')
    return rows
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function measure(bundler, runs) {
  const differences = { loading: [], cold: [], warm: [] }
  for (let run = 0; run <= howOften(runs); run++) {
    const without = oneProcess(bundler, 'without')
    const with_ = oneProcess(bundler, 'with')
    if (run === 0) continue
    for (const kind of Object.keys(differences)) differences[kind].push(with_[kind] - without[kind])
  }
  for (const [kind, values] of Object.entries(differences)) printRow(`${bundler}, ${kind}`, summary(values))
  return [
    { work: `added to ${bundler}: the first build`, ours: summary(differences.cold).median },
    { work: `added to ${bundler}: a later build`, ours: summary(differences.warm).median },
  ]
}

function oneProcess(bundler, plugin) {
  const words = [fileURLToPath(new URL('one-build.mjs', import.meta.url)), bundler, plugin, folder]
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${bundler} ${plugin} failed:\n${stdout}${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchAdapters()
