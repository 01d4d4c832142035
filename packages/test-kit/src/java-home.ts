import { cp, lstat, mkdir, readdir, realpath, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { requireOracle } from './oracles.ts'

/** The folder of the installed JDK. */
export async function jdkFolder(): Promise<string> {
  const java = requireOracle('java')
  if (java === undefined) throw new Error('java is missing')
  return dirname(dirname(await realpath(java)))
}

/** Where a JDK keeps the certificates that it trusts. */
export function cacertsOf(javaHome: string): string {
  return join(javaHome, 'lib', 'security', 'cacerts')
}

/** Makes a copy of the installed JDK, by links, that trusts nobody. */
export async function copyJavaHome(folder: string): Promise<string> {
  const original = await jdkFolder()
  await linkContents(original, folder, 'lib')
  await linkContents(join(original, 'lib'), join(folder, 'lib'), 'security')
  await linkContents(join(original, 'lib', 'security'), join(folder, 'lib', 'security'), 'cacerts')
  return folder
}

async function linkContents(from: string, to: string, except: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const name of await readdir(from)) {
    if (name === except) continue
    const target = join(to, name)
    const directory = (await lstat(join(from, name))).isDirectory()
    await symlink(join(from, name), target, directory ? 'dir' : 'file').catch(async () => {
      await cp(join(from, name), target, { recursive: true })
    })
  }
}
