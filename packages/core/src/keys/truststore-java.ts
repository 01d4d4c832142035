import { readdir, realpath, stat } from 'node:fs/promises'
import { posix, win32 } from 'node:path'

/** Where to look for a Java runtime. */
export interface JavaSearch {
  environment: Record<string, string | undefined>
  platform: NodeJS.Platform
}

/**
 * Finds the truststore (`lib/security/cacerts`) of an installed Java runtime: that of JAVA_HOME, of the `java` on the
 * PATH, or of an installed Tableau, in this order.
 *
 * @returns its path; undefined when there is no runtime
 */
export async function findJavaTruststore(search: JavaSearch): Promise<string | undefined> {
  for (const home of await javaHomes(search)) {
    for (const inside of [[], ['jre']]) {
      const path = pathsOf(search).join(home, ...inside, 'lib', 'security', 'cacerts')
      if (await isFile(path)) return path
    }
  }
  return undefined
}

async function javaHomes(search: JavaSearch): Promise<string[]> {
  const { JAVA_HOME } = search.environment
  return [...(JAVA_HOME ? [JAVA_HOME] : []), ...(await homesOnPath(search)), ...(await tableauHomes(search))]
}

/** `java` on the PATH is mostly a link, through several others, into the runtime's `bin`. */
async function homesOnPath(search: JavaSearch): Promise<string[]> {
  const { join, dirname, delimiter } = pathsOf(search)
  const variable = Object.keys(search.environment).find((name) => name.toUpperCase() === 'PATH')
  const folders = (search.environment[variable ?? ''] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
  const program = search.platform === 'win32' ? 'java.exe' : 'java'
  const homes: string[] = []
  for (const folder of folders) {
    const resolved = await realpath(join(folder, program)).catch(() => undefined)
    if (resolved !== undefined) homes.push(dirname(dirname(resolved)))
  }
  return homes
}

/** Newest first, as far as names show. */
async function tableauHomes(search: JavaSearch): Promise<string[]> {
  const { join } = pathsOf(search)
  const homes: string[] = []
  for (const { parent, product, home } of tableauFolders(search)) {
    const names = await readdir(parent).catch((): string[] => [])
    const found = names
      .filter((name) => product.test(name))
      .sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))
    homes.push(...found.map((name) => join(parent, name, ...home)))
  }
  return homes
}

interface TableauFolder {
  parent: string
  /** The names of the folders in it that belong to one release each. */
  product: RegExp
  /** The runtime inside of such a folder. */
  home: string[]
}

function tableauFolders({ environment, platform }: JavaSearch): TableauFolder[] {
  if (platform === 'win32') {
    const programs = environment.ProgramFiles ?? environment.PROGRAMFILES ?? 'C:\\Program Files'
    const parent = win32.join(programs, 'Tableau')
    const server = win32.join(parent, 'Tableau Server', 'packages')
    return [
      { parent, product: /^Tableau (?:Desktop )?\d/, home: ['bin', 'jre'] },
      { parent, product: /^Tableau Prep Builder \d/, home: ['jre'] },
      { parent: server, product: /^(?:repository|bin)\./, home: ['jre'] },
    ]
  }
  if (platform === 'darwin') {
    const home = ['Contents', 'Plugins', 'jre']
    return [{ parent: '/Applications', product: /^Tableau (?:Desktop|Prep Builder) .*\.app$/, home }]
  }
  const parent = '/opt/tableau/tableau_server/packages'
  return [{ parent, product: /^(?:repository|bin)\./, home: ['jre'] }]
}

function pathsOf({ platform }: JavaSearch): typeof posix {
  return platform === 'win32' ? win32 : posix
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}
