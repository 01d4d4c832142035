import { basename, resolve } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import {
  currentHost,
  type Installation,
  type InstalledFile,
  type InstallTarget,
  installPlaces,
  installTaco,
  serverSettings,
  withTacoFile,
} from '@tacosmith/core/adapter'
import { Command } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import type { Progress } from '../terminal/progress.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { connectorName, printWarning } from '../texts/deploy-text.ts'
import { installText } from '../texts/install-text.ts'
import {
  addPlaceOptions,
  addTruststoreOption,
  openTrust,
  type PlaceFlags,
  type TrustFlags,
  targetOf,
} from './place-options.ts'

interface Flags extends PlaceFlags, TrustFlags {
  unsigned?: boolean
  allowUnverified?: boolean
  json?: boolean
}

/** `tacosmith install <file.taco>`: copies a connector to where Tableau looks. */
export function installCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  const command = new Command('install').argument('<file>', 'the .taco')
  addPlaceOptions(command)
    .option('--unsigned', 'with --development: accept a file without a signature')
    .option('--allow-unverified', 'install a file even if Tableau will refuse its signature')
  return addTruststoreOption(command)
    .option('--json', 'print one JSON document to stdout')
    .addHelpText('after', help)
    .action(async (file: string, flags: Flags) => {
      finish(
        await runCommand(terminal, flags.json === true, (progress) =>
          install(file, flags, terminal, progress),
        ),
      )
    })
}

const help = `
By default the file goes into the repository of Tableau Desktop. A file of the
same name is replaced.

Examples:
  tacosmith install dist/my_jdbc-v1.0.0.taco --product desktop --product prep
  tacosmith install dist/my_jdbc-v1.0.0.taco --repository D:\\Repository
  tacosmith install dist/my_jdbc-v1.0.0.taco --development /srv/connectors`

async function install(file: string, flags: Flags, terminal: Terminal, progress: Progress): Promise<number> {
  const path = resolve(terminal.cwd, file)
  const fileName = nameToInstall(path)
  const target = targetOf(flags, terminal.cwd) ?? ({ kind: 'products', products: ['desktop'] } as const)
  refuseUnsigned(flags, target)
  const host = currentHost()
  progress(`Installing ${file}`)
  const installation = await withTacoFile(path, async (taco) => {
    const places = await installPlaces(target, host)
    const { certificates: trust } = await openTrust(flags, terminal.cwd)
    const tolerate = flags.allowUnverified ? 'unverified' : flags.unsigned ? 'unsigned' : 'nothing'
    return await installTaco(taco, fileName, { places, host, trust, tolerate })
  })
  const commands =
    target.kind === 'development' ? serverSettings(target.folder, flags.unsigned === true, host) : []
  terminal.printResult(
    flags.json
      ? `${JSON.stringify({ ...installation, commands }, null, 2)}\n`
      : installText(installation, commands, terminal),
  )
  for (const one of installation.targets) reportRivals(one, installation, terminal)
  reportSignature(installation, flags, terminal)
  return exitCodes.fine
}

function nameToInstall(path: string): string {
  const name = basename(path)
  if (/\.taco$/i.test(name)) return name
  throw new TacosmithError('usage', `${path} does not end in .taco`, {
    help: 'Tableau only looks for .taco files; tacosmith build creates one.',
  })
}

function refuseUnsigned({ unsigned }: Flags, { kind }: InstallTarget): void {
  if (!unsigned || kind === 'development') return
  throw new TacosmithError('usage', '--unsigned only works with --development', {
    help: 'Tableau Desktop and Prep Builder load unsigned connectors when started by tacosmith run; --allow-unverified installs one anyway.',
  })
}

function reportRivals(
  { outrankedBy, outcome, replaced, file }: InstalledFile,
  { class: className, version }: Installation,
  terminal: Terminal,
): void {
  if (outcome === 'replaced' && replaced?.class !== className) {
    printWarning({ message: `this file name belonged to ${connectorName(replaced ?? {})}`, file }, terminal)
  }
  if (outrankedBy === undefined) return
  const rival = connectorName(outrankedBy)
  printWarning(
    {
      message: `Tableau will load ${rival} instead of ${version ?? 'this'}: it is ${outrankedBy.reason}`,
      file: outrankedBy.file,
      help: `Raise plugin-version above ${outrankedBy.version ?? 'it'}, or remove the other one: tacosmith uninstall ${shownPath(basename(outrankedBy.file), '')}. tacosmith resolve shows the order.`,
    },
    terminal,
  )
}

function reportSignature({ signature }: Installation, { unsigned }: Flags, terminal: Terminal): void {
  if (signature === 'verified' || (signature === 'unsigned' && unsigned)) return
  printWarning(
    {
      message: `Tableau will not load the file while it checks signatures: it is ${signature.replaceAll('-', ' ')}`,
      help: 'Run tacosmith verify to see why.',
    },
    terminal,
  )
}
