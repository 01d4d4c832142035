import { relative } from 'node:path'
import type { FailedTarget, PrintedReport } from '../terminal/printed-report.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { BuiltConnector } from './builds-text.ts'
import { type TableColumn, textTable } from './text-table.ts'

const counts: readonly TableColumn[] = [
  { title: 'errors', align: 'right' },
  { title: 'warnings', align: 'right' },
]

/** What was found in several connectors, one a line; empty where there are not several. */
export function checkedTable(
  targets: readonly (PrintedReport | FailedTarget)[],
  { cwd, colorStdout }: Terminal,
): string {
  const connectors = targets.filter((target) => 'error' in target || target.identity !== undefined)
  if (connectors.filter((target) => 'report' in target).length < 2) return ''
  const rows = connectors.map((target) => {
    const path = shownPath(target.path, cwd)
    if ('error' in target) return [path, '', '', '', 'not checked']
    const { identity, report } = target
    return [path, identity?.class ?? '', identity?.version ?? '', ...countsOf(report)]
  })
  const columns = [{ title: 'connector' }, { title: 'class' }, { title: 'version' }, ...counts]
  return textTable(columns, rows, colorStdout)
}

/** What was made of several connectors, one a line. */
export function builtTable(built: readonly BuiltConnector[], { cwd, colorStdout }: Terminal): string {
  const rows = built.map((one) => {
    const path = shownPath(one.path, cwd)
    if ('error' in one) return [path, '', '', '', '', 'not built']
    const { result } = one
    const found = countsOf(result.report)
    if (!result.ok) return [path, '', ...found, '', 'not built']
    const { signature, version, file, fileName } = result
    return [path, version, ...found, signedText(signature?.validUntil), relative(cwd, file ?? fileName)]
  })
  const columns = [
    { title: 'connector' },
    { title: 'version' },
    ...counts,
    { title: 'signed' },
    { title: 'file' },
  ]
  return textTable(columns, rows, colorStdout)
}

function signedText(validUntil: string | undefined): string {
  return validUntil === undefined ? 'no' : `until ${validUntil}`
}

function countsOf({ errors, warnings }: PrintedReport['report']): string[] {
  return [String(errors), String(warnings)]
}
