import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import JSZip from 'jszip'

/** A project in a temporary folder, which a bundler builds into `dist`. */
export interface TemporaryProject {
  root: string
  /** Writes files by their paths; folders are made. */
  write(files: Readonly<Record<string, string | undefined>>): Promise<void>
  remove(...names: string[]): Promise<void>
  /** Installs a package: a link to its folder is put into `node_modules`. */
  install(name: string, packageFolder: string): Promise<void>
  /** The names of all files in `dist` or another folder, sorted; empty where there is no such folder. */
  output(folder?: string): Promise<string[]>
  /** The bytes of the one `.taco` in `dist` or another folder. */
  taco(folder?: string): Promise<Uint8Array>
  /** The text of a file in that `.taco`. */
  readTaco(entry: string, folder?: string): Promise<string>
  dispose(): Promise<void>
}

/** Makes a project of files by their paths; those that are undefined are left out. */
export async function temporaryProject(
  files: Readonly<Record<string, string | undefined>> = {},
): Promise<TemporaryProject> {
  // Watchers report real paths, so the folder must not be a link.
  const root = await realpath(await mkdtemp(join(tmpdir(), 'tacosmith-project-')))
  const project: TemporaryProject = {
    root,
    async write(more) {
      for (const [name, text] of Object.entries(more)) {
        if (text === undefined) continue
        await mkdir(dirname(join(root, name)), { recursive: true })
        await writeFile(join(root, name), text)
      }
    },
    async remove(...names) {
      for (const name of names) await rm(join(root, name), { recursive: true, force: true })
    },
    async install(name, packageFolder) {
      const link = join(root, 'node_modules', name)
      await mkdir(dirname(link), { recursive: true })
      await symlink(packageFolder, link, 'junction')
    },
    async output(folder = 'dist') {
      const names = await readdir(join(root, folder), { recursive: true }).catch(() => [])
      return names.sort()
    },
    async taco(folder = 'dist') {
      const names = await project.output(folder)
      const [name, ...others] = names.filter((file) => file.endsWith('.taco'))
      if (name === undefined || others.length > 0)
        throw new Error(`expected one .taco in ${folder}, not: ${names}`)
      return await readFile(join(root, folder, name))
    },
    readTaco: async (entry, folder) => await readTacoEntry(await project.taco(folder), entry),
    dispose: () => rm(root, { recursive: true, force: true }),
  }
  // What makes a folder a project; without it scripts may import nothing outside their connector.
  await project.write({ 'package.json': '{ "private": true }\n', ...files })
  return project
}

/** The text of a file in a `.taco`. */
export async function readTacoEntry(taco: Uint8Array, entry: string): Promise<string> {
  const file = (await JSZip.loadAsync(taco)).file(entry)
  if (file === null) throw new Error(`there is no ${entry} in the .taco`)
  return await file.async('string')
}

/** The files of a connector by their paths in a project that keeps it in the folder `connector`. */
export function inConnectorFolder(
  files: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [join('connector', path), text]))
}
