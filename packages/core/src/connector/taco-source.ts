import type { JSZipObject } from 'jszip'
import { TacosmithError } from '../errors.ts'
import { type ArchiveBytes, byteSource, readArchive, wholeOf } from '../jar/index.ts'
import { archiveSource, isConnectorFile } from './archive-source.ts'
import { isConnectorPath } from './connector-path.ts'
import { type ConnectorSource, maximumFileSize } from './source.ts'

/**
 * The files of a packaged connector, without its signature: META-INF is left out.
 *
 * Says nothing about the signature; `verifyTaco` does.
 *
 * @param bytes the `.taco`: in memory, or opened with `openTacoFile`, which has to stay open
 * @param name what messages call it, default `taco`
 * @throws TacosmithError `archive-malformed` where the bytes are no archive, hold a name that leads elsewhere, or
 *   (from its methods) an entry cannot be unpacked
 */
export async function tacoSource(bytes: ArchiveBytes, name = 'taco'): Promise<ConnectorSource> {
  const strict = readStrictly(bytes, name)
  if (strict === undefined) return await lenientSource(bytes, name)
  return {
    ...strict,
    read: async (path) => {
      try {
        return await strict.read(path)
      } catch (error) {
        const size = isMalformed(error) ? await strict.size?.(path) : undefined
        if (size === undefined || size >= maximumFileSize) throw error
        return await (await lenientSource(bytes, name)).read(path)
      }
    },
  }
}

/** Undefined for an archive that is not quite in order: its content can be shown all the same. */
function readStrictly(bytes: ArchiveBytes, name: string): ConnectorSource | undefined {
  try {
    const archive = readArchive(bytes)
    const names = archive.entries.map((entry) => entry.name).filter(isConnectorFile)
    return names.every(isConnectorPath) ? archiveSource(archive, name) : undefined
  } catch (error) {
    if (isMalformed(error)) return undefined
    throw error
  }
}

function isMalformed(error: unknown): boolean {
  return error instanceof TacosmithError && error.code === 'archive-malformed'
}

async function lenientSource(bytes: ArchiveBytes, name: string): Promise<ConnectorSource> {
  const entries = await openArchive(wholeOf(byteSource(bytes)), name)
  const unpacked = new Map<string, Promise<Unpacked>>()
  const unpack = (path: string): Promise<Unpacked> | undefined => {
    const entry = entries.get(path)
    if (entry === undefined) return undefined
    const result = unpacked.get(path) ?? unpackEntry(entry, name)
    unpacked.set(path, result)
    return result
  }
  return {
    name,
    isUntrusted: true,
    list: async () => [...entries.keys()].sort(),
    size: async (path) => (await unpack(path))?.size,
    read: async (path) => {
      const content = await unpack(path)
      if (content === undefined || content.bytes !== undefined) return content?.bytes
      throw malformed(name, `${path} is larger than ${maximumFileSize} bytes when unpacked`)
    },
  }
}

/** An entry's content; without bytes where it is too large. */
interface Unpacked {
  size: number
  bytes: Uint8Array | undefined
}

async function openArchive(bytes: Uint8Array, name: string): Promise<Map<string, JSZipObject>> {
  // Loaded here only: a folder, or an archive in order, is read without it.
  const { default: JSZip } = await import('jszip')
  const archive = await JSZip.loadAsync(bytes).catch((cause: unknown) => {
    throw malformed(name, 'it is not a readable ZIP archive', cause)
  })
  const entries = new Map<string, JSZipObject>()
  for (const entry of Object.values(archive.files)) {
    if (entry.dir) continue
    // The library takes `..` out of names; such an archive is not to be trusted at all.
    const written = entry.unsafeOriginalName ?? entry.name
    if (/^META-INF\//i.test(written) && !written.includes('..')) continue
    if (!isConnectorPath(written))
      throw malformed(name, `it has an entry with an unsafe name: ${JSON.stringify(written)}`)
    entries.set(written, entry)
  }
  return entries
}

/** Unpacks one entry and stops as soon as it grows beyond the limit, whatever size the archive claims. */
function unpackEntry(entry: JSZipObject, archiveName: string): Promise<Unpacked> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    let size = 0
    const stream = entry.nodeStream('nodebuffer')
    stream.on('data', (chunk: Uint8Array) => {
      size += chunk.length
      chunks.push(chunk)
      if (size < maximumFileSize) return
      stream.removeAllListeners('data').pause()
      resolve({ size, bytes: undefined })
    })
    stream.on('error', (cause) => reject(malformed(archiveName, `${entry.name} cannot be unpacked`, cause)))
    stream.on('end', () => resolve({ size, bytes: Buffer.concat(chunks) }))
  })
}

function malformed(name: string, found: string, cause?: unknown): TacosmithError {
  return new TacosmithError('archive-malformed', `${name} should be a packaged connector, but ${found}`, {
    help: 'Build the .taco again, or fetch it again from where it came from.',
    cause,
  })
}
