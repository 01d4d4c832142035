import { join, resolve as resolvePath } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import {
  allUsersPlace,
  builtInPlace,
  type ConnectorPlace,
  currentHost,
  developmentPlace,
  type Host,
  loadRegime,
  type PlaceContents,
  readPlace,
  repositoryPlaces,
  resolveLoadOrder,
  type TableauProduct,
} from '@tacosmith/core/adapter'
import { Command, Option } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import type { Progress } from '../terminal/progress.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { printWarning } from '../texts/deploy-text.ts'
import { resolveText } from '../texts/resolve-text.ts'
import { addTruststoreOption, openTrust, type TrustFlags } from './place-options.ts'

interface Flags extends TrustFlags {
  tableau?: string
  product: TableauProduct
  repository?: string
  builtIn?: string
  json?: boolean
}

/** `tacosmith resolve [dirs...]`: all connectors in load order, and which of a class Tableau takes. */
export function resolveCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  const command = new Command('resolve')
    .argument('[dirs...]', 'development folders, as given to Tableau')
    .option('--tableau <version>', 'the release that chooses (default: any since 2022.2)')
    .addOption(
      new Option('--product <name>', 'whose repository').choices(['desktop', 'prep']).default('desktop'),
    )
    .option('--repository <dir>', 'your My Tableau Repository, if it is elsewhere')
    .option('--built-in <dir>', 'folder of the connectors that come with Tableau, to include them')
  return addTruststoreOption(command)
    .option('--json', 'print one JSON document to stdout')
    .addHelpText(
      'after',
      '\nTableau loads its built-in connectors first, then the folder for all users, the\n' +
        'repository and the development folders. Since 2022.2 the highest plugin-version\n' +
        'of a class wins, and on a tie the first loaded; before that, the first loaded.\n' +
        '\nNot loaded, and named with the reason: a connector that needs a newer Tableau\n' +
        'than --tableau, an unpacked connector in a Connectors folder, and a manifest.xml\n' +
        'directly in a development folder, where Tableau expects one folder per\n' +
        'connector.\n' +
        '\nExample:\n  tacosmith resolve ./connectors --tableau 2021.4',
    )
    .action(async (dirs: string[], flags: Flags) => {
      finish(
        await runCommand(terminal, flags.json === true, (progress) =>
          resolve(dirs, flags, terminal, progress),
        ),
      )
    })
}

async function resolve(
  dirs: string[],
  flags: Flags,
  terminal: Terminal,
  progress: Progress,
): Promise<number> {
  // A version that is none is refused before anything is read.
  loadRegime(flags.tableau)
  const host = currentHost()
  const { certificates: trust } = await openTrust(flags, terminal.cwd)
  const contents: PlaceContents[] = []
  for (const place of await placesInOrder(dirs, flags, terminal.cwd)) {
    progress(`Reading the connectors in ${shownPath(place.folder, terminal.cwd)}`)
    contents.push(await readPlace(place, host, trust))
  }
  for (const dir of dirs) await warnOfRepository(dir, host, terminal)
  const resolution = resolveLoadOrder(contents, flags.tableau)
  if (flags.json) {
    const places = contents.map(({ place, exists }) => ({ ...place, exists }))
    terminal.printResult(`${JSON.stringify({ ...resolution, places }, null, 2)}\n`)
  } else {
    terminal.printResult(resolveText(resolution, contents, flags.tableau, terminal))
  }
  return exitCodes.fine
}

async function placesInOrder(dirs: string[], flags: Flags, cwd: string): Promise<ConnectorPlace[]> {
  const host = currentHost()
  const { builtIn, repository, product } = flags
  const named = [...(builtIn === undefined ? [] : [builtIn]), ...dirs].map((dir) => resolvePath(cwd, dir))
  for (const folder of named) await expectFolder(folder, host)
  const absolute = repository === undefined ? undefined : resolvePath(cwd, repository)
  const places = [
    builtIn === undefined ? undefined : builtInPlace(resolvePath(cwd, builtIn)),
    allUsersPlace(host),
    // Of several repositories Tableau uses one.
    ...(await repositoryPlaces(product, host, absolute)).slice(0, 1),
    ...dirs.map((dir) => developmentPlace(resolvePath(cwd, dir))),
  ]
  return places.filter((place) => place !== undefined)
}

/** Under development Tableau looks into the folder itself; of a repository it would read nothing. */
async function warnOfRepository(dir: string, host: Host, terminal: Terminal): Promise<void> {
  if ((await host.disk.kindOf(join(resolvePath(terminal.cwd, dir), 'Connectors'))) !== 'folder') return
  const message = `${dir} is a Tableau repository: its connectors are in the folder Connectors`
  printWarning({ message, help: `Use --repository ${dir}.` }, terminal)
}

async function expectFolder(path: string, host: Host): Promise<void> {
  const kind = await host.disk.kindOf(path)
  if (kind === 'folder') return
  throw new TacosmithError('usage', `${path} ${kind === 'file' ? 'is a file' : 'does not exist'}`, {
    help: 'Give a folder that contains connectors: .taco files, or one folder per connector.',
  })
}
