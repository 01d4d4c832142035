import { dirname } from 'node:path'
import type { BuildFailure, BuildResult, Plugin } from 'esbuild'
import type { ConnectorSource } from '../../connector/source.ts'
import { insideProject, insideProjectName } from './inside-project.ts'
import { loadEsbuild } from './load-esbuild.ts'
import { onlySource } from './only-source.ts'
import { scriptSettings } from './script-settings.ts'
import { scriptEntry } from './wrap-script.ts'
import { wrongEsbuild } from './wrong-esbuild.ts'

/** What our own module is called in esbuild's errors: its one fault can be that the script has no default export. */
const entryName = 'tacosmith:entry'

/** A source as a bundle that {@link wrapScript} takes, and the map that leads back to it. */
export interface BundledSource {
  code: string
  map: string
}

/** One error of esbuild's. */
export interface BundleFault {
  text: string
  /** As esbuild names it: relative to the working folder, with forward slashes. */
  file?: string
  /** 1-based. */
  line?: number
  /** 1-based. */
  column?: number
}

/** Why esbuild could not bundle a source. */
export class BundleFailure extends Error {
  readonly faults: readonly BundleFault[]
  /** One text for each error, with its place where it has one. */
  readonly lines: readonly string[]
  /** The script has no default export. */
  readonly lacksDefaultExport: boolean
  /** It imports a file that is not part of the project. */
  readonly leavesProject: boolean

  constructor(failure: Partial<BuildFailure>) {
    const { errors = [] } = failure
    super(errors.map(({ text }) => text).join('\n') || String(failure), { cause: failure })
    this.lacksDefaultExport = errors.some(({ location }) => location?.file === entryName)
    this.leavesProject = errors.some(({ pluginName }) => pluginName === insideProjectName)
    this.faults = errors.map(({ text, location }) =>
      location === null || location.file === entryName
        ? { text }
        : { text, file: location.file, line: location.line, column: location.column + 1 },
    )
    this.lines = this.faults.map(({ text, file, line, column }) =>
      file === undefined ? text : `${file}:${line}:${column}: ${text}`,
    )
  }
}

/**
 * Bundles the source of a script with esbuild, with no configuration beyond the nearest tsconfig. Comments between
 * statements are lost, except for licences: esbuild does not keep them.
 *
 * @param source - The absolute path of the module with the default export.
 * @param options - `workingDir` is what file names in errors are relative to, default the current folder;
 *   `connectorFolder` says which project the script belongs to, default its own folder; with `files` nothing is read but
 *   these, which count as being there.
 * @throws BundleFailure, or TacosmithError `environment` where esbuild cannot run on this computer
 */
export async function bundleSource(
  source: string,
  options: {
    workingDir?: string
    connectorFolder?: string
    files?: ConnectorSource | undefined
    plugins?: Plugin[]
  } = {},
): Promise<BundledSource> {
  const { build } = await loadEsbuild()
  const { workingDir: absWorkingDir, connectorFolder = dirname(source), files, plugins = [] } = options
  const only = files && onlySource(files, connectorFolder)
  let result: BuildResult<{ write: false }>
  try {
    result = await build({
      ...scriptSettings,
      stdin: { contents: scriptEntry(source), sourcefile: entryName, resolveDir: dirname(source) },
      bundle: true,
      write: false,
      outdir: '/',
      plugins: [...(only ? [only] : [insideProject(connectorFolder)]), ...plugins],
      ...(only && { tsconfigRaw: {} }),
      ...(absWorkingDir !== undefined && { absWorkingDir }),
    })
  } catch (cause) {
    throw wrongEsbuild(cause) ?? new BundleFailure(cause as Partial<BuildFailure>)
  }
  const textOf = (extension: string): string =>
    result.outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? ''
  return { code: textOf('.js'), map: textOf('.map') }
}
