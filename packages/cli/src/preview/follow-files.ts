import { dirname } from 'node:path'
import { FolderWatch, isPassing } from '../dev/folder-watch.ts'

/** Editors write in several steps; a page should still follow at once. */
const quietMilliseconds = 15

/** Tells of changes of files shortly after they have come. */
export class FollowedFiles {
  readonly #onChange: (paths: readonly string[]) => void
  readonly #paths: Set<string> = new Set()
  readonly #watch: FolderWatch
  #timer: NodeJS.Timeout | undefined

  /** @param onChange - Called with the absolute paths of what is new, changed or gone. */
  constructor(onChange: (paths: readonly string[]) => void) {
    this.#onChange = onChange
    this.#watch = new FolderWatch((path) => {
      if (isPassing(path)) return
      this.#paths.add(path)
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.#tell(), quietMilliseconds)
    })
  }

  /** Follows what lies in these folders, besides those of the files that were followed singly. */
  follow(folders: Iterable<string>): void {
    for (const folder of folders) this.#watch.watchAlso(folder)
  }

  followFile(path: string): void {
    this.#watch.watchAlso(dirname(path))
  }

  #tell(): void {
    const paths = [...this.#paths]
    this.#paths.clear()
    this.#onChange(paths)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#watch.close()
  }
}
