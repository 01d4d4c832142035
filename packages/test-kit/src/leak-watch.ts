import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { format } from 'node:util'
import { describeLeaks, SecretScanner } from './secret-scanner.ts'

/** Keystores and key files hold keys, that is what they are for. */
const KEY_FILE = /\.(?:p12|pfx|jks|keystore|key)$/i
const CONSOLE = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const

/** An error as it is shown to people; `TacosmithError` is one. */
export interface ReportedError extends Error {
  code: string
  help: string | undefined
}

/**
 * Sees to it that nothing a test brings about shows one of its secrets: results, errors, files, and what is written to the
 * console or the standard streams.
 */
export class LeakWatch {
  readonly scanner: SecretScanner = new SecretScanner()
  readonly #written: string[] = []
  #stopListening: (() => void) | undefined

  /** @throws Error naming the place and the secret, but not repeating it. */
  look(place: string, value: unknown): void {
    refuse(
      typeof value === 'string' || value instanceof Uint8Array
        ? describeLeaks(place, this.scanner.find(value))
        : describeLeaks(place, this.scanner.findInValue(value)),
    )
  }

  /**
   * Looks into all files below a folder, and at their names.
   *
   * @param except files that are meant to hold secrets
   * @throws Error as {@link look} does, naming every file.
   */
  async lookIntoFiles(folder: string, except: RegExp = KEY_FILE): Promise<void> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
    const reports: string[] = []
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name)
      const name = relative(folder, path)
      reports.push(describeLeaks(`the name ${name}`, this.scanner.find(name)))
      if (!entry.isFile() || except.test(name)) continue
      reports.push(describeLeaks(`the file ${name}`, this.scanner.find(await readFile(path))))
    }
    refuse(reports.filter((report) => report !== '').join('\n'))
  }

  /** From now on keeps what is written to the console and the standard streams, in place of showing it. */
  listen(): void {
    const streams = [process.stdout, process.stderr].map((stream) => {
      const { write } = stream
      stream.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
        this.#written.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1'))
        for (const done of rest) if (typeof done === 'function') done()
        return true
      }) as typeof write
      return () => {
        stream.write = write
      }
    })
    const methods = CONSOLE.map((name) => {
      // biome-ignore lint/suspicious/noConsole: it is what others write to that is watched
      const method = console[name]
      console[name] = (...words: unknown[]) => void this.#written.push(format(...words))
      return () => {
        console[name] = method
      }
    })
    this.#stopListening = () => {
      for (const restore of [...streams, ...methods]) restore()
    }
  }

  /**
   * Looks into what was written since the last time.
   *
   * @returns what was written
   * @throws Error as {@link look} does.
   */
  lookIntoOutput(): string {
    const written = this.#written.splice(0).join('\n')
    this.look('what was written to the console', written)
    return written
  }

  /** Ends what {@link listen} began, with a last {@link lookIntoOutput}. */
  stopListening(): string {
    this.#stopListening?.()
    this.#stopListening = undefined
    return this.lookIntoOutput()
  }

  /**
   * The error that work fails with, which has to say what to do about it, and nothing of a secret.
   *
   * @throws Error where the work succeeds, and whatever it throws that is not an error for people.
   */
  async failureOf(work: Promise<unknown>): Promise<ReportedError> {
    const error: unknown = await work.then(
      () => new Error('it did not fail'),
      (reason: unknown) => reason,
    )
    if (!isReportedError(error)) throw error
    this.look('the error', error)
    if (!error.help) throw new Error(`the error does not say what to do: ${error.message}`)
    return error
  }
}

function isReportedError(error: unknown): error is ReportedError {
  return error instanceof Error && error.name === 'TacosmithError'
}

function refuse(leaks: string): void {
  if (leaks !== '') throw new Error(`a secret got out:\n${leaks}`)
}
