// Takes the packages as npm would publish them, serves them as a registry does, and does what the READMEs' quick starts say,
// outside this repository: with npm, pnpm and Yarn's Plug'n'Play, on several releases of Node. Then it goes the way from
// `create` to a signed release, with projects in which each two choices meet. Other extents:
// --few            fewer pairs of quick starts and package managers, and projects in which each choice is there once
// --fewest         the quick starts of the first README and one for each other package manager, and one project; of what
//                  each package installs, types and install lines a few
// --every-project  a project for every combination of what the files depend on
// --write-footprint  puts what each package installs into docs/footprint.md
// Needs the npm registry and openssl.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkBudgets } from './budget.mjs'
import { inspectInstalled, installAll, runInstallLines } from './installed.mjs'
import { runJourneys } from './journeys/all.mjs'
import { packAll } from './pack.mjs'
import { allTrials, installLines } from './quick-starts.mjs'
import { serveRegistry } from './registry.mjs'
import { Failure, run } from './run.mjs'
import { Surroundings } from './surroundings.mjs'
import { runTrials } from './trials.mjs'
import { allCompilers, checkResolution, checkTypes, newestCompiler } from './types.mjs'

const has = (word) => process.argv.includes(word)
/** What the first README speaks of. */
const best = ['@tacosmith/cli', '@tacosmith/core', '@tacosmith/vite-plugin']
const folder = await mkdtemp(join(tmpdir(), 'tacosmith-packages-'))
let registry
try {
  console.log('Packed, and looked at by publint and attw:')
  const packed = await packAll(join(folder, 'archives'))
  await checkResolution(packed)
  registry = await serveRegistry(packed)
  const surroundings = new Surroundings(folder, registry.address)

  const env = await surroundings.environment('npm', 20)
  console.log('Installed, each alone:')
  const alone = has('--fewest') ? packed.filter(({ manifest }) => best.includes(manifest.name)) : packed
  await checkBudgets(join(folder, 'alone'), alone, env, { write: has('--write-footprint') })
  const tools = join(folder, 'tools')
  await installAll(tools, packed, env)
  await inspectInstalled(tools, packed, env)
  await checkTypes(tools, packed, env, { compilers: has('--fewest') ? newestCompiler : allCompilers })
  console.log('Installed: every entry loads, by import and by require, and its types compile')

  const tacosmith = ['node', join(tools, 'node_modules', '@tacosmith', 'cli', 'bin', 'tacosmith.cjs')]
  await run([...tacosmith, 'create', 'model', '--yes', '--bundler', 'none'], { cwd: folder, env })
  const connector = join(folder, 'model', 'connector')
  console.log('Quick starts:')
  const trials = await allTrials(has('--few') || has('--fewest'))
  const chosen = has('--fewest') ? trials.filter(isOfProject) : trials
  const faults = await runTrials(chosen, {
    folder,
    surroundings,
    connector,
    tacosmith,
  })
  const lines = await installLines()
  faults.push(
    ...(await runInstallLines(has('--fewest') ? lines.slice(-1) : lines, join(folder, 'installs'), env)),
  )
  console.log('From create to a signed release:')
  const extents = { '--every-project': 'every', '--few': 'few', '--fewest': 'one' }
  const [, extent] = Object.entries(extents).find(([word]) => has(word)) ?? ['', 'pairs']
  faults.push(...(await runJourneys(extent, { folder, env, tacosmith })))
  if (faults.length > 0) throw new Failure(faults.join('\n\n'))
} catch (error) {
  if (!(error instanceof Failure)) throw error
  console.error(`\n${error.message}\n\nThis does not work as a user would get it.`)
  process.exitCode = 1
} finally {
  await registry?.close()
  await rm(folder, { recursive: true, force: true })
}

/** What the project's own README says, and the one quick start of each package manager but npm. */
function isOfProject({ manager, node, name }) {
  return manager === 'npm' ? node === 20 && name.startsWith('README.md') : true
}
