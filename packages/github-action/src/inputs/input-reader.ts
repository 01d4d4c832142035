import { getInput } from '@actions/core'
import { TacosmithError } from '@tacosmith/core'

interface Mistake {
  message: string
  help: string
}

/** Reads inputs, and keeps what is wrong with them until all of it can be told at once. */
export class InputReader {
  readonly #mistakes: Mistake[] = []

  text(name: string): string | undefined {
    return getInput(name) || undefined
  }

  /** One value a line; blank lines do not count. */
  lines(name: string): string[] {
    const lines = (this.text(name) ?? '').split(/\r?\n/)
    return lines.map((line) => line.trim()).filter((line) => line !== '')
  }

  flag(name: string, fallback: boolean): boolean {
    return (this.choice(name, ['true', 'false']) ?? String(fallback)) === 'true'
  }

  choice<const Value extends string>(name: string, allowed: readonly Value[]): Value | undefined {
    const value = this.text(name)
    const found = allowed.find((candidate) => candidate.toLowerCase() === value?.toLowerCase())
    if (value !== undefined && found === undefined) {
      this.refuse(`the input ${name} is '${value}'`, `Allowed: ${allowed.join(', ')}.`)
    }
    return found
  }

  /** Notes that something is wrong. */
  refuse(message: string, help: string): void {
    this.#mistakes.push({ message, help })
  }

  /** @throws TacosmithError `usage` that tells all that is wrong, if anything is. */
  end(): void {
    const [only, ...others] = this.#mistakes
    if (only === undefined) return
    if (others.length === 0) throw new TacosmithError('usage', only.message, { help: only.help })
    const lines = this.#mistakes.map(({ message, help }) => `  ${message}. ${help}`)
    throw new TacosmithError(
      'usage',
      `${lines.length} things are wrong with the inputs:\n${lines.join('\n')}`,
    )
  }
}
