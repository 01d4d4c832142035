import { dirname } from 'node:path'
import { FolderWatch, isPassing } from '../dev/folder-watch.ts'

/** Editors write in several steps; a page should still follow at once. */
const quietMilliseconds = 15

/** Tells of changes of files shortly after they have come. */
export class FollowedFiles {
  readonly #onChange: () => void
  readonly #watch: FolderWatch
  #timer: NodeJS.Timeout | undefined

  constructor(onChange: () => void) {
    this.#onChange = onChange
    this.#watch = new FolderWatch((path) => {
      if (isPassing(path)) return
      clearTimeout(this.#timer)
      this.#timer = setTimeout(this.#onChange, quietMilliseconds)
    })
  }

  /** Follows what lies in these folders, besides those of the files that were followed singly. */
  follow(folders: Iterable<string>): void {
    for (const folder of folders) this.#watch.watchAlso(folder)
  }

  followFile(path: string): void {
    this.#watch.watchAlso(dirname(path))
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#watch.close()
  }
}
