import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure, run } from '../../verify-packages/run.mjs'

/** How each package manager is told the same. */
const words = {
  npm: {
    create: 'npx @tacosmith/cli@latest create',
    install: 'npm install',
    build: 'npm run build',
    withinRange: 'npm update',
    latest: (names) => `npm install --save-dev ${names.map((name) => `${name}@latest`).join(' ')}`,
    list: 'npm ls --all',
  },
  pnpm: {
    create: 'pnpm dlx @tacosmith/cli@latest create',
    install: 'pnpm install',
    build: 'pnpm run build',
    withinRange: 'pnpm update',
    latest: () => `pnpm update --latest "@tacosmith/*"`,
    list: 'pnpm ls',
  },
}

/** A new project that builds its connector, with a version of all of tacosmith. */
export async function createProject({ manager, folder, env }, { name, bundler }, version) {
  await mkdir(folder, { recursive: true })
  const says = words[manager]
  await run(`${says.create} ${name} --yes --bundler ${bundler}`, { cwd: folder, env })
  const project = join(folder, name)
  const { devDependencies } = await manifestIn(project)
  for (const [dependency, range] of Object.entries(devDependencies))
    if (dependency.startsWith('@tacosmith/') && range !== `^${version}`)
      throw new Failure(`create of ${version} writes ${range} of ${dependency}`)
  await run(says.install, { cwd: project, env })
  await expectVersions(project, version)
  await expectBuild(project, says, env)
}

/** An update within the ranges stays at a version below 1.0.0; the user asks for the next one. */
export async function upgradeProject({ manager, folder, env }, name, first, second) {
  const says = words[manager]
  const project = join(folder, name)
  await run(says.withinRange, { cwd: project, env })
  await expectVersions(project, first)
  await run(says.latest(await ownPackages(project)), { cwd: project, env })
  await expectVersions(project, second)
  // Fails where a peer has a version that a plugin does not take.
  await run(says.list, { cwd: project, env })
  await expectBuild(project, says, env)
  const changelog = await readFile(join(project, 'node_modules/@tacosmith/core/CHANGELOG.md'), 'utf8')
  if (!changelog.includes(`## ${second}`))
    throw new Failure(`The changelog of core lacks ${second}:\n${changelog}`)
}

async function expectVersions(project, expected) {
  for (const name of await ownPackages(project)) {
    const { version } = await manifestIn(join(project, 'node_modules', name))
    if (version !== expected) throw new Failure(`${project} has ${name} ${version}, not ${expected}`)
  }
}

async function expectBuild(project, { build }, env) {
  const dist = join(project, 'dist')
  await rm(dist, { recursive: true, force: true })
  await run(build, { cwd: project, env })
  const files = await readdir(dist)
  if (!files.some((file) => file.endsWith('.taco')))
    throw new Failure(`${build} in ${project} makes ${files}`)
}

async function ownPackages(project) {
  const { devDependencies } = await manifestIn(project)
  return Object.keys(devDependencies).filter((name) => name.startsWith('@tacosmith/'))
}

async function manifestIn(folder) {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
}
