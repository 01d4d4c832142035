import { readFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { originalPositionFor, type SourceMapInput, TraceMap } from '@jridgewell/trace-mapping'
import {
  bundleVariable,
  leftOut,
  mapLocator,
  notOneScript,
  type ScriptBundle,
  type ScriptPlan,
  type SourceLocator,
  twoDefaultExports,
} from '@tacosmith/core'
import { type BuildFailure, build, type Plugin, transform } from 'esbuild'
import type { Bundle, BundleChunk } from './rollup-interface.ts'

/** A chunk that linking may draw on. */
type LinkableChunk = Pick<BundleChunk, 'fileName' | 'name' | 'code' | 'exports'> & {
  map: SourceMapInput | undefined
}

/** The chunks of a bundle by file name. */
export type LinkableChunks = ReadonlyMap<string, LinkableChunk>

/** The chunks of a bundle, source maps apart from the code. */
export function linkableChunks(bundle: Bundle): LinkableChunks {
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
  return new Map(
    chunks.map(({ fileName, name, exports, code, map }) => {
      const [comment, inlineMap] =
        /\n\/\/# sourceMappingURL=(?:data:\S*base64,(\S*)|\S*)\s*$/.exec(code) ?? []
      const inline = map === null && inlineMap ? Buffer.from(inlineMap, 'base64').toString() : undefined
      const bare = comment === undefined ? code : code.slice(0, -comment.length)
      return [
        fileName,
        { fileName, name, exports, code: bare, map: inline ?? (map as SourceMapInput | undefined) },
      ]
    }),
  )
}

/**
 * Links a chunk and the chunks it imports into one self-contained script.
 *
 * One build cannot emit several such scripts: modules that two of them share become chunks of their own.
 *
 * @param entry - The file name of the script's chunk.
 * @param outDir - The folder that the chunks would be written to; their maps lead to the sources from there.
 * @throws TacosmithError `script` where a chunk imports something that is not among the chunks.
 */
export async function linkScript(
  plan: ScriptPlan,
  entry: string,
  chunks: LinkableChunks,
  connectorFolder: string,
  outDir: string,
): Promise<ScriptBundle> {
  const result = await build({
    stdin: {
      contents: `import script from ${JSON.stringify(`/${entry}`)}\n${bundleVariable} = script`,
      sourcefile: 'tacosmith:entry',
    },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'esnext',
    sourcemap: 'external',
    outdir: '/',
    charset: 'utf8',
    legalComments: 'inline',
    logLevel: 'silent',
    plugins: [chunksInMemory(chunks)],
  }).catch((cause: Partial<BuildFailure>) => {
    throw notOneScript(plan, cause.errors?.map(({ text }) => text).join('\n') ?? String(cause))
  })
  const textOf = (extension: string) =>
    result.outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? ''
  return { code: textOf('.js'), locate: sourceLocator(textOf('.map'), chunks, connectorFolder, outDir) }
}

/** Leads from a linked script through the chunks to the sources. */
function sourceLocator(
  linkedMap: string,
  chunks: LinkableChunks,
  connectorFolder: string,
  outDir: string,
): SourceLocator {
  const linked = new TraceMap(linkedMap)
  const byName = new Map([...chunks.values()].map((chunk) => [readableName(chunk, chunks), chunk]))
  const locators = new Map<LinkableChunk, SourceLocator>()
  return (line, column) => {
    const inChunk = originalPositionFor(linked, { line, column: column - 1 })
    const chunk = byName.get(inChunk.source?.replace(/^.*bundled:/, '') ?? '')
    if (!chunk?.map || inChunk.line === null) return undefined
    const chunkFolder = dirname(join(outDir, chunk.fileName))
    const locate = locators.get(chunk) ?? mapLocator(chunk.map, connectorFolder, chunkFolder)
    locators.set(chunk, locate)
    return locate(inChunk.line, inChunk.column + 1)
  }
}

function chunksInMemory(chunks: LinkableChunks): Plugin {
  return {
    name: 'tacosmith-chunks',
    setup(bundler) {
      bundler.onResolve({ filter: /.*/ }, ({ path, pluginData }) => {
        const importer = (pluginData as string | undefined) ?? '/'
        const fileName = posix.resolve(posix.dirname(importer), path).slice(1)
        const chunk = /^[./]/.test(path) ? chunks.get(fileName) : undefined
        if (!chunk) return { errors: [{ text: leftOut(path) }] }
        return { path: readableName(chunk, chunks), namespace: 'bundled', pluginData: `/${fileName}` }
      })
      bundler.onLoad({ filter: /.*/, namespace: 'bundled' }, ({ pluginData }) => ({
        contents: chunks.get((pluginData as string).slice(1))?.code ?? '',
        loader: 'js',
        pluginData,
      }))
    },
  }
}

/** File names of chunks carry hashes, which have no place in a script that people read. */
function readableName({ name, fileName }: LinkableChunk, chunks: LinkableChunks): string {
  const namesakes = [...chunks.values()].filter((chunk) => chunk.name === name)
  const index = namesakes
    .map((chunk) => chunk.fileName)
    .sort()
    .indexOf(fileName)
  return index > 0 ? `${name} (${index + 1})` : name
}

/**
 * Refuses TypeScript with two default exports, of which Rolldown takes the last without a word.
 *
 * @throws TacosmithError `script`
 */
export async function refuseTwoDefaultExports(
  { sourcePath }: ScriptPlan,
  connectorFolder: string,
): Promise<void> {
  if (!/\.m?tsx?$/.test(sourcePath)) return
  const source = await readFile(join(connectorFolder, sourcePath))
  const errors = await transform(source, {
    loader: sourcePath.endsWith('x') ? 'tsx' : 'ts',
    logLevel: 'silent',
  }).then(
    () => [],
    (cause: BuildFailure) => cause.errors,
  )
  // Whatever else esbuild dislikes may be what a plugin understands.
  const second = errors.find(({ text }) => text === 'Multiple exports with the same name "default"')?.location
  if (second) throw twoDefaultExports({ sourcePath }, second.line)
}
