import { type FileHandle, open, stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { TacosmithError } from '../errors.ts'

/** How a log is read. */
export interface LogReading {
  /** Goes on as the file grows, until `signal` ends it. Default false. */
  follow?: boolean
  signal?: AbortSignal
  /** How long to wait before looking for more, in milliseconds. Default 300. */
  interval?: number
}

/** A line of a text file. */
export interface TextLine {
  text: string
  /** 1-based; starts again with a new file. */
  number: number
}

/** Bytes; a line that is longer is not a line of a log, and is left out. */
const MAXIMUM_LINE = 4 * 1024 * 1024

const CHUNK = 256 * 1024

/**
 * Reads a text file line by line, whatever its size. Where it is followed, a file that was cut off or replaced by a new
 * one of the same name is read from its start.
 *
 * @throws TacosmithError `environment` where it cannot be opened or read
 */
export async function* readLines(
  path: string,
  { follow = false, signal, interval = 300 }: LogReading = {},
): AsyncGenerator<TextLine, void, undefined> {
  let reader = await LineReader.open(path)
  try {
    while (!signal?.aborted) {
      const lines = await reader.more()
      if (lines !== undefined) {
        yield* lines
        continue
      }
      if (!follow) break
      if (await reader.isReplaced()) {
        yield* reader.rest()
        // Between two files there may be none for a moment.
        const next = await LineReader.open(path).catch(() => undefined)
        if (next !== undefined) {
          await reader.close()
          reader = next
          continue
        }
      }
      await pause(interval, undefined, { ...(signal && { signal }) }).catch(() => undefined)
    }
    if (!signal?.aborted) yield* reader.rest()
  } finally {
    await reader.close()
  }
}

/** Reads a file from where it stopped the last time. */
class LineReader {
  readonly #path: string
  readonly #file: FileHandle
  readonly #buffer = Buffer.allocUnsafe(CHUNK)
  #position = 0
  #number = 0
  /** The beginning of a line whose end has not come yet. */
  #pending: Buffer[] = []
  #pendingSize = 0

  private constructor(path: string, file: FileHandle) {
    this.#path = path
    this.#file = file
  }

  static async open(path: string): Promise<LineReader> {
    try {
      return new LineReader(path, await open(path, 'r'))
    } catch (cause) {
      throw unreadable(path, cause)
    }
  }

  /** The lines that ended in the next piece of the file; undefined at its end. */
  async more(): Promise<TextLine[] | undefined> {
    const { bytesRead } = await this.#file
      .read(this.#buffer, 0, CHUNK, this.#position)
      .catch((cause: unknown) => {
        throw unreadable(this.#path, cause)
      })
    if (bytesRead === 0) return undefined
    this.#position += bytesRead
    const lines: TextLine[] = []
    let start = 0
    for (let end = this.#lineEnd(start, bytesRead); end >= 0; end = this.#lineEnd(start, bytesRead)) {
      this.#keep(start, end)
      lines.push(...this.rest())
      start = end + 1
    }
    this.#keep(start, bytesRead)
    return lines
  }

  /** What follows the last line break, as a line. */
  rest(): TextLine[] {
    const isTooLong = this.#pendingSize > MAXIMUM_LINE
    const text = isTooLong ? '' : Buffer.concat(this.#pending).toString('utf8')
    const isLine = this.#pendingSize > 0
    this.#pending = []
    this.#pendingSize = 0
    this.#number++
    return isLine && !isTooLong ? [{ text, number: this.#number }] : []
  }

  /** Whether the file at the path is another one by now, or was cut off. */
  async isReplaced(): Promise<boolean> {
    const [now, mine] = await Promise.all([
      stat(this.#path).catch(() => undefined),
      this.#file.stat().catch(() => undefined),
    ])
    if (now === undefined) return false
    return mine === undefined || now.ino !== mine.ino || now.size < this.#position
  }

  async close(): Promise<void> {
    await this.#file.close().catch(() => undefined)
  }

  #lineEnd(start: number, end: number): number {
    const found = this.#buffer.indexOf(10, start)
    return found < end ? found : -1
  }

  /** Of what is too long only the length is kept. */
  #keep(start: number, end: number): void {
    this.#pendingSize += end - start
    if (this.#pendingSize > MAXIMUM_LINE) this.#pending = []
    else if (end > start) this.#pending.push(Buffer.from(this.#buffer.subarray(start, end)))
  }
}

function unreadable(path: string, cause: unknown): TacosmithError {
  const code = (cause as NodeJS.ErrnoException).code
  return new TacosmithError('environment', `${path} cannot be read (${code})`, {
    help: 'Check that the file exists and that you have permission to read it.',
    cause,
  })
}
