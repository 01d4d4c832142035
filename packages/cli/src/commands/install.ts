import { stat } from 'node:fs/promises'
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
import { installFolder } from '../dev/install-folder.ts'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import type { Progress } from '../terminal/progress.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { printWarning } from '../texts/deploy-text.ts'
import { installText } from '../texts/install-text.ts'
import {
  addPlaceOptions,
  addTruststoreOption,
  openTrust,
  type PlaceFlags,
  type TrustFlags,
  targetOf,
} from './place-options.ts'
import { reportRivals } from './rival-warnings.ts'

interface Flags extends PlaceFlags, TrustFlags {
  unsigned?: boolean
  allowUnverified?: boolean
  json?: boolean
}

/** `tacosmith install <file.taco>`: copies a connector to where Tableau looks. */
export function installCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  const command = new Command('install').argument(
    '<path>',
    'the .taco; with --development also the folder of a connector',
  )
  addPlaceOptions(command)
    .option(
      '--unsigned',
      'accept a file without a signature, and show how to make Tableau Server accept it; not for a repository',
    )
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
same name is replaced. A folder is built and put unpacked into a folder of its
own, which Tableau reads only under development.

Examples:
  tacosmith install dist/my_jdbc-v1.0.0.taco --product desktop --product prep
  tacosmith install dist/my_jdbc-v1.0.0.taco --repository D:\\Repository
  tacosmith install ./connector --development /srv/connectors`

async function install(file: string, flags: Flags, terminal: Terminal, progress: Progress): Promise<number> {
  const path = resolve(terminal.cwd, file)
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false
  const fileName = isFolder ? undefined : nameToInstall(path)
  const target = targetOf(flags, terminal.cwd) ?? ({ kind: 'products', products: ['desktop'] } as const)
  refuseUnsigned(flags, target)
  const host = currentHost()
  progress(`Installing ${file}`)
  const installation =
    fileName === undefined
      ? await installFolder(path, target, terminal)
      : await installFile(path, fileName, target, flags, terminal)
  if (installation === undefined) return exitCodes.findings
  const unsigned = flags.unsigned === true
  const folder = target.kind === 'development' ? target.folder : undefined
  const commands = serverSettings({ folder, unsigned }, host)
  terminal.printResult(
    flags.json
      ? `${JSON.stringify({ ...installation, commands }, null, 2)}\n`
      : installText(installation, commands, terminal),
  )
  reportRivals(installation, flags, terminal)
  for (const one of installation.targets) await reportPermissions(one, terminal)
  reportSignature(installation, flags, terminal)
  return exitCodes.fine
}

async function installFile(
  path: string,
  fileName: string,
  target: InstallTarget,
  flags: Flags,
  terminal: Terminal,
): Promise<Installation> {
  const host = currentHost()
  return await withTacoFile(path, async (taco) => {
    const places = await installPlaces(target, host)
    const { certificates: trust } = await openTrust(flags, terminal.cwd)
    const tolerate = flags.allowUnverified ? 'unverified' : flags.unsigned ? 'unsigned' : 'nothing'
    return await installTaco(taco, fileName, { places, host, trust, tolerate })
  })
}

function nameToInstall(path: string): string {
  const name = basename(path)
  if (/\.taco$/i.test(name)) return name
  throw new TacosmithError('usage', `${path} does not end in .taco`, {
    help: 'Tableau only looks for .taco files; tacosmith build creates one.',
  })
}

function refuseUnsigned({ unsigned }: Flags, { kind }: InstallTarget): void {
  if (!unsigned || kind !== 'products') return
  throw new TacosmithError('usage', '--unsigned does not work with the repository of a user', {
    help: 'Use it with --all-users, --server-dir or --development. Tableau Desktop and Prep Builder load unsigned connectors when started by tacosmith run; --allow-unverified installs one anyway.',
  })
}

/** Where Tableau runs as another user, it must be able to read the file. */
async function reportPermissions({ place, file }: InstalledFile, terminal: Terminal): Promise<void> {
  if (process.platform === 'win32' || place.kind === 'repository') return
  const { mode } = await stat(file)
  const isReadable = (mode & othersMayRead) !== 0
  if (isReadable) return
  printWarning(
    {
      message: 'Tableau Server runs as another user, which may not be able to read the file',
      file,
      help: `Let others read it: chmod o+r ${shownPath(file, terminal.cwd)}`,
    },
    terminal,
  )
}

const othersMayRead = 0o004

function reportSignature({ signature }: Installation, { unsigned }: Flags, terminal: Terminal): void {
  if (signature === 'verified' || signature === 'unpacked') return
  if (signature === 'unsigned' && unsigned) return
  printWarning(
    {
      message: `Tableau will not load the file while it checks signatures: it is ${signature.replaceAll('-', ' ')}`,
      help: 'Run tacosmith verify to see why.',
    },
    terminal,
  )
}
