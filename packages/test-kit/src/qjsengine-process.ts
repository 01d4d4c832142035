import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { qjsengineProgram } from './qjsengine-program.ts'

/** What the program says of a request. */
interface Said {
  status: number
  complaints: string
  answers?: unknown
}

interface Waiting {
  resolve(line: string): void
  reject(error: Error): void
}

/** A process that has loaded Qt's script engine and answers requests one after the other, as long as this process lives. */
export class QjsEngineProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>
  readonly #waiting: Waiting[] = []
  #complaints = ''
  #end: Error | undefined

  /** @param binding - The Python package, such as PyQt6. */
  constructor(python: string, binding: string) {
    this.#child = spawn(python, ['-c', qjsengineProgram, binding], { stdio: ['pipe', 'pipe', 'pipe'] })
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#take(line))
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.#complaints += chunk
    })
    // A process that ends early closes its input; what it said on standard error is the better message.
    this.#child.stdin.on('error', () => {})
    this.#child.on('error', (error) => this.#fail(error))
    this.#child.on('close', (code, signal) =>
      this.#fail(new Error(`QJSEngine ended with ${signal ?? code}: ${this.#complaints}`)),
    )
    this.#keepAlive(false)
  }

  get isAlive(): boolean {
    return this.#end === undefined
  }

  /**
   * The answers of the program, as JSON has them.
   *
   * @throws Error where the request could not be answered
   */
  async ask(request: object): Promise<string> {
    if (this.#end !== undefined) throw this.#end
    const line = await new Promise<string>((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#keepAlive(true)
      this.#child.stdin.write(`${JSON.stringify(request)}\n`)
    })
    const { status, complaints, answers } = JSON.parse(line) as Said
    if (status !== 0) throw new Error(`QJSEngine ended with ${status}: ${complaints}`)
    return JSON.stringify(answers)
  }

  #take(line: string): void {
    this.#waiting.shift()?.resolve(line)
    if (this.#waiting.length === 0) this.#keepAlive(false)
  }

  #fail(error: Error): void {
    this.#end ??= error
    for (const { reject } of this.#waiting.splice(0)) reject(this.#end)
  }

  /** A process that waits for requests does not keep this one alive. */
  #keepAlive(isWaitedFor: boolean): void {
    const { stdin, stdout, stderr } = this.#child
    for (const one of [this.#child, stdin, stdout, stderr] as { ref?(): void; unref?(): void }[]) {
      if (isWaitedFor) one.ref?.()
      else one.unref?.()
    }
  }
}
