import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { Script } from 'node:vm'

/** A CommonJS module that was compiled and has not run yet. */
export interface CompiledModule {
  /** Whether the code of an earlier process could be taken. */
  usesKeptCode: boolean
  /**
   * Runs it, once.
   *
   * @param importModule imports what it needs on demand
   */
  run(importModule: (address: string) => Promise<unknown>): unknown
  /**
   * Keeps what V8 compiled, functions that have run included, so that the next process need not compile it: to be called at
   * the end. Does nothing where it is kept already, cannot be kept, or is not worth it: machines of CI start from nothing.
   *
   * @param write writes a whole file; not imported here, since this module is there before everything else
   */
  keepCode(write: (file: string, content: Uint8Array) => Promise<void>): Promise<void>
}

/**
 * Compiles a module with the code that an earlier process kept in the folder `.code` of the package. Whoever can write
 * there can change the module too, so that the code is as trustworthy as the module. V8 itself refuses code of another
 * version, and code that was made with other flags. Users switch this off as they do for Node's own cache of modules, by
 * the variable NODE_DISABLE_COMPILE_CACHE.
 *
 * @param file the absolute path of a file in ASCII that holds a CommonJS module as Node wraps it, a function of `exports`,
 *   `require`, `module`, `__filename`, `__dirname`, and another one that imports modules on demand: in code that was kept,
 *   Node would not know who calls `import`
 * @param purpose what the module is run for, as a part of a file name: functions that are not needed for it are not kept
 */
export function compileModule(file: string, purpose: string): CompiledModule {
  const kept = process.env.NODE_DISABLE_COMPILE_CACHE ? undefined : keptCode(file, purpose)
  const cachedData = kept && readIfAny(kept)
  const script = new Script(readFileSync(file, 'latin1'), {
    filename: file,
    ...(cachedData && { cachedData }),
  })
  return {
    usesKeptCode: script.cachedDataRejected === false,
    run(importModule) {
      const module = { exports: {} }
      const run = script.runInThisContext()
      run(module.exports, createRequire(file), module, file, dirname(file), importModule)
      return module.exports
    },
    async keepCode(write) {
      // What V8 has refused once it would refuse again.
      if (kept === undefined || cachedData !== undefined || process.env.CI) return
      try {
        await write(kept, codeOf(script))
        removeOld(dirname(kept))
      } catch {
        // A package folder may be read-only; then all stays as it is.
      }
    },
  }
}

/** Where the code of this state of the file is kept. */
function keptCode(file: string, purpose: string): string {
  const { mtimeMs, size } = statSync(file)
  const state = [basename(file), size, Math.trunc(mtimeMs), process.version, process.arch, purpose]
  return join(dirname(dirname(file)), '.code', state.join('-'))
}

function readIfAny(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

/** With V8's flags as they were when the module was compiled: V8 compares them. */
function codeOf(script: Script): Buffer {
  // Loaded here since it takes milliseconds, and most processes keep nothing.
  const { setFlagsFromString } = process.getBuiltinModule('node:v8')
  for (const flag of ['--no-liftoff-only', '--wasm-tier-up', '--wasm-dynamic-tiering'])
    setFlagsFromString(flag)
  return script.createCachedData()
}

/** Code is made anew when it is a month old: that of other versions of Node and of this package goes. */
function removeOld(folder: string): void {
  const month = 30 * 24 * 60 * 60 * 1000
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    if (Date.now() - statSync(file).mtimeMs > month) rmSync(file, { force: true })
  }
}
