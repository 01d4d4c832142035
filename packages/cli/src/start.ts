import { join } from 'node:path'
import { type CompiledModule, compileModule } from './program/compiled-module.ts'
import { DividedProgram } from './program/divided-program.ts'
import { terminalOf } from './terminal/terminal.ts'
import { asksForVersion, version } from './version.ts'

type Program = typeof import('./main.ts')

/**
 * Runs the command line of this process. It is apart from the rest of the program, to be there before that is loaded, and
 * loads those of Node's own modules that take milliseconds only where they are needed.
 *
 * @param words - The arguments after the program's name.
 */
export async function start(words: readonly string[]): Promise<void> {
  if (asksForVersion(words)) {
    terminalOf(process).printResult(`${version()}\n`)
    return
  }
  if (triesScripts(words))
    (await import('./program/start-engine.ts')).startScriptEngine({ v8Flags: baselineOnly })
  const [command = ''] = words
  const isFrequent = frequent.has(command)
  const purpose = namesSeveral(words.slice(1)) ? `${command}-several` : command
  const divided = programFor(isFrequent ? purpose : 'other')
  const { main, writeFileWhole } = divided.start() as Program
  process.exitCode = await main([...words])
  if (!isFrequent) return
  await divided.keepCode(writeFileWhole)
  await xmlEngine?.keepCode(writeFileWhole)
}

/**
 * What a thread runs that was started for some of several connectors.
 *
 * @param command - Does the same with a single one: code that it has kept is taken, and none is written by threads.
 */
export async function work(command: 'validate' | 'build'): Promise<void> {
  const { parentPort } = process.getBuiltinModule('node:worker_threads')
  if (parentPort !== null) await (programFor(command).start() as Program).work(parentPort)
}

let program: Program | undefined

/** Runs a command line in a process that goes on: the `main` of the program. */
export const main: Program['main'] = async (words, terminal) => {
  program ??= programFor('other').start() as Program
  return await program.main(words, terminal)
}

function programFor(purpose: string): DividedProgram {
  return new DividedProgram(import.meta.dirname, purpose, importModule)
}

/**
 * V8 would optimize QuickJS and libxml2, which are WebAssembly, in the background: a fifth to almost half of the processor
 * time of a short command. Each flag alone is not enough in all versions.
 */
const baselineOnly = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']

/** The one that is WebAssembly, where it was needed. */
let xmlEngine: CompiledModule | undefined
let startedXmlEngine: Promise<unknown> | undefined

/** Imports what the program needs on demand; everything once, as Node does. */
async function importModule(address: string): Promise<unknown> {
  if (address !== './libxml2-wasm.cjs') return await import(address)
  startedXmlEngine ??= startXmlEngine(join(import.meta.dirname, address))
  return await startedXmlEngine
}

async function startXmlEngine(file: string): Promise<unknown> {
  xmlEngine = compileModule(file, 'engine')
  const { setFlagsFromString } = process.getBuiltinModule('node:v8')
  // As late as that: flags that have changed make Node load its own modules more slowly.
  for (const flag of baselineOnly) setFlagsFromString(flag)
  return await (xmlEngine.run(importModule) as { engine: Promise<unknown> }).engine
}

/** The commands that run again and again: compiled code takes one to two megabytes for each. */
const frequent = new Set(['validate', 'build', 'sign', 'verify', 'inspect'])

/** Whether the script engine will be needed, as far as that can be seen before the command line is read. */
function triesScripts([command, ...words]: readonly string[]): boolean {
  if (command !== 'validate' && command !== 'build') return false
  if (namesSeveral(words)) return false
  if (words.some((word) => /^--(?:untrusted|explain|help)$|^-h$/.test(word))) return false
  // What follows an option is its value, such as the name of the file to write.
  return !words.some((word, index) => isFile.test(word) && !words[index - 1]?.startsWith('-'))
}

/** A `.taco`, whose scripts are not run, or a single file of a connector. */
const isFile = /\.(?:taco|xml|td[rd]|tcd)$/

/** Several connectors are worked on by threads, each of which starts an engine of its own. */
function namesSeveral(words: readonly string[]): boolean {
  const [first = '-', second = '-'] = words
  return words.some((word) => /[*?[{]/.test(word)) || !(first.startsWith('-') || second.startsWith('-'))
}
