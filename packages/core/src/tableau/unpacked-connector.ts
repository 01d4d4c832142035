import { readdir, readFile, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { TacosmithError } from '../errors.ts'
import { writeFileIfChanged } from '../output/index.ts'

/** Beside the connector's files: the names of those that we wrote, so that no other is ever removed. */
const recordName = '.tacosmith-unpacked.json'

/** What {@link writeUnpacked} changed, as paths with slashes, sorted. */
export interface UnpackedChanges {
  written: string[]
  removed: string[]
}

/**
 * Brings a folder with an unpacked connector, as Tableau reads it under development, up to date: what differs is
 * written, each file whole, and what was written earlier and is no longer part of the connector is removed.
 *
 * @param folder absolute; it is made where it is missing
 * @param files all files of the connector, by path with slashes
 * @throws TacosmithError `usage` where the folder holds files that are not from an earlier call, `output` where it
 *   cannot be written.
 */
export async function writeUnpacked(
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<UnpackedChanges> {
  const earlier = await readRecord(folder)
  const names = [...files.keys()].sort()
  // The record comes first: a run that is cut off leaves no file that nobody knows.
  await record(folder, [...new Set([...earlier, ...names])].sort())
  const written: string[] = []
  for (const name of names) {
    const done = await writeFileIfChanged(join(folder, name), files.get(name) ?? new Uint8Array(), {
      within: folder,
    })
    if (done === 'written') written.push(name)
  }
  const removed = earlier.filter((name) => !files.has(name))
  await removeFiles(folder, removed)
  await record(folder, names)
  return { written, removed }
}

/**
 * Removes what {@link writeUnpacked} wrote into a folder, and the folder if nothing else is in it.
 *
 * @throws TacosmithError `usage` where the folder is not from {@link writeUnpacked}, `output` where it cannot be removed.
 */
export async function removeUnpacked(folder: string): Promise<void> {
  await removeFiles(folder, [...(await readRecord(folder)), recordName])
  await rmdir(folder).catch(() => {})
}

async function readRecord(folder: string): Promise<string[]> {
  const present = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return []
    throw new TacosmithError('usage', `${folder} cannot be used as a folder`, { cause })
  })
  if (present.length === 0) return []
  const text = await readFile(join(folder, recordName), 'utf8').catch(() => '')
  const names = parseNames(text)
  if (names !== undefined) return names
  throw new TacosmithError('usage', `${folder} holds files that tacosmith did not write`, {
    help: 'Choose a folder that is empty or does not exist; otherwise its files would be mixed with those of the connector.',
  })
}

function parseNames(text: string): string[] | undefined {
  try {
    const names: unknown = JSON.parse(text)
    return Array.isArray(names) ? names.filter(isInside) : undefined
  } catch {
    return undefined
  }
}

/** Whoever edits the record must not make us remove files elsewhere. */
function isInside(name: unknown): name is string {
  return typeof name === 'string' && !/^[/\\]|^[a-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/i.test(name)
}

async function record(folder: string, names: string[]): Promise<void> {
  await writeFileIfChanged(join(folder, recordName), Buffer.from(`${JSON.stringify(names, null, 2)}\n`))
}

async function removeFiles(folder: string, names: string[]): Promise<void> {
  for (const name of names) {
    const path = join(folder, name)
    await rm(path, { force: true }).catch((cause: unknown) => {
      throw new TacosmithError('output', `cannot remove ${path}`, { cause })
    })
    // Folders that are empty now; the first that is not ends it.
    for (let parent = dirname(path); parent.length > folder.length; parent = dirname(parent)) {
      if (!(await rmdir(parent).then(yes, no))) break
    }
  }
}

const yes = (): boolean => true
const no = (): boolean => false
