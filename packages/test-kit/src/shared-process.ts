import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

/** A run of a program. */
export interface Run {
  words: string[]
  cwd: string
  /** All that it finds in its environment. */
  environment: Record<string, string>
}

/** What a run ended with. */
export interface Outcome {
  exitCode: number | null
  stdout: string
  stderr: string
}

/** What the process tells at the end of a run. */
interface Ending {
  exitCode: number
  /** Events of the process that have more listeners than before. */
  left: string[]
  folder: string
}

const program = fileURLToPath(new URL('../shared-process.mjs', import.meta.url))

/**
 * A process that runs a program again and again: most of what a process costs is its start. A run that throws or exits
 * ends it, and shows what a process of its own would have shown.
 */
export class SharedProcess {
  readonly #child: ChildProcess
  readonly #started: Promise<void>
  readonly #ended: Promise<number | null>

  /**
   * @param main the address of a module whose function `main` takes the words and returns the exit code
   * @param environment what it finds in its environment at its start
   */
  constructor(main: string, environment: Record<string, string> = {}) {
    const { PATH, SystemRoot } = process.env
    this.#child = fork(program, [main], {
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
      env: { PATH, ...(SystemRoot && { SystemRoot }), ...environment },
    })
    this.#started = new Promise((resolve) => this.#child.once('message', () => resolve()))
    this.#ended = new Promise((resolve, reject) => {
      this.#child.on('error', reject)
      this.#child.on('close', resolve)
    })
  }

  get isAlive(): boolean {
    return this.#child.connected && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Ends it after the run that it is at. */
  end(): void {
    if (this.#child.connected) this.#child.disconnect()
  }

  /** @throws Error when the run leaves something behind that a process of its own would have taken along */
  async run(run: Run): Promise<Outcome> {
    await Promise.race([this.#started, this.#ended])
    const mark = `\n${randomUUID()}\n`
    const [stdout, stderr] = [readUntil(this.#child.stdout, mark), readUntil(this.#child.stderr, mark)]
    const told = new Promise<Ending>((resolve) =>
      this.#child.once('message', (ending) => resolve(ending as Ending)),
    )
    this.#child.send({ ...run, mark })
    const ending = await Promise.race([told, this.#ended])
    if (typeof ending !== 'object' || ending === null) {
      return { exitCode: ending, stdout: stdout.soFar(), stderr: stderr.soFar() }
    }
    const outcome = { exitCode: ending.exitCode, stdout: await stdout.whole, stderr: await stderr.whole }
    if (ending.left.length > 0) throw new Error(`the run leaves listeners for ${ending.left} in its process`)
    if (ending.folder !== run.cwd) throw new Error(`the run leaves its process in ${ending.folder}`)
    return outcome
  }
}

function readUntil(stream: Readable | null, mark: string): { whole: Promise<string>; soFar(): string } {
  if (stream === null) throw new Error('the process has no output')
  let text = ''
  const whole = new Promise<string>((resolve) => {
    stream.setEncoding('utf8').on('data', function take(chunk: string) {
      text += chunk
      if (!text.endsWith(mark)) return
      stream.off('data', take)
      resolve(text.slice(0, -mark.length))
    })
  })
  return { whole, soFar: () => text }
}
