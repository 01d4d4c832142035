import { cp, mkdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { type SimulatedComputer, simulatedComputer, type TimestampServer } from '@tacosmith/test-kit'
import { startCommand } from './dev-session.ts'
import { wordsOf } from './document-rows.ts'
import { storePassword } from './documented-project.ts'
import { type Outcome, type Workplace, workplace } from './run-cli.ts'

const esbuild = createRequire(import.meta.url).resolve(
  `@esbuild/${process.platform}-${process.arch}/bin/esbuild`,
)

/** Somebody who types what the documentation says, on a computer with Tableau, in a folder with all that it speaks of. */
export class DocumentationReader {
  readonly place: Workplace
  readonly #disks: string
  readonly #computers: SimulatedComputer[]
  readonly #variables: Record<string, string>

  private constructor(place: Workplace, disks: string, computers: SimulatedComputer[], tsa: TimestampServer) {
    this.place = place
    this.#disks = disks
    this.#computers = computers
    this.#variables = {
      STORE_PASSWORD: storePassword,
      JAVA_HOME: join(place.folder, 'java'),
      http_proxy: new URL(tsa.url).origin,
    }
  }

  /**
   * @param project - What `documentedProject` made; it is copied.
   *
   * The readers of a project come one after the other.
   */
  static async start(project: Workplace, tsa: TimestampServer): Promise<DocumentationReader> {
    const place = await workplace()
    await cp(project.folder, place.folder, { recursive: true })
    const computers = await Promise.all(
      (['darwin', 'win32', 'linux'] as const).map((platform) =>
        simulatedComputer(platform, join(disksFor(project), platform), esbuild),
      ),
    )
    return new DocumentationReader(place, disksFor(project), computers, tsa)
  }

  /** Runs a command line where it belongs: one with paths of Windows there, one of Tableau Server on Linux, others on a Mac. */
  async run(line: string, variables: Record<string, string> = {}): Promise<Outcome> {
    const [mac, windows, linux] = this.#computers
    const computer = /\b[A-Z]:\\/.test(line) ? windows : /\/srv\//.test(line) ? linux : mac
    const [, command = line, file] = /^(.*?) > (\S+)$/.exec(line) ?? []
    const home = computer?.environment.HOME ?? ''
    const words = wordsOf(command.replace(/^npx /, '')).map((word) => word.replace(/^~(?=\/)/, home))
    const outcome = await this.place.run(words.slice(1), {
      ...computer?.environment,
      ...this.#variables,
      ...variables,
    })
    if (file !== undefined && !file.startsWith('~')) await this.place.write({ [file]: outcome.stdout })
    return outcome
  }

  /** Makes a folder of the computer with Windows. */
  async makeOnWindows(path: string): Promise<void> {
    await mkdir(this.#computers[1]?.pathHere(path) ?? '', { recursive: true })
  }

  /** Tableau has written its log on the Mac. */
  async startLog(): Promise<void> {
    const folder = this.pathOnMac('/Users/ada/Documents/My Tableau Repository/Logs')
    await this.place.write({ [`${folder}/log.txt`]: '' })
  }

  async end(): Promise<void> {
    await rm(this.#disks, { recursive: true })
    await this.place.dispose()
  }

  /** Where a path of the Mac lies, from the folder on. */
  pathOnMac(path: string): string {
    return relative(this.place.folder, this.#computers[0]?.pathHere(path) ?? path)
  }

  /** Starts one that goes on until a signal ends it. */
  async runUntilSignal(line: string, expected: RegExp): Promise<number | null> {
    const home = `${this.place.folder}-home`
    const words = wordsOf(line).map((word) => word.replace(/^~(?=\/)/, home))
    const session = startCommand(this.place.folder, words.slice(1))
    try {
      await session.until(expected)
      return await session.stop('SIGINT')
    } finally {
      await session.kill()
    }
  }
}

/** One place for those who follow each other, since runs on the same disk share a process. */
function disksFor(project: Workplace): string {
  return `${project.folder}-disks`
}
