import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A program that installs packages. */
export type PackageManagerName = 'npm' | 'pnpm' | 'yarn'

/** How users call the program that installs their packages. */
export interface PackageManager {
  name: PackageManagerName
  /** Installs what package.json names. */
  install: string
  /** Installs these packages too, as devDependencies. */
  add(...packages: string[]): string
  /** Runs a script of package.json. */
  run(script: string): string
  /** Runs a program that an installed package brings. */
  exec(program: string): string
}

/** The command lines of all package managers that are known. */
export const packageManagers: Record<PackageManagerName, PackageManager> = {
  npm: {
    name: 'npm',
    install: 'npm install',
    add: (...packages) => `npm install --save-dev ${packages.join(' ')}`,
    run: (script) => (script === 'test' ? 'npm test' : `npm run ${script}`),
    exec: (program) => `npx ${program}`,
  },
  pnpm: {
    name: 'pnpm',
    install: 'pnpm install',
    add: (...packages) => `pnpm add --save-dev ${packages.join(' ')}`,
    run: (script) => (script === 'test' ? 'pnpm test' : `pnpm run ${script}`),
    exec: (program) => `pnpm exec ${program}`,
  },
  yarn: {
    name: 'yarn',
    install: 'yarn install',
    add: (...packages) => `yarn add --dev ${packages.join(' ')}`,
    run: (script) => (script === 'test' ? 'yarn test' : `yarn run ${script}`),
    exec: (program) => `yarn run ${program}`,
  },
}

const traces: [file: string, name: PackageManagerName][] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['package-lock.json', 'npm'],
]

/**
 * The package manager of a project: pnpm or Yarn where it runs this command, else the one whose lock file lies in the
 * project's folder or above it, else npm. That `npx` runs it says little: that is what all documentation suggests.
 */
export function packageManagerOf(
  folder: string,
  environment: NodeJS.ProcessEnv = process.env,
): PackageManager {
  const [running = ''] = (environment.npm_config_user_agent ?? '').split('/')
  const chosen = isKnown(running) && running !== 'npm' ? running : lockedBy(folder)
  return packageManagers[chosen ?? 'npm']
}

/** The nearest folder, from this one upward, that holds a file. */
export function folderAbove(folder: string, file: string): string | undefined {
  if (existsSync(join(folder, file))) return folder
  const parent = dirname(folder)
  return parent === folder ? undefined : folderAbove(parent, file)
}

function lockedBy(folder: string): PackageManagerName | undefined {
  const [, name] = traces.find(([file]) => existsSync(join(folder, file))) ?? []
  const parent = dirname(folder)
  return name ?? namedIn(join(folder, 'package.json')) ?? (parent === folder ? undefined : lockedBy(parent))
}

/** What the member `packageManager` of a package.json says, such as `pnpm@12.0.0`. */
function namedIn(packageJson: string): PackageManagerName | undefined {
  try {
    const { packageManager } = JSON.parse(readFileSync(packageJson, 'utf8')) as { packageManager?: unknown }
    const [name = ''] = String(packageManager ?? '').split('@')
    return isKnown(name) ? name : undefined
  } catch {
    return undefined
  }
}

function isKnown(name: string): name is PackageManagerName {
  return Object.hasOwn(packageManagers, name)
}
