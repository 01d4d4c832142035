import {
  type ClassResolution,
  type LoadedConnector,
  type LoadResolution,
  type OutrankedConnector,
  type PlaceContents,
  visibleText,
} from '@tacosmith/core/adapter'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { wrap } from '../terminal/text-layout.ts'
import { type Layout, reasonWithoutPath, resultLayout, searchedText, signatureText } from './deploy-text.ts'

/** What `resolve` prints: for each class the winner, then the others with the reason, then what could not be read. */
export function resolveText(
  { regime, classes, unreadable }: LoadResolution,
  contents: readonly PlaceContents[],
  tableau: string | undefined,
  terminal: Terminal,
): string {
  const layout = resultLayout(terminal)
  const rule =
    regime === 'first-loaded'
      ? `Tableau ${tableau}: the first connector of a class to be loaded wins.`
      : `${tableau === undefined ? 'Tableau since 2022.2' : `Tableau ${tableau}`}: the highest version of a class wins; on a tie, the first to be loaded.`
  const blocks = [
    wrap(rule, layout.width),
    ...(classes.length === 0 ? [['No connectors were found.']] : []),
    ...classes.map((one) => classLines(one, layout)),
    ...(unreadable.length === 0
      ? []
      : [
          [
            layout.bad('not readable, so not considered'),
            ...unreadable.flatMap(({ file, reason }) => [
              `  ${shownPath(file, layout.cwd)}`,
              ...wrap(reasonWithoutPath(reason, file), layout.width, '    '),
            ]),
          ],
        ]),
    searchedText(contents, layout),
  ]
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function classLines({ class: name, winner, reason, losers }: ClassResolution, layout: Layout): string[] {
  return [
    layout.heading(visibleText(name)),
    ...(winner === undefined
      ? wrap(`${reason}.`, layout.width, '  ')
      : entryLines(layout.good('wins '), winner, reason, layout)),
    ...losers.flatMap((loser) => entryLines('loses', loser, loser.reason, layout)),
    ...(winner === undefined ? [] : caution(winner, layout)),
  ]
}

function entryLines(
  verdict: string,
  connector: LoadedConnector | OutrankedConnector,
  reason: string,
  layout: Layout,
): string[] {
  const { version = '(no version)', signature, order, place, file } = connector
  const [first = '', ...rest] = wrap(`${version}, ${reason}`, layout.width, '  loses  ')
  const turn = order === undefined ? 'not loaded' : `no. ${order} in load order`
  return [
    `  ${verdict}${first.slice('  loses'.length)}`,
    ...rest,
    ...wrap(`${turn}, ${place.owner}, ${signatureText(signature)}`, layout.width, ' '.repeat(9)),
    `         ${shownPath(file, layout.cwd)}`,
  ]
}

/** Who wins is not yet loaded. Of a folder nobody has signed anything. */
function caution({ signature }: LoadedConnector, { width }: Layout): string[] {
  if (signature === 'verified' || signature === 'unpacked') return []
  const state = `${signatureText(signature)}${signature === 'untrusted' ? ' here' : ''}`
  return wrap(`The winner is ${state}: Tableau loads it only if signatures are not checked.`, width, '  ')
}
