import { join } from 'node:path'
import type { EarlierOutput, OutputFiles } from '@tacosmith/core/adapter'
import type { Compilation, Compiler } from 'webpack'

type Clean = Compiler['options']['output']['clean']

/** The folder that a compiler writes to, on the disk or in memory. */
export class OutputFolder {
  readonly #compiler: Compiler

  constructor(compiler: Compiler) {
    this.#compiler = compiler
  }

  /** Whether a file is there. */
  holds(compilation: Compilation, name: string): Promise<boolean> {
    const { outputFileSystem } = this.#compiler
    const path = join(this.#path(compilation), name)
    return new Promise((done) => {
      if (!outputFileSystem) done(false)
      else outputFileSystem.stat(path, (error) => done(!error))
    })
  }

  /** What becomes of the `.taco` files there when a build fails: `output.clean` says so. */
  earlierOutput(compilation: Compilation): Omit<EarlierOutput, 'names'> {
    const { options, outputFileSystem } = this.#compiler
    const { clean } = options.output
    const files = outputFileSystem as OutputFiles
    const isCleaned = Boolean(clean) && !(typeof clean === 'object' && clean.dry)
    // Those of other connectors, which this build has made.
    const isOutput = (name: string) => compilation.getAsset(name) !== undefined
    return {
      ...{ folder: this.#path(compilation), files, all: isCleaned },
      keep: (name) => isKept(clean, name) || (isWrittenWithErrors(options) && isOutput(name)),
    }
  }

  /** `output.path` may name the hash of the build. */
  #path(compilation: Compilation): string {
    return compilation.getPath(this.#compiler.outputPath, {})
  }
}

function isKept(clean: Clean, name: string): boolean {
  const keep = typeof clean === 'object' ? clean.keep : undefined
  if (typeof keep === 'function') return Boolean(keep(name))
  if (typeof keep === 'string') return name.startsWith(keep)
  return keep instanceof RegExp && keep.test(name)
}

function isWrittenWithErrors({ optimization }: Compiler['options']): boolean {
  return optimization.emitOnErrors !== false
}
