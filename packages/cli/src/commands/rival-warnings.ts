import { basename, dirname } from 'node:path'
import { currentHost, formatCommand, type Installation, type InstalledFile } from '@tacosmith/core/adapter'
import type { Terminal } from '../terminal/terminal.ts'
import { connectorName, printWarning } from '../texts/deploy-text.ts'
import type { PlaceFlags } from './place-options.ts'

type Rival = NonNullable<InstalledFile['outrankedBy']>

interface Warning {
  message: string
  file: string
  help?: string
}

/** Warns of connectors that Tableau loads instead of the one that was installed, each once. */
export function reportRivals(installation: Installation, flags: PlaceFlags, terminal: Terminal): void {
  const warnings = installation.targets.flatMap((target) => warningsOf(target, installation, flags))
  const distinct = new Map(warnings.map((warning) => [`${warning.message}\n${warning.file}`, warning]))
  for (const warning of distinct.values()) printWarning(warning, terminal)
}

function warningsOf(target: InstalledFile, installation: Installation, flags: PlaceFlags): Warning[] {
  const { outrankedBy, outrankedBefore, outcome, replaced, file } = target
  const warnings: Warning[] = []
  if (outcome === 'replaced' && replaced?.class !== installation.class) {
    warnings.push({ message: `this file name belonged to ${connectorName(replaced ?? {})}`, file })
  }
  if (outrankedBefore !== undefined) {
    warnings.push({
      message: `Tableau before 2022.2 will load ${insteadOf(outrankedBefore, installation)}: it takes the first that it comes to`,
      file: outrankedBefore.file,
      help: `Remove it if such a release is in use: ${removal(outrankedBefore, target, flags)}. tacosmith resolve --tableau 2022.1 shows the order.`,
    })
  }
  if (outrankedBy !== undefined) {
    warnings.push({
      message: `Tableau will load ${insteadOf(outrankedBy, installation)}: it is ${outrankedBy.reason}`,
      file: outrankedBy.file,
      help: `Raise plugin-version above ${outrankedBy.version ?? 'it'}, or remove the other one: ${removal(outrankedBy, target, flags)}. tacosmith resolve shows the order.`,
    })
  }
  return warnings
}

function insteadOf(rival: Rival, { version }: Installation): string {
  const name = connectorName(rival)
  return rival.version === version ? `another file of ${name}` : `${name} instead of ${version ?? 'this'}`
}

/** Names the folder as well: elsewhere a file may have the same name, such as the one just installed. */
function removal({ file }: Rival, { place }: InstalledFile, flags: PlaceFlags): string {
  const isBeside = dirname(file) === place.folder
  // The other folder that Tableau looks in: of one user's repository the one for all users, and the reverse.
  const other = place.kind === 'all-users' ? ['--product', 'desktop'] : ['--all-users']
  const words = ['uninstall', basename(file), ...(isBeside ? placeWords(place.owner, flags) : other)]
  return formatCommand({ program: 'tacosmith', arguments: words }, currentHost())
}

/** The options of the folder, as they were typed. */
function placeWords(owner: string, { repository, allUsers, serverDir, development }: PlaceFlags): string[] {
  if (allUsers) return ['--all-users']
  if (serverDir !== undefined) return ['--server-dir', serverDir]
  if (development !== undefined) return ['--development', development]
  const product = owner.includes('Prep') ? ['--product', 'prep'] : ['--product', 'desktop']
  return repository === undefined ? product : ['--repository', repository]
}
