import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Plugin } from 'esbuild'
import { TacosmithError } from '../errors.ts'
import type { Diagnostic } from '../report/diagnostic.ts'
import { type BundledSource, BundleFailure, bundleSource } from '../scripts/bundle/bundle-source.ts'
import { finishScript } from '../scripts/bundle/finish-script.ts'
import { mapLocator } from '../scripts/bundle/map-locator.ts'
import { outsideHelp } from '../scripts/bundle/project-boundary.ts'

/** A script that is still to be built: TypeScript, or an ES module. */
export interface ModuleSource {
  /** Absolute. Imports are resolved from its folder; there need not be such a file. */
  path: string
  text: string
}

/**
 * Bundles a script with esbuild, without any configuration, then checks, lowers and wraps it as the plugins do.
 *
 * @param provided - Names of globals that the script will find beside Tableau's.
 * @throws TacosmithError `script` where it cannot be built, or uses what Tableau's engine lacks: all findings, with
 *   their places in the sources relative to the current folder.
 */
export async function buildModule(source: ModuleSource, provided: readonly string[] = []): Promise<string> {
  const name = relative('.', source.path)
  const { code, map } = await bundle(source, name)
  const plan = { role: 'connection-builder', path: name, sourcePath: name, provided } as const
  const locate = mapLocator(map, process.cwd(), '/')
  const finished = await finishScript(plan, code, { target: 'es2016', check: true, locate })
  const errors = finished.findings.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw cannotRun(name, errors)
  return finished.code
}

/** The error for a script that Tableau would refuse, with all that is wrong. */
export function cannotRun(name: string, findings: readonly Diagnostic[]): TacosmithError {
  const lines = findings.map(
    ({ file, line, column, message }) =>
      `${[file ?? name, line, column].filter(Boolean).join(':')}: ${message}`,
  )
  const help = findings.find((finding) => finding.help !== undefined)?.help
  return new TacosmithError('script', lines.join('\n'), help === undefined ? {} : { help })
}

async function bundle(source: ModuleSource, name: string): Promise<BundledSource> {
  try {
    return await bundleSource(source.path, {
      connectorFolder: connectorFolderOf(source.path),
      plugins: [textInPlaceOfFile(source)],
    })
  } catch (cause) {
    if (!(cause instanceof BundleFailure)) throw cause
    const reasons = cause.lines.join('\n') || cause.message
    throw new TacosmithError('script', `${name} cannot be built: ${reasons}`, {
      help: cause.leavesProject
        ? outsideHelp
        : 'A script has one default export: a function of attr that is not async.',
      cause,
    })
  }
}

/** A script may be in a separate folder within the connector. */
function connectorFolderOf(path: string): string {
  for (let folder = dirname(path); dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, 'manifest.xml'))) return folder
  }
  return dirname(path)
}

function textInPlaceOfFile({ path, text }: ModuleSource): Plugin {
  const loader = /\.[cm]?js$/.test(path) ? 'js' : /\.[jt]sx$/.test(path) ? 'tsx' : 'ts'
  return {
    name: 'tacosmith-text',
    setup(bundler) {
      bundler.onResolve({ filter: /.*/ }, (wanted) => (wanted.path === path ? { path } : undefined))
      bundler.onLoad({ filter: /.*/ }, (wanted) =>
        wanted.path === path ? { contents: text, loader, resolveDir: dirname(path) } : undefined,
      )
    },
  }
}
