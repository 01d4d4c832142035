import { basename } from 'node:path'
import {
  currentHost,
  knownPlaces,
  type Uninstallation,
  uninstallConnector,
  visibleText,
} from '@tacosmith/core/adapter'
import { Command } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { wrap } from '../terminal/text-layout.ts'
import { connectorName, resultLayout, table } from '../texts/deploy-text.ts'
import { addPlaceOptions, type PlaceFlags, targetOf } from './place-options.ts'

interface Flags extends PlaceFlags {
  json?: boolean
}

/** `tacosmith uninstall <connector>`: removes a connector from where Tableau looks. */
export function uninstallCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return addPlaceOptions(
    new Command('uninstall').argument('<connector>', 'the class of a connector, or the name of a .taco'),
  )
    .option('--json', 'print one JSON document to stdout')
    .addHelpText(
      'after',
      '\nBy default it looks in the repositories and in the folder for all users.\n' +
        '\nExamples:\n  tacosmith uninstall my_jdbc\n  tacosmith uninstall my_jdbc-v1.0.0.taco --product prep',
    )
    .action(async (connector: string, flags: Flags) => {
      finish(await runCommand(terminal, flags.json === true, () => uninstall(connector, flags, terminal)))
    })
}

async function uninstall(connector: string, flags: Flags, terminal: Terminal): Promise<number> {
  const host = currentHost()
  const places = await knownPlaces(host, targetOf(flags, terminal.cwd))
  const wanted = basename(connector)
  const result = await uninstallConnector(wanted, places, host)
  if (flags.json) terminal.printResult(`${JSON.stringify(result, null, 2)}\n`)
  else if (result.removed.length > 0) terminal.printResult(removedText(result, terminal))
  if (result.failed.length > 0) return reportFailed(result, terminal)
  if (result.removed.length > 0) return exitCodes.fine
  return reportNothingFound(wanted, result, terminal)
}

function removedText({ removed }: Uninstallation, terminal: Terminal): string {
  const { cwd, good } = resultLayout(terminal)
  const lines = removed.flatMap(({ file, place, ...found }) => [
    `${good('removed')}  ${connectorName(found)} from ${place.owner}`,
    `  ${shownPath(file, cwd)}`,
  ])
  return `${lines.join('\n')}\n`
}

function reportFailed({ failed }: Uninstallation, terminal: Terminal): number {
  for (const { file, reason } of failed) {
    terminal.say(`${wrap(`cannot remove ${file}: ${reason}`, terminal.width, 'error ', '  ').join('\n')}\n`)
  }
  terminal.say('  Check that you can write to the folder and that Tableau is not running.\n')
  return exitCodes.wrongUse
}

function reportNothingFound(wanted: string, { searched }: Uninstallation, terminal: Terminal): number {
  terminal.say(`error nothing called ${visibleText(wanted)} is installed\n`)
  const rows = searched.map(({ owner, folder }) => [owner, shownPath(folder, terminal.cwd)])
  const looked =
    rows.length === 0
      ? ['  No folders are known for this system.']
      : ['  Looked in:', ...table(rows, '    ', terminal.width)]
  terminal.say(
    `${looked.join('\n')}\n  Run tacosmith list to see what is installed; --repository and similar options search other folders.\n`,
  )
  return exitCodes.findings
}
