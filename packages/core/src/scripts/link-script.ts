import { dirname, join, posix } from 'node:path'
import { originalPositionFor, type SourceMapInput, TraceMap } from '@jridgewell/trace-mapping'
import type { Plugin } from 'esbuild'
import type { SourceLocator } from './check-bundle.ts'
import type { ScriptBundle } from './finish-scripts.ts'
import { loadEsbuild } from './load-esbuild.ts'
import { mapLocator } from './map-locator.ts'
import type { ScriptPlan } from './plan-scripts.ts'
import { leftOut, notOneScript } from './script-errors.ts'
import { failureReason, scriptSettings } from './script-settings.ts'
import { scriptEntry } from './wrap-script.ts'

/** An ES module among those that a bundler made, such as Rollup's and Rolldown's chunks. */
export interface ModuleChunk {
  /** Relative to the output folder, forward slashes; chunks import each other by it. */
  fileName: string
  /** What people call it; need not be unique. */
  name: string
  /** May end with a comment that holds its source map, or names it. */
  code: string
  /** Its source map, where the code does not hold it. */
  map: unknown
}

/**
 * Links a chunk and the chunks it imports into one self-contained script.
 *
 * One build of such a bundler cannot emit several of them: modules that two share become chunks of their own.
 *
 * @param entry - The file name of the script's chunk.
 * @param outDir - The folder that the chunks would be written to; their maps lead to the sources from there.
 * @throws TacosmithError `script` where a chunk imports something that is not among the chunks.
 */
export async function linkScript(
  plan: Pick<ScriptPlan, 'sourcePath'>,
  entry: string,
  chunks: readonly ModuleChunk[],
  connectorFolder: string,
  outDir: string,
): Promise<ScriptBundle> {
  const { build } = await loadEsbuild()
  const result = await build({
    ...scriptSettings,
    stdin: { contents: scriptEntry(`/${entry}`), sourcefile: 'tacosmith:entry' },
    bundle: true,
    write: false,
    outdir: '/',
    plugins: [chunksInMemory(chunks)],
  }).catch((cause: unknown) => {
    throw notOneScript(plan, failureReason(cause))
  })
  const textOf = (extension: string) =>
    result.outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? ''
  return { code: textOf('.js'), locate: sourceLocator(textOf('.map'), chunks, connectorFolder, outDir) }
}

/** Leads from a linked script through the chunks to the sources. */
function sourceLocator(
  linkedMap: string,
  chunks: readonly ModuleChunk[],
  connectorFolder: string,
  outDir: string,
): SourceLocator {
  const linked = new TraceMap(linkedMap)
  const byName = new Map(chunks.map((chunk) => [readableName(chunk, chunks), chunk]))
  const locators = new Map<ModuleChunk, SourceLocator>()
  const locatorOf = (chunk: ModuleChunk): SourceLocator => {
    const { map } = withMapApart(chunk)
    return map ? mapLocator(map, connectorFolder, dirname(join(outDir, chunk.fileName))) : () => undefined
  }
  return (line, column) => {
    const inChunk = originalPositionFor(linked, { line, column: column - 1 })
    const chunk = byName.get(inChunk.source?.replace(/^.*bundled:/, '') ?? '')
    if (!chunk || inChunk.line === null) return undefined
    const locate = locators.get(chunk) ?? locatorOf(chunk)
    locators.set(chunk, locate)
    return locate(inChunk.line, inChunk.column + 1)
  }
}

function chunksInMemory(chunks: readonly ModuleChunk[]): Plugin {
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  return {
    name: 'tacosmith-chunks',
    setup(bundler) {
      bundler.onResolve({ filter: /.*/ }, ({ path, pluginData }) => {
        const importer = (pluginData as ModuleChunk | undefined)?.fileName ?? ''
        const fileName = posix.resolve('/', posix.dirname(importer), path).slice(1)
        const chunk = /^[./]/.test(path) ? byFile.get(fileName) : undefined
        if (!chunk) return { errors: [{ text: leftOut(path) }] }
        return { path: readableName(chunk, chunks), namespace: 'bundled', pluginData: chunk }
      })
      bundler.onLoad({ filter: /.*/, namespace: 'bundled' }, ({ pluginData }) => {
        return { contents: withMapApart(pluginData as ModuleChunk).code, loader: 'js', pluginData }
      })
    },
  }
}

/** esbuild must not follow the maps of chunks itself: the names of files in them start from the output folder. */
function withMapApart({ code, map }: ModuleChunk): { code: string; map: SourceMapInput | undefined } {
  const [comment, inlineMap] = /\n\/\/# sourceMappingURL=(?:data:\S*base64,(\S*)|\S*)\s*$/.exec(code) ?? []
  const inline = !map && inlineMap ? Buffer.from(inlineMap, 'base64').toString() : undefined
  const bare = comment === undefined ? code : code.slice(0, -comment.length)
  return { code: bare, map: inline ?? ((map ?? undefined) as SourceMapInput | undefined) }
}

/** File names of chunks carry hashes, which have no place in a script that people read. */
function readableName({ name, fileName }: ModuleChunk, chunks: readonly ModuleChunk[]): string {
  const namesakes = chunks.filter((chunk) => chunk.name === name)
  const index = namesakes
    .map((chunk) => chunk.fileName)
    .sort()
    .indexOf(fileName)
  return index > 0 ? `${name} (${index + 1})` : name
}
