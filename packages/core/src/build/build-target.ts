import { memorySource } from '../connector/memory-source.ts'
import { readConnector } from '../connector/read-connector.ts'
import type { ConnectorSource } from '../connector/source.ts'
import { packagedIdentity, tacoFileName } from '../package/index.ts'
import { absolutePaths } from './absolute-paths.ts'
import type { BuildTarget } from './finish-build.ts'
import type { TacoOptions } from './options/options.ts'
import { type Environment, resolveOptions } from './options/resolve-options.ts'

/**
 * Where the end of a build goes, for callers that have a connector packaged elsewhere.
 *
 * @param cwd - The folder that relative paths in the options start from, absolute.
 * @throws TacosmithError `usage` for a wrong option.
 */
export function buildTarget(
  options: TacoOptions,
  cwd: string,
  environment: Environment = process.env,
): BuildTarget {
  return { options: absolutePaths(resolveOptions(options, environment), cwd), cwd, isFolder: true }
}

/**
 * The name that a build would give to the `.taco`, at the price of reading the manifest; undefined where there will be
 * no file, since the manifest lacks what the name consists of.
 *
 * @throws TacosmithError `usage` for a template of a name that cannot be used; as the source does where it cannot be read.
 */
export async function expectedFileName(
  source: ConnectorSource,
  { options }: BuildTarget,
): Promise<string | undefined> {
  const manifest = await source.read('manifest.xml')
  if (manifest === undefined) return undefined
  const { className, pluginVersion } = await readConnector(memorySource({ 'manifest.xml': manifest }))
  const isNamed = className !== undefined && pluginVersion !== undefined
  // Without a name it has errors, and is packaged only if that is asked for.
  if (!isNamed && !options.validate.force) return undefined
  return tacoFileName(options.fileName, packagedIdentity({ className, pluginVersion }))
}
