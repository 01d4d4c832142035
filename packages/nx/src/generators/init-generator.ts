import { createRequire } from 'node:module'
import {
  detectPackageManager,
  type GeneratorCallback,
  getPackageManagerCommand,
  readNxJson,
  type Tree,
  updateNxJson,
} from 'nx/src/devkit-exports.js'
import { run } from './run.ts'

/** The options of the generator `init`. */
export interface InitOptions {
  skipPackageJson?: boolean
  skipFormat?: boolean
}

const plugin = '@tacosmith/nx'

/** Adds the plugin to `nx.json`, and what it needs to `package.json`. */
export async function initGenerator(tree: Tree, options: InitOptions): Promise<GeneratorCallback> {
  addPlugin(tree)
  if (options.skipPackageJson || !addPackages(tree)) return () => {}
  return () => {
    run(getPackageManagerCommand(detectPackageManager(tree.root)).install, tree.root)
  }
}

function addPlugin(tree: Tree): void {
  const settings = readNxJson(tree) ?? {}
  const plugins = settings.plugins ?? []
  if (plugins.some((one) => (typeof one === 'string' ? one : one.plugin) === plugin)) return
  updateNxJson(tree, { ...settings, plugins: [...plugins, plugin] })
}

interface PackageJson {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

/** @returns whether there is something to install */
function addPackages(tree: Tree): boolean {
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string }
  const text = tree.read('package.json', 'utf8') ?? '{}'
  const file = JSON.parse(text) as PackageJson
  const present = { ...file.dependencies, ...file.devDependencies }
  const missing = ['@tacosmith/cli', '@tacosmith/core', plugin].filter(
    (name) => !Object.hasOwn(present, name),
  )
  if (missing.length === 0) return false
  const all = { ...file.devDependencies, ...Object.fromEntries(missing.map((name) => [name, `^${version}`])) }
  const devDependencies = Object.fromEntries(
    Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1)),
  )
  tree.write('package.json', `${JSON.stringify({ ...file, devDependencies }, undefined, 2)}\n`)
  return true
}
