import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { TacosmithError } from '@tacosmith/core'
import type { DevRound } from '../dev/dev-build.ts'
import { errorText } from '../program/run-command.ts'
import { reportText } from '../terminal/report-text.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { wrap } from '../terminal/text-layout.ts'
import { serverLines } from './server-lines.ts'

/** Tells each round, but not the same twice. */
export class DevText {
  readonly #json: boolean
  readonly #terminal: Terminal
  readonly #serverCommands: (folder: string) => readonly string[]
  #last = ''
  #isLoaded = false

  /** @param serverCommands - What prepares Tableau Server for the folder; none where it is not to be told. */
  constructor(
    json: boolean,
    terminal: Terminal,
    serverCommands: (folder: string) => readonly string[] = () => [],
  ) {
    this.#json = json
    this.#terminal = terminal
    this.#serverCommands = serverCommands
  }

  /** Tells at the beginning what is watched. */
  watching(connector: string): void {
    this.#terminal.say(`Watching ${shownPath(connector, this.#terminal.cwd)}. Press Ctrl-C to stop.\n`)
  }

  /** Ends the line on which the terminal shows `^C`. */
  end(): void {
    if (this.#terminal.isStderrWatched) this.#terminal.say('\n')
  }

  /** @param paths - The files whose change led to it. */
  round(round: DevRound, paths: string[]): void {
    const { report } = round
    const changed = round.ok ? round.changes.written.length + round.changes.removed.length : 0
    const state = JSON.stringify([round.ok, report])
    const hasNews = state !== this.#last || changed > 0
    this.#last = state
    if (!hasNews) return
    if (this.#json) {
      this.#line(roundJson(round))
      return
    }
    if (report.diagnostics.length > 0) this.#findings(round)
    if (round.ok) this.#terminal.printResult(`${this.#success(round, paths)}\n`)
    else this.#kept()
  }

  /** Tells of a round that could not come to its end. */
  failure(error: TacosmithError): void {
    const state = `${error.code} ${error.message}`
    if (state === this.#last) return
    this.#last = state
    this.#error(error)
    if (!this.#json) this.#kept(error.code === 'output')
  }

  /** Tells that another configuration counts from now on. */
  configuration(file: string): void {
    const what = existsSync(file) ? 'has changed' : 'is gone'
    this.#terminal.say(`${basename(file)} ${what}. The new configuration is now in use.\n`)
  }

  /** Tells of a configuration that cannot be used. */
  configurationFailure(file: string, { code, message, help }: TacosmithError): void {
    const named = message.includes(file) ? message : `${file}: ${message}`
    this.#error({ code, message: named, help })
    this.#terminal.say('The previous configuration stays in use until this is fixed.\n')
  }

  #error({ code, message, help }: Pick<TacosmithError, 'code' | 'message' | 'help'>): void {
    if (this.#json) this.#line({ ok: false, error: { code, message, ...(help ? { help } : {}) } })
    else this.#terminal.say(errorText({ message, help }, this.#terminal))
  }

  #success({ class: name, folder, changes }: DevRound & { ok: true }, paths: string[]): string {
    const shown = shownPath(folder, this.#terminal.cwd)
    const { written, removed } = changes
    if (!this.#isLoaded) {
      this.#isLoaded = true
      const commands = this.#serverCommands(folder)
      return [
        `${name} is in ${shown}. To start Tableau with it:`,
        `  tacosmith run desktop ${shown}`,
        ...(commands.length > 0 ? ['', ...serverLines(commands)] : []),
      ].join('\n')
    }
    if (written.length + removed.length === 0) return `No more errors; ${shown} was up to date.`
    const files = [...written, ...removed.map((file) => `${file} (removed)`)].join(', ')
    const cause = paths.length === 1 ? `${basename(paths[0] ?? '')} changed. ` : ''
    const text = `${cause}Updated ${files}. Restart Tableau to load it.`
    return wrap(text, this.#terminal.width).join('\n')
  }

  #findings({ report, readSource, connector }: DevRound): void {
    this.#terminal.say(reportText({ report, readSource, folder: connector }, this.#terminal))
  }

  /** @param isHalf - Writing itself has failed. */
  #kept(isHalf = false): void {
    const state = isHalf
      ? 'Until this is fixed, some of its files may be new and others old.'
      : this.#isLoaded
        ? 'The folder still holds the previous version of the connector.'
        : 'The folder for Tableau stays unchanged until the errors are fixed.'
    this.#terminal.say(`${state}\n`)
  }

  #line(value: object): void {
    this.#terminal.printResult(`${JSON.stringify(value)}\n`)
  }
}

function roundJson(round: DevRound): object {
  const { ok, report } = round
  if (!ok) return { ok, report }
  return { ok, class: round.class, folder: round.folder, ...round.changes, report }
}
