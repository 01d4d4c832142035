// Rehearses a release of HEAD, with what `npm run build` made, against a registry on this machine: two versions are published by
// the words of the release workflow, and projects of users come from the first and go on to the second, with npm and pnpm; the
// second is added to workspaces of each release of Nx, too.
// Nothing leaves this machine. Needs the npm registry for what is not tacosmith.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failure } from '../verify-packages/run.mjs'
import { Surroundings } from '../verify-packages/surroundings.mjs'
import { Checkout } from './rehearsal/checkout.mjs'
import { nxReleases, tryNxWorkspace } from './rehearsal/nx-workspace.mjs'
import { expectPublished } from './rehearsal/published.mjs'
import { createProject, upgradeProject } from './rehearsal/user-project.mjs'
import { startVerdaccio } from './rehearsal/verdaccio.mjs'

/** The release of Node in `release.yml`; changesets and verdaccio need one as new. */
const releaseNode = 24
const userNode = 20
/** npm and pnpm look at what is published now, of whatever age. */
const freshPackages = { npm_config_prefer_offline: 'false', pnpm_config_minimum_release_age: '0' }

const folder = await mkdtemp(join(tmpdir(), 'tacosmith-release-'))
const began = performance.now()
const say = (text) => console.log(`  ${Math.round((performance.now() - began) / 1000)} s: ${text}`)
let registry
try {
  const tools = new Surroundings(join(folder, 'tools'), 'http://127.0.0.1:9/')
  registry = await startVerdaccio(join(folder, 'registry'), await tools.environment('npm', releaseNode))
  say('verdaccio serves')
  const surroundings = new Surroundings(folder, registry.address)
  const checkout = await Checkout.make(folder, await registry.publisher(surroundings, releaseNode))

  const first = await checkout.version()
  await release(checkout, first)

  const users = await Promise.all(['npm', 'pnpm'].map((manager) => userOf(manager, surroundings)))
  await Promise.all(users.map((user) => createProject(user, { name: 'river', bundler: 'vite' }, first)))
  say('projects of npm and pnpm build')

  await checkout.addChangeset()
  await checkout.expectToPublish(false)
  await checkout.run('npm run release:version')
  await checkout.commit('Version')
  await checkout.expectToPublish(true)
  const second = await checkout.version()
  expectNextMinor(first, second)
  // A lockfile that lags behind fails `npm ci` on the commit that is to be published.
  await checkout.run('npm ci --dry-run --ignore-scripts')
  await release(checkout, second)

  await Promise.all(users.map((user) => upgradeProject(user, 'river', first, second)))
  say(`both went on to ${second}, and build`)
  await createProject(users[0], { name: 'brook', bundler: 'none' }, second)
  say(`a new project has ${second} of everything`)
  for (const nx of nxReleases) {
    await tryNxWorkspace(users[0], nx, second)
    say(`nx add, the generators and the targets work in Nx ${nx}`)
  }
} catch (error) {
  if (!(error instanceof Failure)) throw error
  console.error(`\n${error.message}\n\nA release would go wrong like this.`)
  process.exitCode = 1
} finally {
  await registry?.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

async function release(checkout, version) {
  await checkout.run('npm run release:publish')
  await checkout.run('node tools/release/publish-action.mjs --push')
  await checkout.expectTags(version)
  await expectPublished(registry.address, await checkout.manifests(), version)
  say(`${version} is published and tagged`)
}

async function userOf(manager, surroundings) {
  const env = await surroundings.environment(manager, userNode)
  return { manager, folder: join(folder, `user-${manager}`), env: { ...env, ...freshPackages } }
}

/** A change of core's interface below 1.0.0 is a minor version of everything; a peer that changes makes none of it 1.0.0. */
function expectNextMinor(first, second) {
  const [major, minor] = first.split('.').map(Number)
  if (second !== `${major}.${minor + 1}.0`)
    throw new Failure(`A minor change of core makes ${second} of ${first}`)
}
