import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { copyJavaHome } from './java-home.ts'
import { compileJava } from './java-programs.ts'
import { requireOracle } from './oracles.ts'

/** What `java/JavaOracle.java` can be asked. */
export type JavaQuestion = 'jarsigner' | 'judge' | 'keytool' | 'read' | 'validate' | 'write'

type JavaProcess = ChildProcessByStdio<Writable, Readable, Readable>

/** An answer takes milliseconds, or seconds for thousands of files: this is for a JDK that hangs. */
const LIMIT = 100_000

let oracle: Promise<JavaOracle> | undefined

/**
 * Asks a JDK that is started once for all questions of this process.
 *
 * @throws Error when the JDK could not answer, ended or hangs
 */
export async function askJava(what: JavaQuestion, args: readonly string[]): Promise<string> {
  oracle ??= JavaOracle.start()
  const asked = oracle
  try {
    return await (await asked).ask(what, args)
  } catch (error) {
    // The next question starts another one if this one is gone.
    const isAlive = await asked.then(
      (one) => one.isAlive,
      () => false,
    )
    if (!isAlive && oracle === asked) oracle = undefined
    throw error
  }
}

interface Waiting {
  resolve(answer: string): void
  reject(error: Error): void
  timer: NodeJS.Timeout
}

/** A JDK that answers questions, as long as this process lives. */
export class JavaOracle {
  readonly #child: JavaProcess
  readonly #limit: number
  readonly #waiting: Waiting[] = []
  #errors = ''
  #end: string | undefined

  private constructor(child: JavaProcess, home: string, limit: number) {
    this.#child = child
    this.#limit = limit
    createInterface({ input: child.stdout }).on('line', (line) => this.#take(line))
    child.stderr.on('data', (chunk: Buffer) => {
      this.#errors += chunk
    })
    // A pipe that breaks is followed by the end.
    child.stdin.on('error', () => {})
    child.on('error', (error) => this.#fail(`cannot be started: ${error.message}`))
    child.on('close', (code, signal) => this.#fail(`ended with ${code ?? signal}: ${this.#errors}`))
    // It removes its folder itself, unless it crashed.
    child.on('close', () => rmSync(home, { recursive: true, force: true }))
    this.#rest()
  }

  /** @param limit how many milliseconds an answer may take */
  static async start(limit: number = LIMIT): Promise<JavaOracle> {
    const java = requireOracle('java')
    if (java === undefined) throw new Error('java is missing')
    const { classes, jarsigner } = await compileJava(java)
    const home = await copyJavaHome(await mkdtemp(join(tmpdir(), 'tacosmith-java-')))
    // JAVA_TOOL_OPTIONS would show up in the output.
    const { JAVA_TOOL_OPTIONS: _, ...environment } = process.env
    const child = spawn(
      java,
      [
        // It lives for seconds: what a long life would gain costs more than it gives.
        ...['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto'],
        ...['-Duser.language=en', '-Dfile.encoding=UTF-8', `-Djava.home=${home}`],
        ...['--patch-module', `jdk.jartool=${jarsigner}`, '--add-reads', 'jdk.jartool=ALL-UNNAMED'],
        ...['--add-exports', 'jdk.jartool/sun.security.tools.jarsigner=ALL-UNNAMED'],
        ...['--add-exports', 'java.base/sun.security.tools.keytool=ALL-UNNAMED'],
        ...['-cp', classes, 'JavaOracle', home],
      ],
      { stdio: ['pipe', 'pipe', 'pipe'], env: { ...environment, LC_ALL: 'C.UTF-8' } },
    )
    return new JavaOracle(child, home, limit)
  }

  /** Sends the process a signal. */
  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  get isAlive(): boolean {
    return this.#end === undefined
  }

  ask(what: JavaQuestion, args: readonly string[]): Promise<string> {
    if (this.#end !== undefined) return Promise.reject(new Error(this.#end))
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#hang(what), this.#limit)
      this.#waiting.push({ resolve, reject, timer })
      this.#work()
      const fields = args.map((text) => Buffer.from(text).toString('base64'))
      this.#child.stdin.write(`${[what, ...fields].join('\t')}\n`)
    })
  }

  #take(line: string): void {
    const waiting = this.#waiting.shift()
    const [, kind, text = ''] = /^(answer|failure)\t([A-Za-z0-9+/=]*)$/.exec(line) ?? []
    if (waiting === undefined || kind === undefined) {
      waiting?.reject(new Error(`the JDK said what is no answer: ${line}`))
      this.#fail(`said what is no answer: ${line}`)
      this.#child.kill('SIGKILL')
      return
    }
    clearTimeout(waiting.timer)
    if (this.#waiting.length === 0) this.#rest()
    const said = Buffer.from(text, 'base64').toString()
    if (kind === 'answer') waiting.resolve(said)
    else waiting.reject(new Error(`the JDK failed: ${said}`))
  }

  #hang(what: JavaQuestion): void {
    this.#fail(`did not answer "${what}" within ${this.#limit} ms: ${this.#errors}`)
    this.#child.kill('SIGKILL')
  }

  #fail(how: string): void {
    this.#end ??= `the JDK ${how}`
    for (const { reject, timer } of this.#waiting.splice(0)) {
      clearTimeout(timer)
      reject(new Error(this.#end))
    }
  }

  /** Waits without keeping this process alive. */
  #rest(): void {
    for (const one of this.#handles()) one.unref?.()
  }

  #work(): void {
    for (const one of this.#handles()) one.ref?.()
  }

  #handles(): { ref?(): void; unref?(): void }[] {
    const { stdin, stdout, stderr } = this.#child
    return [this.#child, stdin, stdout, stderr] as { ref?(): void; unref?(): void }[]
  }
}
