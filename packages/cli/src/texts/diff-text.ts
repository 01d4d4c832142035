import type { ConnectorDiff } from '@tacosmith/core'
import type { ConnectorChange, ReviewClass } from '@tacosmith/core/adapter'
import type { Terminal } from '../terminal/terminal.ts'
import { wrap } from '../terminal/text-layout.ts'
import { connectorName, type Layout, resultLayout } from './deploy-text.ts'

/** Longer values say no more in a list. */
const MAXIMUM_VALUE = 160

/** What an update changes, for people: the review first, then the changes by what they cost, the dearest first. */
export function diffText(oldPath: string, newPath: string, diff: ConnectorDiff, terminal: Terminal): string {
  const layout = resultLayout(terminal)
  const { width } = layout
  const blocks = [
    [layout.heading(title(diff)), ...wrap(oldPath, width, '  old  '), ...wrap(newPath, width, '  new  ')],
    reviewLines(diff, layout),
    lostLines(diff, layout),
    ...groups(diff.changes).map((group) => groupLines(group, layout)),
    notComparedLines(diff, layout),
  ]
  const shown = blocks.filter((lines) => lines.length > 0)
  return `${shown.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function title({ old, new: updated }: ConnectorDiff): string {
  const nameOf = ({ class: className, version }: ConnectorDiff['old']): string =>
    connectorName({ class: className ?? 'no class', version: version ?? 'no version' })
  if (old.class !== updated.class) return `${nameOf(old)} -> ${nameOf(updated)}`
  return old.version === updated.version
    ? nameOf(old)
    : `${nameOf(old)} -> ${connectorName({ class: updated.version ?? 'no version' })}`
}

const reviewTexts: Record<ReviewClass, string> = {
  none: 'no review: nothing relevant has changed',
  A: 'review A: minor',
  B: 'review B: queries change',
  C: 'review C: changes beyond queries',
  forbidden: 'forbidden: not possible as an update',
}

function reviewLines(
  { review, materials, notCompared }: ConnectorDiff,
  { good, bad, width }: Layout,
): string[] {
  const paint =
    review === 'forbidden' ? bad : review === 'none' || review === 'A' ? good : (text: string) => text
  const needed = materials.length === 0 ? [] : ['  to submit']
  return [
    review === 'none' && notCompared.length > 0
      ? 'no review needed for what could be compared'
      : paint(reviewTexts[review]),
    ...needed,
    ...materials.flatMap(({ text }) => wrap(text, width, '    - ', '      ')),
  ]
}

/** What becomes of workbooks that hold what the old connector stored in them. */
function lostLines({ lostConnections }: ConnectorDiff, { width, bad }: Layout): string[] {
  if (lostConnections.length === 0) return []
  return [
    bad('saved connections'),
    ...lostConnections.flatMap(({ review, message }) =>
      wrap(message, width, `  ${review}  `, ' '.repeat(review.length + 4)),
    ),
    ...[...new Set(lostConnections.map(({ help }) => help))].flatMap((help) => wrap(help, width, '  ')),
  ]
}

/** Changes that are of one class for one reason. */
function groups(changes: readonly ConnectorChange[]): ConnectorChange[][] {
  const found = new Map<string, ConnectorChange[]>()
  for (const change of changes) {
    const key = `${change.review} ${change.reason}`
    const group = found.get(key)
    if (group === undefined) found.set(key, [change])
    else group.push(change)
  }
  return [...found.values()]
}

function groupLines(changes: readonly ConnectorChange[], { heading, width }: Layout): string[] {
  const [first] = changes
  if (first === undefined) return []
  const { review, reason } = first
  const [head = '', ...rest] = wrap(reason, width, `${review}  `)
  return [
    `${heading(review)}${head.slice(review.length)}`,
    ...rest,
    ...changes.flatMap((change) => wrap(changeText(change), width, `  ${signs[change.kind]} `, '      ')),
  ]
}

const signs: Record<ConnectorChange['kind'], string> = {
  added: '+',
  removed: '-',
  changed: '~',
  unchanged: '=',
}

function changeText({ kind, subject, property, before, after, file }: ConnectorChange): string {
  const shown = kind === 'removed' ? before : after
  if (kind === 'added' || kind === 'removed')
    return shown === undefined ? subject : `${subject}  ${quoted(shown)}`
  if (property === undefined) return file === undefined ? subject : `${subject}  ${file}`
  const name = property === 'order' ? subject : `${subject}, ${property}`
  if (kind === 'unchanged')
    return after === undefined ? `${name}: still none` : `${name}: still ${quoted(after)}`
  if (before === undefined && after === undefined) return `${name}: changed, but the values are not shown`
  if (before === undefined) return `${name}: new, ${quoted(after)}`
  if (after === undefined) return `${name}: gone, was ${quoted(before)}`
  return `${name}: ${quoted(before)} -> ${quoted(after)}`
}

function quoted(value = ''): string {
  const mark = value.includes('"') ? "'" : '"'
  return `${mark}${value.length > MAXIMUM_VALUE ? `${value.slice(0, MAXIMUM_VALUE)}...` : value}${mark}`
}

function notComparedLines({ notCompared }: ConnectorDiff, { width, bad }: Layout): string[] {
  if (notCompared.length === 0) return []
  return [
    bad('not compared, so the review may be stricter'),
    ...notCompared.flatMap(({ side, file, reason }) =>
      wrap(`${side}  ${file}: ${reason}`, width, '  ', '       '),
    ),
  ]
}
