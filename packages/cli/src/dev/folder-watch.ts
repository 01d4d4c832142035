import { type FSWatcher, statSync, watch } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Folders that nobody writes a connector in; to watch them would cost much and wake us up for nothing. */
const ignoredNames = new Set(['node_modules', 'dist'])

/**
 * Watches folders, each for itself: a recursive watch of a project would take in all of `node_modules`.
 */
export class FolderWatch {
  readonly #watchers: Map<string, FSWatcher> = new Map()
  readonly #onChange: (path: string) => void
  #isClosed = false

  /** @param onChange - Called with the absolute path of a file that is new, changed or gone. */
  constructor(onChange: (path: string) => void) {
    this.#onChange = onChange
  }

  /**
   * Watches these folders and no others any more. Of one that does not exist the nearest above it is watched.
   *
   * @returns those that were not watched before
   */
  watch(folders: Iterable<string>): string[] {
    const wanted = new Set(folders)
    for (const folder of [...this.#watchers.keys()]) {
      if (!wanted.has(folder)) this.#drop(folder)
    }
    const added = [...wanted].filter((folder) => !this.#watchers.has(folder))
    for (const folder of added) this.#add(folder)
    return added
  }

  /** Watches one more folder, until the next call of {@link watch}. */
  watchAlso(folder: string): void {
    this.#add(folder)
  }

  /** For good: work that has not ended yet may still ask for folders, which would keep the process from ending. */
  close(): void {
    this.#isClosed = true
    this.watch([])
  }

  #drop(folder: string): void {
    this.#watchers.get(folder)?.close()
    this.#watchers.delete(folder)
  }

  /** A folder that was removed may have come again, as with another branch, and is not the one that we watch. */
  #rewatch(folder: string): void {
    this.#drop(folder)
    this.#add(folder)
  }

  #add(folder: string): void {
    if (this.#isClosed || this.#watchers.has(folder)) return
    try {
      const identity = identityOf(folder)
      const watcher = watch(folder, (_, name) => {
        if (identityOf(folder) !== identity) this.#rewatch(folder)
        this.#onChange(name === null ? folder : join(folder, name))
      })
      watcher.on('error', () => {
        this.#drop(folder)
        this.#onChange(folder)
      })
      this.#watchers.set(folder, watcher)
    } catch {
      if (dirname(folder) !== folder) this.#add(dirname(folder))
    }
  }
}

/** Tells a folder from another one of the same name; those that come after it may get its inode. */
function identityOf(folder: string): string | undefined {
  const found = statSync(folder, { throwIfNoEntry: false })
  return found && `${found.dev} ${found.ino} ${found.birthtimeMs}`
}

/** A folder and all inside it, but for those of tools. */
export async function foldersWithin(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const inner = entries.filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && !ignoredNames.has(entry.name),
  )
  const deeper = await Promise.all(inner.map(({ name }) => foldersWithin(join(folder, name))))
  return [folder, ...deeper.flat()]
}

/** Whether a change of a file is none of the author's: of our own files and of those that editors put aside. */
export function isPassing(path: string): boolean {
  const name = basename(path)
  return name === 'tacosmith-env.d.ts' || name.startsWith('.') || name.endsWith('~') || ignoredNames.has(name)
}
