import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { cacheFolder } from './cache-folder.ts'

const sources = fileURLToPath(new URL('../java', import.meta.url))

/** The Java programs of this package, compiled. */
export interface JavaPrograms {
  /** For `-cp`. */
  classes: string
  /** For `--patch-module jdk.jartool=`. */
  jarsigner: string
}

/** Compiles the Java programs of this package, once for every JDK and every state of the sources. */
export async function compileJava(java: string): Promise<JavaPrograms> {
  const folder = join(cacheFolder, await digest(java))
  if (!(await exists(folder))) await compile(java, folder)
  return { classes: join(folder, 'classes'), jarsigner: join(folder, 'jarsigner') }
}

async function digest(java: string): Promise<string> {
  const program = await realpath(java)
  const hash = createHash('sha256').update(program)
  // The classes of the JDK: an update brings a new jarsigner.
  const { size, mtimeMs } = await stat(join(dirname(dirname(program)), 'lib', 'modules'))
  hash.update(` ${size} ${mtimeMs} `)
  for (const file of await sourceFiles()) hash.update(await readFile(file))
  return hash.digest('hex').slice(0, 32)
}

async function sourceFiles(): Promise<string[]> {
  const names = (await readdir(sources)).filter((name) => name.endsWith('.java'))
  return names.sort().map((name) => join(sources, name))
}

/** Several processes may come here at once: the folder appears when it is complete. */
async function compile(java: string, folder: string): Promise<void> {
  await mkdir(cacheFolder, { recursive: true })
  const unfinished = await mkdtemp(join(cacheFolder, 'unfinished-'))
  const classes = join(unfinished, 'classes')
  const run = promisify(execFile)
  await run(java, ['-m', 'jdk.compiler/com.sun.tools.javac.Main', '-d', classes, ...(await sourceFiles())])
  await run(java, ['-cp', classes, 'RedirectExit', join(unfinished, 'jarsigner')])
  try {
    await rename(unfinished, folder)
  } catch (error) {
    await rm(unfinished, { recursive: true })
    if (!(await exists(folder))) throw error
  }
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  )
}
