import { createHash } from 'node:crypto'
import type { Diagnostic, Report, Severity } from './diagnostic.ts'
import { inFolder } from './format-github.ts'

/** What SARIF says about a rule. */
export interface SarifRule {
  id: string
  severity: Severity
  /** What the rule asks for, in one sentence. */
  summary: string
  /** What to do about a finding. */
  help: string
  url?: string
}

/** What {@link formatSarif} needs in addition to the report. */
export interface SarifOptions {
  /** The rules that the findings belong to, and any others. */
  rules: readonly SarifRule[]
  /** The version of tacosmith. */
  version: string
  /** The text of a file of the connector; findings are recognised by their line when others move them. */
  readSource(file: string): string | undefined
  /** The connector folder as the repository knows it, forward slashes; empty where it is the repository's root. */
  folder?: string
}

const levels: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' }

/** Where rules lead that no single page states. */
const documentation = 'https://tableau.github.io/connector-plugin-sdk/docs/'

/**
 * A report as SARIF 2.1.0, which GitHub code scanning and editors read. Lists all rules, not only those that found
 * something. Ends with a line break.
 *
 * Source: the OASIS standard "Static Analysis Results Interchange Format Version 2.1.0", and GitHub's page "SARIF
 * support for code scanning".
 */
export function formatSarif(report: Report, options: SarifOptions): string {
  const { rules, version } = options
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'tacosmith',
            version,
            informationUri: documentation,
            rules: rules.map(describeRule),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: describeFindings(report.diagnostics, options),
      },
    ],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

function describeRule({ id, severity, summary, help, url = documentation }: SarifRule): object {
  return {
    id,
    shortDescription: { text: summary },
    help: { text: help, markdown: `${summary}\n\n${help}\n\n[Documentation](${url})` },
    helpUri: url,
    defaultConfiguration: { level: levels[severity] },
  }
}

function describeFindings(findings: readonly Diagnostic[], options: SarifOptions): object[] {
  const indexes = new Map(options.rules.map(({ id }, index) => [id, index]))
  const fingerprint = fingerprints(options.readSource)
  return findings.map((finding) => {
    const { rule, severity, message, help } = finding
    const ruleIndex = indexes.get(rule)
    return {
      ruleId: rule,
      ...(ruleIndex !== undefined && { ruleIndex }),
      level: levels[severity],
      message: { text: [message, help].filter(Boolean).join('\n') },
      locations: [{ physicalLocation: describePlace(finding, options.folder ?? '') }],
      partialFingerprints: { primaryLocationLineHash: fingerprint(finding) },
    }
  })
}

/** Every result needs a file: those about the connector as a whole are placed in its manifest. */
function describePlace({ file = 'manifest.xml', line = 1, column = 1 }: Diagnostic, folder: string): object {
  const uri = inFolder(file, folder).split('/').map(encodeURIComponent).join('/')
  return { artifactLocation: { uri }, region: { startLine: line, startColumn: column } }
}

/** Findings keep their fingerprint when lines before them come and go. */
function fingerprints(readSource: SarifOptions['readSource']): (finding: Diagnostic) => string {
  const lines = new Map<string, string[]>()
  const counts = new Map<string, number>()
  const lineOf = (file: string, line: number): string => {
    const known = lines.get(file) ?? (readSource(file) ?? '').split(/\r\n|\n|\r/)
    lines.set(file, known)
    return known[line - 1]?.trim() ?? ''
  }
  return ({ rule, file, line }) => {
    const text = file === undefined || line === undefined ? '' : lineOf(file, line)
    const digest = createHash('sha256')
      .update(JSON.stringify([rule, file, text]))
      .digest('hex')
      .slice(0, 16)
    const count = (counts.get(digest) ?? 0) + 1
    counts.set(digest, count)
    return `${digest}:${count}`
  }
}
