import { posix } from 'node:path'
import { originalPositionFor, type SourceMapInput, TraceMap } from '@jridgewell/trace-mapping'
import { bundleVariable } from '@tacosmith/core'
import { build, type Plugin } from 'esbuild'

/** A chunk that linking may draw on. */
export interface LinkableChunk {
  /** What the bundler calls it; readers find it above its code. */
  name: string
  code: string
  /** Leads to the sources, whose names are relative to the chunk's own folder. */
  map?: SourceMapInput | null
}

/** A script linked from chunks. */
export interface LinkedScript {
  /** Assigns the default export of the entry to `bundleVariable`, see core's `wrapScript`. */
  code: string
  /** Finds the chunk, by file name, and the place in it that a place of the script (1-based) came from. */
  chunkPlace(line: number, column: number): { fileName: string; line: number; column: number } | undefined
}

/** The chunks of a bundle by file name. */
export type LinkableChunks = ReadonlyMap<string, LinkableChunk>

/** What {@link linkChunks} found to be wrong with the chunks themselves. */
export class LinkError extends Error {}

const entryName = 'tacosmith:entry'

/**
 * Links a chunk and the chunks it imports into one self-contained script.
 *
 * One Vite build cannot emit several such scripts: modules that two of them share become chunks of their own.
 *
 * @throws LinkError where a chunk imports something that is not among the chunks.
 */
export async function linkChunks(entry: string, chunks: LinkableChunks): Promise<LinkedScript> {
  const result = await build({
    stdin: {
      contents: `import script from ${JSON.stringify(`/${entry}`)}\n${bundleVariable} = script`,
      sourcefile: entryName,
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
  }).catch((cause: unknown) => {
    const errors = (cause as { errors?: { text: string }[] }).errors ?? []
    throw new LinkError(errors.map((error) => error.text).join('\n') || String(cause), { cause })
  })
  const textOf = (extension: string) =>
    result.outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? ''
  return { code: textOf('.js'), chunkPlace: chunkPlaces(textOf('.map'), chunks) }
}

function chunkPlaces(map: string, chunks: LinkableChunks): LinkedScript['chunkPlace'] {
  const trace = new TraceMap(map)
  const fileNames = new Map([...chunks.keys()].map((fileName) => [readableName(fileName, chunks), fileName]))
  return (line, column) => {
    const original = originalPositionFor(trace, { line, column: column - 1 })
    const fileName = fileNames.get(original.source?.replace(/^.*bundled:/, '') ?? '')
    if (fileName === undefined || original.line === null) return undefined
    return { fileName, line: original.line, column: original.column + 1 }
  }
}

function chunksInMemory(chunks: LinkableChunks): Plugin {
  return {
    name: 'tacosmith-chunks',
    setup(bundler) {
      bundler.onResolve({ filter: /.*/ }, ({ path, pluginData }) => {
        const importer = (pluginData as string | undefined) ?? '/'
        const fileName = posix.resolve(posix.dirname(importer), path).slice(1)
        if (/^[./]/.test(path) && chunks.has(fileName)) {
          return { path: readableName(fileName, chunks), namespace: 'bundled', pluginData: `/${fileName}` }
        }
        return {
          errors: [{ text: `it imports "${path}", which the configuration leaves out of the bundle` }],
        }
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
function readableName(fileName: string, chunks: LinkableChunks): string {
  const { name } = chunks.get(fileName) ?? { name: fileName }
  const namesakes = [...chunks].filter(([, chunk]) => chunk.name === name).map(([file]) => file)
  const index = namesakes.sort().indexOf(fileName)
  return index > 0 ? `${name} (${index + 1})` : name
}
