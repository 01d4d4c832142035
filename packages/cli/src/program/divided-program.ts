import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type CompiledModule, compileModule } from './compiled-module.ts'

type Require = (address: string) => unknown
type ImportModule = (address: string) => Promise<unknown>
type Part = (exports: object, require: Require, module: { exports: object }, url: string) => void

/**
 * The program, which is divided into files by the commands that need them (`bundle-program.mjs`). Each file holds several parts,
 * whose names begin with that of the file.
 */
export class DividedProgram {
  readonly #folder: string
  readonly #purpose: string
  readonly #importElsewhere: ImportModule
  readonly #requireElsewhere: NodeJS.Require
  readonly #url: string
  readonly #files = new Map<string, CompiledModule>()
  readonly #parts = new Map<string, Part>()
  readonly #modules = new Map<string, { exports: object }>()

  /**
   * @param folder - Absolute, with the files.
   * @param purpose - What the program is run for, see {@link compileModule}.
   * @param importElsewhere - Imports on demand what is no part of the program.
   */
  constructor(folder: string, purpose: string, importElsewhere: ImportModule) {
    const file = join(folder, 'start.cjs')
    this.#folder = folder
    this.#purpose = purpose
    this.#importElsewhere = importElsewhere
    this.#requireElsewhere = createRequire(file)
    this.#url = pathToFileURL(file).href
  }

  /** What the part exports that all begins with. */
  start(): unknown {
    return this.#load('program-0')
  }

  /** Keeps what was compiled of all files, see {@link CompiledModule.keepCode}. */
  async keepCode(write: Parameters<CompiledModule['keepCode']>[0]): Promise<void> {
    for (const file of this.#files.values()) await file.keepCode(write)
  }

  /** As Node does it: each part runs once, and parts that need each other see what is there already. */
  #load(name: string): object {
    const known = this.#modules.get(name)
    if (known !== undefined) return known.exports
    const module = { exports: {} }
    this.#modules.set(name, module)
    this.#partOf(name)(module.exports, this.#require, module, this.#url)
    return module.exports
  }

  #partOf(name: string): Part {
    if (!this.#parts.has(name)) this.#readFile(name.slice(0, name.indexOf('-')))
    const part = this.#parts.get(name)
    if (part === undefined) throw new Error(`the program has no part ${name}`)
    return part
  }

  #readFile(name: string): void {
    const file = compileModule(join(this.#folder, `${name}.cjs`), this.#purpose)
    this.#files.set(name, file)
    const parts = file.run(this.#import) as Record<string, Part>
    for (const [part, run] of Object.entries(parts)) this.#parts.set(part, run)
  }

  readonly #require: Require = (address) => {
    const part = partNamed(address)
    return part === undefined ? this.#requireElsewhere(address) : this.#load(part)
  }

  readonly #import: ImportModule = async (address) => {
    const part = partNamed(address)
    return part === undefined ? await this.#importElsewhere(address) : this.#load(part)
  }
}

function partNamed(address: string): string | undefined {
  return /^\.\/([a-z]+-\d+)$/.exec(address)?.[1]
}
