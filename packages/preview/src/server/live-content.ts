import type { PreviewContent } from '../content/preview-content.ts'

/** Reads the connector as it is now. */
export type ReadPreview = () => Promise<PreviewContent>

/** The content of a page that follows the files. */
export class LiveContent {
  readonly #read: ReadPreview
  readonly #listeners: Set<() => void> = new Set()
  #current: Promise<PreviewContent> | undefined
  #known: PreviewContent | undefined

  constructor(read: ReadPreview) {
    this.#read = read
  }

  /** As of the last change; read when it is first asked for. */
  get(): Promise<PreviewContent> {
    if (this.#current !== undefined) return this.#current
    const current = this.#read()
    this.#current = current
    current.then(
      (content) => {
        if (this.#current === current) this.#known = content
      },
      () => {
        // The next one to ask tries again.
        if (this.#current === current) this.#current = undefined
      },
    )
    return current
  }

  /** As of the last change, where somebody has asked for it and it has been read. */
  get known(): PreviewContent | undefined {
    return this.#known
  }

  /** Something has changed: reads anew, and tells all pages. */
  changed(): void {
    this.#current = undefined
    this.#known = undefined
    for (const listener of this.#listeners) listener()
  }

  /** @returns what ends it */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
