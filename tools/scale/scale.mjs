// How a workspace with many connectors behaves under Nx with @tacosmith/nx: what is run and what comes from a cache, in what
// time, with which memory. The same on a small scale is tested in packages/nx; the results are in docs/scale.md.
// Runs by itself, after a build: node tools/scale/scale.mjs [--connectors 200] [--agents 2]
// [--targets taco-validate,taco-test,taco-build]
import assert from 'node:assert/strict'
import { readFile, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createJiti } from 'jiti'

const testing = fileURLToPath(new URL('../../packages/nx/src/testing', import.meta.url))
const jiti = createJiti(import.meta.url)
const { addressModule, connectorName, connectorWorkspace, generatedWorkspace, sharedModule } =
  await jiti.import(join(testing, 'generated-workspace.ts'))
const { pluginsApart, runNx } = await jiti.import(join(testing, 'run-nx.ts'))
const { startCacheServer } = await jiti.import(join(testing, 'cache-server.ts'))

const { values } = parseArgs({
  options: {
    connectors: { type: 'string', default: '200' },
    agents: { type: 'string', default: '2' },
    targets: { type: 'string', default: 'taco-validate,taco-test,taco-build' },
  },
})
const connectors = Number(values.connectors)
const agents = Number(values.agents)
const modules = Math.max(1, Math.round(connectors / 10))
const targets = values.targets.split(',')
const runAll = ['run-many', '--targets', targets.join(',')]
const all = connectors * targets.length

const cache = await startCacheServer()
const workspaces = []
try {
  await measure()
} finally {
  for (const workspace of workspaces) await workspace.dispose()
  await cache.close()
}

async function measure() {
  console.log(`${connectors} connectors, ${modules} shared modules, ${availableParallelism()} processors`)
  const origin = kept(await generatedWorkspace(connectorWorkspace({ connectors, modules })))
  await timed('the project graph, which every command needs', origin, ['show', 'projects', '--json'])

  const machines = []
  for (let index = 0; index < agents; index++) machines.push(kept(await origin.clone()))
  await distributed(machines)

  const other = kept(await origin.clone())
  const fetched = await timed('another machine: everything from the remote cache', other, runAll, true)
  assert.deepEqual([fetched.ran.length, fetched.remote.length], [0, all])
  const again = await timed('the same once more: everything from its own cache', other, runAll, true)
  assert.deepEqual([again.ran.length, again.local.length], [0, all])
  await changes(other)
  const { size } = await stat(
    join(other.root, 'connectors', connectorName(0), 'dist', 'unsigned', `${connectorName(0)}-v1.0.0.taco`),
  )
  console.log(
    `remote cache: ${cache.stored} results, ${(cache.bytes / connectors / 1024).toFixed(1)} kB for each connector; a .taco has ${(size / 1024).toFixed(1)} kB`,
  )
}

/** Each machine takes a part of the tasks; they share nothing but the cache. */
async function distributed(machines) {
  const parts = machines.map((_, part) =>
    Array.from({ length: connectors }, (_, index) => connectorName(index)).filter(
      (_, index) => index % agents === part,
    ),
  )
  const start = performance.now()
  const runs = await Promise.all(
    machines.map((machine, part) =>
      timed(
        `  agent ${part + 1} of ${agents}: ${parts[part].length} connectors, nothing cached`,
        machine,
        [...runAll, '--parallel=1', '--projects', parts[part].join(',')],
        true,
      ),
    ),
  )
  const seconds = (performance.now() - start) / 1000
  const ran = runs.flatMap((run) => run.ran)
  assert.deepEqual([ran.length, new Set(ran).size, cache.stored], [all, all, all])
  const processor = runs.reduce((sum, run) => sum + run.processor, 0)
  console.log(
    `all agents: ${seconds.toFixed(1)} s, ${processor.toFixed(0)} s of processor time, ${(processor / connectors).toFixed(2)} s for each connector`,
  )
}

async function changes(workspace) {
  const [one] = [connectorName(1)]
  const manifest = `connectors/${one}/connector/connection-fields.xml`
  await workspace.write({ [manifest]: `${await textOf(workspace, manifest)}<!-- changed -->\n` })
  const changed = await timed('one connector changed', workspace, runAll, true)
  assert.deepEqual(changed.ran, targets.map((target) => `${one}:${target}`).sort())
  workspace.commit('Change one')
  await workspace.write({ [sharedModule(0)]: `${addressModule(0)}// changed\n` })
  const dependents = Math.ceil(connectors / modules)
  const affected = await timed(
    'a shared module changed: nx affected',
    workspace,
    ['affected', '--targets', targets.join(','), '--base', 'HEAD'],
    true,
  )
  assert.equal(affected.ran.length, dependents * targets.length)
  console.log(`  of ${connectors} connectors ${dependents} ran again`)
}

async function textOf(workspace, path) {
  return await readFile(join(workspace.root, path), 'utf8')
}

/** Runs nx and prints what it took, as GNU time reports it. */
async function timed(name, workspace, words, isCached = false) {
  const start = performance.now()
  const around = ['/usr/bin/time', '-f', 'used=%M %U %S']
  // As nx has it by default.
  const environment = { ...pluginsApart, ...(isCached && cache.environment) }
  const run = await runNx(workspace.root, words, environment, around)
  const seconds = (performance.now() - start) / 1000
  if (run.exitCode !== 0) throw new Error(`${name} failed:\n${run.output}`)
  const [, kilobytes = '0', user = '0', system = '0'] = /used=(\d+) ([\d.]+) ([\d.]+)/.exec(run.output) ?? []
  const processor = Number(user) + Number(system)
  console.log(
    `${name}: ${seconds.toFixed(1)} s by the clock, ${processor.toFixed(1)} s of processor time, at most ${Math.round(kilobytes / 1024)} MB in one process` +
      `, ${run.ran.length} run, ${run.local.length} local, ${run.remote.length} remote`,
  )
  return { ...run, seconds, processor }
}

function kept(workspace) {
  workspaces.push(workspace)
  return workspace
}
