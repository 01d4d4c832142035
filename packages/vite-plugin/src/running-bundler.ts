import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { TacosmithError } from '@tacosmith/core'

/**
 * Loads the very bundler that runs the build: where several versions are installed, another one would understand the
 * configuration in another way.
 *
 * @param name - The package of the bundler.
 * @param version - The version that runs.
 * @param root - The folder of the project, absolute.
 * @throws TacosmithError `environment` where it cannot be found.
 */
export async function loadRunningBundler<Bundler>(
  name: 'vite' | 'rollup' | 'rolldown',
  version: string,
  root: string,
): Promise<Bundler> {
  const own = (await import(name).catch(() => undefined)) as (Bundler & VersionedBundler) | undefined
  if (own && versionOf(own) === version) return own
  for (const start of [join(root, 'package.json'), join(process.cwd(), 'package.json'), process.argv[1]]) {
    const path = start && (await entryOf(name, version, start))
    if (path) return (await import(pathToFileURL(path).href)) as Bundler
  }
  const found = own ? `only version ${versionOf(own)}` : 'none'
  const message = `${name} ${version} runs this build, but the plugin finds ${found}`
  throw new TacosmithError('environment', message, { help: `Run npm install --save-dev ${name}@${version}` })
}

/** How the bundlers give their version. */
interface VersionedBundler {
  version?: string
  VERSION?: string
}

function versionOf({ version, VERSION }: VersionedBundler): string | undefined {
  return version ?? VERSION
}

async function entryOf(name: string, version: string, start: string): Promise<string | undefined> {
  try {
    const manifestPath = createRequire(start).resolve(`${name}/package.json`)
    const manifest = JSON.parse(await readFile(manifestPath, 'utf8')) as Manifest
    const entry = entryTarget(manifest.exports?.['.'])
    return manifest.version === version && entry ? join(dirname(manifestPath), entry) : undefined
  } catch {
    return undefined
  }
}

type Target = string | { [condition: string]: Target } | undefined

interface Manifest {
  version?: string
  exports?: Record<string, Target>
}

/** What an import gets of the entries for several conditions. */
function entryTarget(target: Target): string | undefined {
  if (typeof target !== 'object') return target
  return entryTarget(target.import ?? target['module-sync'] ?? target.default)
}
