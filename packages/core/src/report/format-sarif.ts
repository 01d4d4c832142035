import type { Diagnostic, Report, Severity } from './diagnostic.ts'
import { fingerprints } from './fingerprints.ts'
import { inFolder, type PlacedReport, wholeConnectorFile } from './placed-report.ts'

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

/** What {@link formatSarif} says about what has found the findings. */
export interface SarifTool {
  /** The rules that the findings belong to, and any others. */
  rules: readonly SarifRule[]
  /** The version of tacosmith. */
  version: string
}

/** What {@link formatSarif} needs in addition to a single report. */
export interface SarifOptions extends SarifTool, Pick<PlacedReport, 'readSource'> {
  /** The connector folder as the repository knows it, forward slashes; empty where it is the repository's root. */
  folder?: string
}

const levels: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' }

/** Where rules lead that no single page states. */
const documentation = 'https://tableau.github.io/connector-plugin-sdk/docs/'

/**
 * One report or several as one run in SARIF 2.1.0, which GitHub code scanning and editors read. Lists all rules, not only
 * those that found something. Ends with a line break.
 *
 * Source: the OASIS standard "Static Analysis Results Interchange Format Version 2.1.0", and GitHub's page "SARIF
 * support for code scanning".
 */
export function formatSarif(report: Report, options: SarifOptions): string
export function formatSarif(reports: readonly PlacedReport[], tool: SarifTool): string
export function formatSarif(
  given: Report | readonly PlacedReport[],
  options: SarifTool & Partial<SarifOptions>,
): string {
  const { rules, version, folder = '', readSource = () => undefined } = options
  const reports = 'diagnostics' in given ? [{ report: given, folder, readSource }] : given
  const indexes = new Map(rules.map(({ id }, index) => [id, index]))
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
        results: reports.flatMap((placed) => describeFindings(placed, indexes)),
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

function describeFindings(
  { report, folder, readSource }: Omit<PlacedReport, 'name'>,
  indexes: ReadonlyMap<string, number>,
): object[] {
  const fingerprint = fingerprints(readSource)
  return report.diagnostics.map((finding) => {
    const { rule, severity, message, help } = finding
    const ruleIndex = indexes.get(rule)
    return {
      ruleId: rule,
      ...(ruleIndex !== undefined && { ruleIndex }),
      level: levels[severity],
      message: { text: [message, help].filter(Boolean).join('\n') },
      locations: [{ physicalLocation: describePlace(finding, folder) }],
      partialFingerprints: { primaryLocationLineHash: fingerprint(finding) },
    }
  })
}

/** Every result needs a file: those about the connector as a whole are placed in its manifest. */
function describePlace(
  { file = wholeConnectorFile, line = 1, column = 1 }: Diagnostic,
  folder: string,
): object {
  const uri = inFolder(file, folder).split('/').map(encodeURIComponent).join('/')
  return { artifactLocation: { uri }, region: { startLine: line, startColumn: column } }
}
