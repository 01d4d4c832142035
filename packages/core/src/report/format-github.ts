import type { Diagnostic, Report, Severity } from './diagnostic.ts'
import { inFolder } from './placed-report.ts'
import { visibleLines, visibleText } from './visible-text.ts'

/** What {@link formatGithub} needs in addition to the report. */
export interface GithubOptions {
  /** The connector folder as the repository knows it, forward slashes; empty where it is the repository's root. */
  folder?: string
}

const commands: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' }

/**
 * A report as workflow commands, one line for each finding, which GitHub shows as annotations next to the code. Empty
 * where there are no findings.
 *
 * Source: the page "Workflow commands for GitHub Actions" of GitHub's documentation.
 */
export function formatGithub({ diagnostics }: Report, { folder = '' }: GithubOptions = {}): string {
  return diagnostics.map((finding) => `${workflowCommand(finding, folder)}\n`).join('')
}

function workflowCommand(finding: Diagnostic, folder: string): string {
  const { rule, severity, message, file, line, column, help, url } = finding
  const properties = {
    file: file === undefined ? undefined : inFolder(file, folder),
    line,
    col: line === undefined ? undefined : column,
    title: rule,
  }
  const written = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
  const text = [message, help, url && `See ${url}`].filter(Boolean).join('\n')
  return `::${commands[severity]} ${written.join(',')}::${escapeText(text)}`
}

/** A text that ended the line would become a command of its own. */
function escapeText(text: string): string {
  return visibleLines(text).replaceAll('%', '%25').replaceAll('\n', '%0A')
}

function escapeProperty(value: string): string {
  return escapeText(visibleText(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
