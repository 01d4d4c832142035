import { basename } from 'node:path'
import { currentHost, knownPlaces, type PlaceContents, readPlace } from '@tacosmith/core/adapter'
import { Command } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import type { Progress } from '../terminal/progress.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { wrap } from '../terminal/text-layout.ts'
import {
  type Layout,
  reasonWithoutPath,
  resultLayout,
  searchedText,
  signatureText,
  table,
} from '../texts/deploy-text.ts'
import {
  addPlaceOptions,
  addTruststoreOption,
  openTrust,
  type PlaceFlags,
  type TrustFlags,
  targetOf,
} from './place-options.ts'

interface Flags extends PlaceFlags, TrustFlags {
  json?: boolean
}

/** `tacosmith list`: the connectors that are installed, with class, version and state of the signature. */
export function listCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return addTruststoreOption(addPlaceOptions(new Command('list')))
    .option('--json', 'print one JSON document to stdout')
    .addHelpText(
      'after',
      '\nBy default it looks in the repositories and in the folder for all users.\n' +
        '\nExample:\n  tacosmith list --product desktop',
    )
    .action(async (flags: Flags) => {
      finish(await runCommand(terminal, flags.json === true, (progress) => list(flags, terminal, progress)))
    })
}

async function list(flags: Flags, terminal: Terminal, progress: Progress): Promise<number> {
  const host = currentHost()
  const places = await knownPlaces(host, targetOf(flags, terminal.cwd))
  const { certificates: trust } = await openTrust(flags, terminal.cwd)
  const contents: PlaceContents[] = []
  for (const place of places) {
    progress(`Reading the connectors in ${shownPath(place.folder, terminal.cwd)}`)
    contents.push(await readPlace(place, host, trust))
  }
  terminal.printResult(
    flags.json ? `${JSON.stringify({ places: contents }, null, 2)}\n` : listText(contents, terminal),
  )
  return exitCodes.fine
}

function listText(contents: readonly PlaceContents[], terminal: Terminal): string {
  const layout = resultLayout(terminal)
  const filled = contents.filter(
    ({ connectors, ignored, unreadable }) => connectors.length + ignored.length + unreadable.length > 0,
  )
  const head = filled.length === 0 ? [['No connectors are installed.']] : []
  const blocks = [...head, ...filled.map((one) => placeLines(one, layout)), searchedText(contents, layout)]
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

/** Until when Tableau loads it. */
function endOf({ signature, validUntil }: PlaceContents['connectors'][number]): string {
  return signature === 'verified' && validUntil !== undefined ? ` until ${validUntil}` : ''
}

function placeLines({ place, connectors, ignored, unreadable }: PlaceContents, layout: Layout): string[] {
  const rows = connectors.map((found) => [
    found.class,
    found.version ?? '(no version)',
    `${signatureText(found.signature)}${endOf(found)}`,
    basename(found.file),
  ])
  const [head = '', ...more] = table([[place.owner, shownPath(place.folder, layout.cwd)]], '', layout.width)
  return [
    // A table shows colours as it does all that would steer the terminal.
    `${layout.heading(head.slice(0, place.owner.length))}${head.slice(place.owner.length)}`,
    ...more,
    ...table(rows, '  ', layout.width),
    ...ignored.flatMap(({ class: name, version = '(no version)', file, reason }) => [
      ...table([[name, version, 'not loaded', basename(file)]], '  ', layout.width),
      ...wrap(reason, layout.width, '    '),
    ]),
    ...unreadable.flatMap(({ file, reason }) => [
      `  ${layout.bad('not readable')}  ${shownPath(basename(file), '')}`,
      ...wrap(reasonWithoutPath(reason, file), layout.width, '    '),
    ]),
  ]
}
