import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure, run } from '../../verify-packages/run.mjs'

/** The releases of Nx that the plugin is for. */
export const nxReleases = [21, 22, 23]

/**
 * A fresh workspace to which the plugin is added by the words of its README, with a connector that its generator makes and its
 * targets validate and package.
 */
export async function tryNxWorkspace({ folder, env }, release, version) {
  const root = join(folder, `nx-${release}`)
  await mkdir(root, { recursive: true })
  const settings = { neverConnectToCloud: true, analytics: false }
  await writeFile(join(root, 'nx.json'), JSON.stringify(settings))
  await writeFile(join(root, 'package.json'), JSON.stringify(manifest))
  // Without a daemon, which would outlive the rehearsal.
  const surroundings = { cwd: root, env: { ...env, NX_DAEMON: 'false', NX_TUI: 'false' } }
  await run(`npm install --save-dev nx@${release}`, surroundings)
  await run('npx nx add @tacosmith/nx', surroundings)
  await expectAdded(root, version)
  await run('npx nx g @tacosmith/nx:connector connectors/river --no-interactive', surroundings)
  const { all } = await run('npx nx run-many -t taco-validate taco-build', surroundings)
  const made = await readdir(join(root, 'connectors/river/dist/unsigned')).catch(() => [])
  const isValidated = /nx run \S+:taco-validate\b/.test(all)
  if (!isValidated || !made.some((name) => name.endsWith('.taco')))
    throw new Failure(
      `In Nx ${release} this was not validated, or not packaged (${made.join(', ')}):\n${all}`,
    )
}

const manifest = {
  name: 'vendor',
  version: '0.0.0',
  private: true,
  type: 'module',
  workspaces: ['connectors/*'],
}

async function expectAdded(root, version) {
  const { plugins = [] } = JSON.parse(await readFile(join(root, 'nx.json'), 'utf8'))
  const names = plugins.map((one) => (typeof one === 'string' ? one : one.plugin))
  if (names.filter((name) => name === '@tacosmith/nx').length !== 1)
    throw new Failure(`nx add leaves the plugins ${names.join(', ')} in nx.json`)
  for (const name of ['cli', 'core', 'nx']) {
    const file = join(root, 'node_modules/@tacosmith', name, 'package.json')
    const installed = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')).version
    if (installed !== version)
      throw new Failure(`nx add brings @tacosmith/${name} ${installed}, not ${version}`)
  }
}
