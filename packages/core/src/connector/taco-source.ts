import { TacosmithError } from '../errors.ts'
import { type ArchiveBytes, readArchive } from '../format/zip/index.ts'
import { archiveSource, isConnectorFile } from './archive-source.ts'
import { isConnectorPath } from './connector-path.ts'
import type { ConnectorSource } from './source.ts'

/**
 * The files of a packaged connector, without its signature: META-INF is left out.
 *
 * The archive is read as strictly as `verifyTaco` reads it, and problems are reported in the same words. Says
 * nothing about the signature; `verifyTaco` does.
 *
 * @param bytes the `.taco`: in memory, or an open file, which has to stay open
 * @param name what messages call it, default `taco`
 * @throws TacosmithError `archive-malformed` where the bytes are not a well-formed archive, hold a name that leads elsewhere,
 *   or (from its methods) an entry cannot be unpacked
 */
export async function tacoSource(bytes: ArchiveBytes, name = 'taco'): Promise<ConnectorSource> {
  return await naming(name, () => {
    const archive = readArchive(bytes)
    const unsafe = archive.entries.find(
      (entry) => isConnectorFile(entry.name) && !isConnectorPath(entry.name),
    )
    if (unsafe !== undefined) throw unsafeName(unsafe.name)
    const source = archiveSource(archive, name)
    return { ...source, read: (path) => naming(name, () => source.read(path)) }
  })
}

/** What is wrong with an archive is said of a file that people know by its name. */
async function naming<Result>(name: string, work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof TacosmithError) || cause.code !== 'archive-malformed') throw cause
    if (cause.message.startsWith(name)) throw cause
    const help = cause.help === undefined ? {} : { help: cause.help }
    throw new TacosmithError('archive-malformed', `${name}: ${cause.message}`, { ...help, cause })
  }
}

function unsafeName(entryName: string): TacosmithError {
  return new TacosmithError(
    'archive-malformed',
    `the file is not a well-formed archive: it has an entry with an unsafe name: ${JSON.stringify(entryName)}`,
    { help: 'Build the .taco again, or download it again.' },
  )
}
