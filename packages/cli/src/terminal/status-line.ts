import { visibleText } from '@tacosmith/core/adapter'
import cutToWidth from 'fast-string-truncated-width'

/** A stream of the process, as far as a line on it is concerned. */
type Stream = Pick<NodeJS.WriteStream, 'write' | 'columns' | 'isTTY'>

const eraseLine = '\r\u001b[2K'

/**
 * One line on stderr that is rewritten. Whatever else is written, by us or by the code of a configuration, finds it
 * gone; it shows again only at the start of a line.
 */
export class StatusLine {
  readonly #stderr: Stream
  readonly #write: (text: string) => void
  readonly #release: (() => void)[]
  #isShown = false
  #isAtStart = true

  constructor({ stdout, stderr }: { stdout: Stream; stderr: Stream }) {
    this.#stderr = stderr
    this.#write = stderr.write.bind(stderr) as (text: string) => void
    this.#release = [stdout, stderr].map((stream) =>
      beforeEachWrite(stream, (text) => {
        this.erase()
        if (stream.isTTY) this.#isAtStart = text.endsWith('\n')
      }),
    )
  }

  /** Shows a text in place of the earlier one, cut to the width of the terminal. */
  show(text: string): void {
    if (!this.#isAtStart) return
    // In the last column some terminals break the line.
    const limit = (this.#stderr.columns ?? 80) - 1
    const shown = visibleText(text)
    const { index, ellipsed } = cutToWidth(shown, { limit, ellipsis: '…', ellipsisWidth: 1 })
    this.#write(`${eraseLine}${shown.slice(0, index)}${ellipsed ? '…' : ''}`)
    this.#isShown = true
  }

  erase(): void {
    if (this.#isShown) this.#write(eraseLine)
    this.#isShown = false
  }

  /** Erases the line and leaves the streams as they were. */
  close(): void {
    this.erase()
    for (const release of this.#release) release()
  }
}

/** Reports what a stream is about to write, until the function that is returned is called. */
function beforeEachWrite(stream: Stream, tell: (text: string) => void): () => void {
  const write = stream.write
  stream.write = ((...parameters: Parameters<Stream['write']>) => {
    tell(String(parameters[0]))
    return write.apply(stream, parameters)
  }) as Stream['write']
  return () => {
    stream.write = write
  }
}
