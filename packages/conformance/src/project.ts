import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readConnector, type TacoOptions, tacoSource } from '@tacosmith/core'

/** What a build is asked for beside the plugin itself, in words that every bundler can be told. */
export interface BuildSettings {
  /** Import prefixes and the folders, relative to the project, that they stand for. */
  alias?: Record<string, string>
  /** Names and the expressions that replace them. */
  define?: Record<string, string>
  /** The options of the plugin. */
  plugin?: TacoOptions
}

/** A project in a temporary folder: connector files, modules, packages. */
export interface Project {
  root: string
  settings: BuildSettings
  write(files: Record<string, string>): Promise<void>
  remove(...names: string[]): Promise<void>
  /** The names of the files in `dist`. */
  output(): Promise<string[]>
  /** The files of the one `.taco` in `dist` by their paths, in archive order. */
  taco(): Promise<Map<string, string>>
  dispose(): Promise<void>
}

export async function makeProject(
  files: Record<string, string>,
  settings: BuildSettings = {},
): Promise<Project> {
  // Watchers tell real paths, so the folder must not be a link.
  const root = await realpath(await mkdtemp(join(tmpdir(), 'conformance-')))
  const project: Project = {
    root,
    settings,
    async write(more) {
      for (const [name, text] of Object.entries(more)) {
        await mkdir(dirname(join(root, name)), { recursive: true })
        await writeFile(join(root, name), text)
      }
    },
    async remove(...names) {
      for (const name of names) await rm(join(root, name), { recursive: true, force: true })
    },
    async output() {
      const names = await readdir(join(root, 'dist'), { recursive: true }).catch(() => [])
      return names.sort()
    },
    async taco() {
      const [name, ...others] = (await project.output()).filter((file) => file.endsWith('.taco'))
      if (name === undefined || others.length > 0)
        throw new Error(`expected one .taco, not ${await project.output()}`)
      const source = await tacoSource(await readFile(join(root, 'dist', name)), name)
      const { files } = await readConnector(source)
      return new Map(files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]))
    },
    dispose: () => rm(root, { recursive: true, force: true }),
  }
  await project.write(files)
  return project
}
