import { dirname, relative } from 'node:path'
import type { BuildFailure, BuildOptions, Plugin } from 'esbuild'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { TacosmithError } from '../errors.ts'
import { finishScript } from '../scripts/finish-script.ts'
import { mapLocator } from '../scripts/map-locator.ts'
import { bundleVariable } from '../scripts/wrap-script.ts'

/** A script that is still to be built: TypeScript, or an ES module. */
export interface ModuleSource {
  /** Absolute. Imports are resolved from its folder; there need not be such a file. */
  path: string
  text: string
}

/**
 * Bundles a script with esbuild, without any configuration, then checks, lowers and wraps it as the plugins do.
 *
 * @throws TacosmithError `script` where it cannot be built, or uses what Tableau's engine lacks: all findings, with
 *   their places in the sources relative to the current folder.
 */
export async function buildModule(source: ModuleSource): Promise<string> {
  const name = relative('.', source.path)
  const { code, map } = await bundle(source, name)
  const plan = { role: 'connection-builder', path: name, sourcePath: name } as const
  const locate = mapLocator(map, process.cwd(), '/')
  const finished = await finishScript(plan, code, { target: 'es2016', check: true, locate })
  if (finished.findings.length > 0) throw cannotRun(name, finished.findings)
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

async function bundle(source: ModuleSource, name: string): Promise<{ code: string; map: string }> {
  // Loaded here only: plain scripts need no bundler.
  const { build } = await import('esbuild')
  const options: BuildOptions & { write: false } = {
    stdin: {
      contents: `import script from ${JSON.stringify(source.path)}\n${bundleVariable} = script`,
      sourcefile: 'tacosmith:entry',
      resolveDir: dirname(source.path),
    },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'esnext',
    sourcemap: 'external',
    outdir: '/',
    charset: 'utf8',
    logLevel: 'silent',
    plugins: [textInPlaceOfFile(source)],
  }
  const { outputFiles } = await build(options).catch((cause: unknown) => {
    throw cannotBuild(name, cause)
  })
  const textOf = (extension: string): string =>
    outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? ''
  return { code: textOf('.js'), map: textOf('.map') }
}

function cannotBuild(name: string, cause: unknown): TacosmithError {
  const errors = (cause as Partial<BuildFailure>).errors ?? []
  const lines = errors.map(({ text, location }) =>
    // The entry is ours: its one fault can be that the script has no default export.
    location === null || location.file === 'tacosmith:entry'
      ? text
      : `${location.file}:${location.line}:${location.column + 1}: ${text}`,
  )
  return new TacosmithError('script', `${name} cannot be built: ${lines.join('\n') || String(cause)}`, {
    help: 'A script has one default export: a function of attr that is not async.',
    cause,
  })
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
