import { dirname, join } from 'node:path'
import {
  bundleVariable,
  type FinishedScripts,
  finishScripts,
  mapLocator,
  noDefaultExport,
  openProject,
  type ScriptBundle,
  type ScriptPlan,
  type TacoOptions,
  TacosmithError,
} from '@tacosmith/core'
import type { BuildFailure } from 'esbuild'

/**
 * Builds the scripts that are written in TypeScript or as ES modules, with esbuild and no configuration beyond the
 * nearest tsconfig. Whoever needs more than that has a bundler, and takes the plugin for it.
 *
 * @throws TacosmithError `script` where a script cannot be built.
 */
export async function buildScripts(options: TacoOptions, cwd: string): Promise<FinishedScripts> {
  const project = await openProject(options, { cwd })
  const bundles = new Map<string, ScriptBundle>()
  for (const plan of project.scripts.filter(({ kind }) => kind === 'module')) {
    const { code, map } = await bundle(plan, join(project.folder, plan.sourcePath))
    bundles.set(plan.path, { code, locate: mapLocator(map, project.folder, '/') })
  }
  return finishScripts(project.scripts, bundles, project.options.scripts)
}

async function bundle(plan: ScriptPlan, source: string): Promise<{ code: string; map: string }> {
  // Loaded here only: plain scripts need no bundler.
  const { build } = await import('esbuild')
  const result = await build({
    stdin: {
      contents: `import script from ${JSON.stringify(source)}\n${bundleVariable} = script`,
      sourcefile: 'tacosmith:entry',
      resolveDir: dirname(source),
    },
    absWorkingDir: dirname(source),
    bundle: true,
    write: false,
    format: 'iife',
    target: 'esnext',
    sourcemap: 'external',
    outdir: '/',
    charset: 'utf8',
    legalComments: 'inline',
    logLevel: 'silent',
  }).catch((cause: BuildFailure) => {
    throw scriptError(plan, cause)
  })
  const textOf = (extension: string) =>
    result.outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? ''
  return { code: textOf('.js'), map: textOf('.map') }
}

function scriptError(plan: ScriptPlan, cause: BuildFailure): TacosmithError {
  const errors = cause.errors ?? []
  // The entry is ours: its one fault can be that the script has no default export.
  if (errors.some(({ location }) => location?.file === 'tacosmith:entry')) return noDefaultExport(plan)
  const lines = errors.map(({ text, location }) =>
    location ? `${location.file}:${location.line}:${location.column + 1} ${text}` : text,
  )
  return new TacosmithError(
    'script',
    `${plan.sourcePath} cannot be built\n${lines.join('\n') || String(cause)}`,
    {
      help: 'Mend the script, or use a bundler with its plugin where aliases or loaders are needed.',
      cause,
    },
  )
}
