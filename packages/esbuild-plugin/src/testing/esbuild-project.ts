import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { tacoSource } from '@tacosmith/core'
import { minimalConnector } from '@tacosmith/test-kit'

/** A project in a temporary folder. */
export interface EsbuildProject {
  root: string
  write(files: Record<string, string>): Promise<void>
  remove(...names: string[]): Promise<void>
  /** The names of all files in `dist` or another folder, sorted; empty where there is no such folder. */
  output(folder?: string): Promise<string[]>
  /** The text of a file in the one `.taco` of `dist` or another folder. */
  readTaco(entry: string, folder?: string): Promise<string>
  dispose(): Promise<void>
}

/** Makes a project of files by their paths. */
export async function esbuildProject(files: Record<string, string>): Promise<EsbuildProject> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'esbuild-project-')))
  const project: EsbuildProject = {
    root,
    async write(more) {
      for (const [name, text] of Object.entries(more)) {
        await mkdir(dirname(join(root, name)), { recursive: true })
        await writeFile(join(root, name), text)
      }
    },
    async remove(...names) {
      for (const name of names) await rm(join(root, name), { recursive: true, force: true })
    },
    async output(folder = 'dist') {
      const entries = await readdir(join(root, folder), { recursive: true }).catch(() => [])
      return entries.sort()
    },
    async readTaco(entry, folder = 'dist') {
      const [name] = (await project.output(folder)).filter((file) => file.endsWith('.taco'))
      return readTacoEntry(await readFile(join(root, folder, name ?? 'no .taco')), entry)
    },
    dispose: () => rm(root, { recursive: true, force: true }),
  }
  await project.write(files)
  return project
}

/** A project whose connector holds these files instead of those of the minimal one; `../` leads to the root. */
export function connectorProject(changes: Record<string, string | undefined> = {}): Promise<EsbuildProject> {
  const standIns = Object.keys(changes).filter((path) => path.endsWith('.ts'))
  const replaced = Object.fromEntries(standIns.map((path) => [path.replace(/ts$/, 'js'), undefined]))
  const files = Object.entries(minimalConnector({ ...replaced, ...changes }))
  return esbuildProject(Object.fromEntries(files.map(([path, text]) => [join('connector', path), text])))
}

/** The text of a file in a `.taco`. */
export async function readTacoEntry(taco: Uint8Array, entry: string): Promise<string> {
  return new TextDecoder().decode(await (await tacoSource(taco)).read(entry))
}

/** Calls a script as Tableau does. */
export function callScript(script: string, attr: Record<string, string>): unknown {
  const result = (runInNewContext(script) as (attr: object) => unknown)(attr)
  return JSON.parse(JSON.stringify(result))
}
