import { TacosmithError } from '../errors.ts'
import { compareReleaseVersions } from '../package/index.ts'
import { nearestName } from '../report/nearest-name.ts'
import { type Host, pathsOf } from './host.ts'
import { productName, programFiles } from './places.ts'
import type { TableauProduct } from './repository-names.ts'

/** An installed release of Tableau Desktop or Prep Builder. */
export interface TableauProgram {
  product: TableauProduct
  /** Such as `2025.1`. */
  version: string
  /** The program file; on macOS the `.app`. */
  path: string
}

/** The folders of installed releases are called by product and release. */
const folderNames: Record<TableauProduct, { windows: RegExp; mac: RegExp }> = {
  desktop: {
    windows: /^Tableau (\d+(?:\.\d+)+)$/,
    mac: /^Tableau Desktop (\d+(?:\.\d+)+)\.app$/,
  },
  prep: {
    windows: /^Tableau Prep Builder (\d+(?:\.\d+)+)$/,
    mac: /^Tableau Prep Builder (\d+(?:\.\d+)+)\.app$/,
  },
}

const windowsPrograms: Record<TableauProduct, readonly (readonly string[])[]> = {
  desktop: [['bin', 'tableau.exe']],
  prep: [['Tableau Prep Builder.exe'], ['bin', 'Tableau Prep Builder.exe']],
}

/** The installed releases of a product, the newest first; none on a system for which Tableau does not make it. */
export async function findTableauPrograms(product: TableauProduct, host: Host): Promise<TableauProgram[]> {
  const found = host.platform === 'win32' ? await onWindows(product, host) : await onMac(product, host)
  return found.sort((one, other) => compareReleaseVersions(other.version, one.version))
}

async function onWindows(product: TableauProduct, host: Host): Promise<TableauProgram[]> {
  const { join } = pathsOf(host)
  const folder = join(programFiles(host), 'Tableau')
  const programs: TableauProgram[] = []
  for (const name of (await host.disk.namesIn(folder)) ?? []) {
    const [, version] = folderNames[product].windows.exec(name) ?? []
    if (version === undefined) continue
    for (const segments of windowsPrograms[product]) {
      const path = join(folder, name, ...segments)
      if ((await host.disk.kindOf(path)) !== 'file') continue
      programs.push({ product, version, path })
      break
    }
  }
  return programs
}

async function onMac(product: TableauProduct, host: Host): Promise<TableauProgram[]> {
  if (host.platform !== 'darwin') return []
  const { join } = pathsOf(host)
  const programs: TableauProgram[] = []
  for (const folder of ['/Applications', join(host.home, 'Applications')]) {
    for (const name of (await host.disk.namesIn(folder)) ?? []) {
      const [, version] = folderNames[product].mac.exec(name) ?? []
      if (version !== undefined) programs.push({ product, version, path: join(folder, name) })
    }
  }
  return programs
}

/**
 * The installed release to launch.
 *
 * @param version Default: the newest.
 * @throws TacosmithError `environment` where it is not installed, naming those that are
 */
export async function chooseTableauProgram(
  product: TableauProduct,
  version: string | undefined,
  host: Host,
): Promise<TableauProgram> {
  const name = productName(product)
  if (host.platform !== 'win32' && host.platform !== 'darwin') {
    throw new TacosmithError(
      'environment',
      `${name} does not exist for Linux; it runs on Windows and macOS only`,
      {
        help: 'Tableau Server on Linux also reads connectors under development: see tacosmith install --development. Use --app to start another program.',
      },
    )
  }
  const installed = await findTableauPrograms(product, host)
  const [newest] = installed
  const wanted = version === undefined ? newest : installed.find((program) => program.version === version)
  if (wanted !== undefined) return wanted
  const versions = installed.map((program) => program.version)
  if (newest === undefined) {
    throw new TacosmithError('environment', `found no installed ${name}`, {
      help: `Looked in ${host.platform === 'win32' ? pathsOf(host).join(programFiles(host), 'Tableau') : '/Applications'}. Give the program with --app.`,
    })
  }
  const near = nearestName(version ?? '', versions)
  throw new TacosmithError(
    'environment',
    `${name} ${version} is not installed; found ${versions.join(', ')}`,
    {
      help: `${near === undefined ? '' : `Did you mean ${near}? `}Omit --version to use ${newest.version}, or give the program with --app.`,
    },
  )
}
