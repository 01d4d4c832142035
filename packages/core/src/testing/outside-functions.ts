import { plainText, plainValue } from './plain-values.ts'

type Outside = (...values: unknown[]) => unknown

/** The functions of a test that a script may call, and what they threw. */
export class OutsideFunctions {
  readonly #functions: { member: Outside; owner: unknown }[] = []
  readonly #thrown: unknown[] = []

  /** Writes values for the engine of scripts; their functions are called here. */
  write(value: unknown): string {
    return plainText(value, (member, owner) => this.#functions.push({ member, owner }) - 1)
  }

  /** Calls one of them; a text goes in and a text comes out. */
  call(index: number, values: string): string {
    try {
      const { member, owner } = this.#functions[index] ?? {}
      if (member === undefined) throw new TypeError('there is no such function')
      return JSON.stringify({ value: this.write(member.apply(owner, plainValue(values) as unknown[])) })
    } catch (error) {
      const thrown = this.#thrown.push(error) - 1
      return JSON.stringify({ thrown, value: this.#writeThrown(error) })
    }
  }

  /** What a function threw, as it was. */
  thrown(index: number): unknown {
    return this.#thrown[index]
  }

  #writeThrown(error: unknown): string {
    try {
      return this.write(error)
    } catch {
      return this.write(new Error(String(error)))
    }
  }
}
