import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The systems that Tableau runs on. */
export const simulatedPlatforms = ['win32', 'darwin', 'linux'] as const
export type SimulatedPlatform = (typeof simulatedPlatforms)[number]

/** A computer with Tableau, as processes see it that run with its {@link environment}. */
export interface SimulatedComputer {
  platform: SimulatedPlatform
  /** The variables that make a process of Node believe that it runs there. */
  environment: Record<string, string>
  /** Where a path of that computer lies on this one. */
  pathHere(path: string): string
  /** With which words the stand-in for Tableau was started last, and forgets it; undefined before it was. */
  told(): Promise<string[] | undefined>
}

const homes: Record<SimulatedPlatform, string> = {
  win32: 'C:\\Users\\ada',
  darwin: '/Users/ada',
  linux: '/home/ada',
}

/** What is installed, and the folders that it made; a path that ends in a separator is a folder. */
const disks: Record<SimulatedPlatform, { programs: string[]; folders: string[] }> = {
  win32: {
    programs: [
      'C:\\Program Files\\Tableau\\Tableau 2025.1\\bin\\tableau.exe',
      'C:\\Program Files\\Tableau\\Tableau Prep Builder 2025.1\\Tableau Prep Builder.exe',
    ],
    folders: [
      'C:\\Users\\ada\\Documents\\My Tableau Repository',
      'C:\\Users\\ada\\Documents\\My Tableau Prep Repository',
      ...['vizqlserver', 'flowprocessor', 'flowqueryservice'].map(
        (part) => `C:\\Program Files\\Tableau\\Tableau Server\\data\\tabsvc\\${part}`,
      ),
    ],
  },
  darwin: {
    programs: [],
    folders: [
      '/Applications/Tableau Desktop 2025.1.app',
      '/Applications/Tableau Prep Builder 2025.1.app',
      '/Users/ada/Documents/My Tableau Repository',
      '/Users/ada/Documents/My Tableau Prep Repository',
    ],
  },
  linux: {
    programs: [],
    folders: ['vizqlserver', 'flowprocessor', 'flowminerva'].map(
      (part) => `/opt/tableau/tableau_server/data/tabsvc/${part}`,
    ),
  },
}

const preload = fileURLToPath(new URL('../simulated-computer.cjs', import.meta.url))

/**
 * Makes a computer whose disk is a folder of this one: Tableau Desktop and Prep Builder are installed where there are any
 * for its system, Tableau Server on the others. Works on systems with a shell only.
 *
 * @param disk the folder; made, or emptied
 * @param esbuild the program `esbuild` of the packages in use, which cannot find itself on another system
 */
export async function simulatedComputer(
  platform: SimulatedPlatform,
  disk: string,
  esbuild: string,
): Promise<SimulatedComputer> {
  await rm(disk, { recursive: true, force: true })
  const pathHere = (path: string): string =>
    join(disk, platform === 'win32' ? path.replace(/^([A-Z]):/, '$1').replaceAll('\\', '/') : path)
  const told = join(disk, 'told')
  for (const folder of disks[platform].folders) await mkdir(pathHere(folder), { recursive: true })
  // macOS starts programs through one of its own.
  for (const program of [...disks[platform].programs.map(pathHere), join(disk, 'bin', 'open')]) {
    await mkdir(dirname(program), { recursive: true })
    await writeFile(
      program,
      `#!/bin/sh\nprintf '%s\\n' "$@" > '${told}.part' && mv '${told}.part' '${told}'\n`,
    )
    await chmod(program, 0o755)
  }
  const home = homes[platform]
  return {
    platform,
    pathHere,
    environment: {
      PATH: `${join(disk, 'bin')}:${process.env.PATH}`,
      HOME: home,
      USERPROFILE: home,
      NODE_OPTIONS: `--require "${preload}"`,
      SIMULATED_PLATFORM: platform,
      SIMULATED_DISK: disk,
      ESBUILD_BINARY_PATH: esbuild,
    },
    async told() {
      const text = await readFile(told, 'utf8').catch(() => undefined)
      await rm(told, { force: true })
      return text?.trimEnd().split('\n')
    },
  }
}
