import type { Installation, InstalledFile } from '@tacosmith/core/adapter'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { wrap } from '../terminal/text-layout.ts'
import { connectorName, type Layout, resultLayout, signatureText } from './deploy-text.ts'
import { serverLines } from './server-lines.ts'

/** What `install` prints: what went where, and what is left to do. */
export function installText(
  installation: Installation,
  commands: readonly string[],
  terminal: Terminal,
): string {
  const layout = resultLayout(terminal)
  const { signature, validUntil, targets } = installation
  const end = validUntil === undefined || signature !== 'verified' ? '' : `, good until ${validUntil}`
  const changed = targets.some(({ outcome }) => outcome !== 'unchanged')
  const head = `${layout.good(changed ? 'installed' : 'unchanged')}  ${connectorName(installation)} (${signatureText(signature)}${end})`
  const lines = [head, ...targets.flatMap((target) => targetLines(target, layout))]
  const isForServerOnly = targets.every(({ place }) => place.kind === 'development')
  const next = isForServerOnly ? [] : ['', ...wrap(nextStep(targets), layout.width)]
  const settings = commands.length === 0 ? [] : ['', ...serverLines(commands)]
  return `${[...lines, ...next, ...settings].join('\n')}\n`
}

function targetLines({ place, file, outcome, replaced }: InstalledFile, { cwd, width }: Layout): string[] {
  const state =
    outcome === 'replaced'
      ? `, replaces ${connectorName(replaced ?? {})}${replaced?.signature === undefined ? '' : ` (${signatureText(replaced.signature)})`}`
      : outcome === 'unchanged'
        ? ', already there'
        : ''
  return [...wrap(`${place.owner}${state}`, width, '  '), `    ${shownPath(file, cwd)}`]
}

function nextStep(targets: readonly InstalledFile[]): string {
  const kinds = new Set(targets.map(({ place }) => place.kind))
  if (kinds.has('server')) return 'Do the same on every node of the server, then restart Tableau Server.'
  if (kinds.has('all-users')) {
    return 'Restart Tableau to load it. For Tableau Server (2021.2 or later) install it on every node, then restart the server.'
  }
  const owners = [...new Set(targets.map(({ place }) => place.owner))]
  return `Restart ${owners.join(' and ')} to load it.`
}
