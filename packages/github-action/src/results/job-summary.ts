import { summary } from '@actions/core'
import { type ConnectorDiff, formatPretty } from '@tacosmith/core'
import { htmlText } from '@tacosmith/core/adapter'
import { formatScenarios, type TestedConnector } from '@tacosmith/preview'
import type { ActionResult } from './action-result.ts'
import { signatureFacts } from './signature-facts.ts'
import { count, releaseText } from './texts.ts'

/** GitHub refuses summaries from 1 MiB on. */
const LONGEST_REPORT = 200_000
const MOST_CHANGES = 100
const MOST_ENTRIES = 500
const LONGEST_NAME = 300

/** Writes what came of the run onto the page of the job: verdict, file, entries, changes, report. */
export async function writeJobSummary(result: ActionResult, failure: string | undefined): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return
  const { taco, diff } = result
  summary.addHeading(`${failure === undefined ? '✅' : '❌'} ${htmlText(titleOf(result))}`, 2)
  if (failure !== undefined) summary.addQuote(htmlText(failure))
  const facts = factsOf(result)
  if (facts.length > 0)
    summary.addTable(facts.map(([name, value]) => [header(name), { data: htmlText(value) }]))
  if (taco !== undefined) {
    summary.addDetails(
      `${taco.entries.length} files`,
      `<table>${taco.entries.slice(0, MOST_ENTRIES).map(entryRow).join('')}</table>`,
    )
  }
  if (diff !== undefined) addChanges(diff)
  addScenarios(result)
  addReport(result)
  await summary.write()
}

function entryRow({ name, size }: { name: string; size: number }): string {
  return `<tr><td>${htmlText(name.slice(0, LONGEST_NAME))}</td><td>${size} bytes</td></tr>`
}

function titleOf({ taco, tag }: ActionResult): string {
  if (taco !== undefined) return `${taco.class} ${taco.version}`
  return tag === undefined ? 'Tableau connector' : `Tableau connector, ${tag}`
}

function factsOf(result: ActionResult): [string, string][] {
  const { taco, diff, published, report, scenarios } = result
  const signature = signatureFacts(result)
  const rows: [string, string | undefined][] = [
    ['File', taco?.name],
    ['SHA-256', taco?.sha256],
    ['Tableau', taco && `${taco.minTableauVersion} or newer`],
    ['Signature', signature?.verdict],
    ['Signed by', signature?.subject],
    ['Issued by', signature?.issuer],
    ['Certificate', signature?.certificate],
    ['Timestamp', signature?.timestamp],
    ['Good until', signature?.validUntil?.slice(0, 10)],
    ['Review class', diff?.review],
    ['Release', published && releaseText(published)],
    ['Scenarios', scenarios && scenarioCount(scenarios)],
    ['Findings', report && `${count(report.errors, 'error')}, ${count(report.warnings, 'warning')}`],
  ]
  return rows.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]))
}

function addChanges({ changes, lostConnections, review }: ConnectorDiff): void {
  summary.addHeading(`Changes: review class ${review}`, 3)
  if (lostConnections.length > 0)
    summary.addList(lostConnections.slice(0, MOST_CHANGES).map(({ message }) => htmlText(message)))
  const columns = ['Class', 'Change', 'Why'].map(header)
  const rows = changes.slice(0, MOST_CHANGES).map(({ review: reached, kind, subject, property, reason }) =>
    [reached, `${kind}: ${subject}${property ? `, ${property}` : ''}`, reason].map((text) => ({
      data: htmlText(text),
    })),
  )
  if (rows.length > 0) summary.addTable([columns, ...rows])
  if (changes.length > MOST_CHANGES) summary.addRaw(`and ${changes.length - MOST_CHANGES} more`, true)
}

function scenarioCount({ results }: TestedConnector): string {
  const failed = results.filter(({ differences }) => differences.length > 0).length
  return failed === 0 ? `${results.length} as expected` : `${failed} of ${results.length} other than expected`
}

/** Only those that fail. */
function addScenarios({ scenarios }: ActionResult): void {
  const failed = scenarios?.results.filter(({ differences }) => differences.length > 0) ?? []
  if (scenarios === undefined || failed.length === 0) return
  const text = formatScenarios([{ ...scenarios, results: failed }])
  const shown = text.length > LONGEST_REPORT ? `${text.slice(0, LONGEST_REPORT)}\n…` : text
  summary.addRaw(`<pre>${shown.split('\n').map(htmlText).join('\n')}</pre>`, true)
}

function addReport({ report, readSource = () => undefined }: ActionResult): void {
  if (report === undefined || report.diagnostics.length === 0) return
  const text = formatPretty(report, { readSource, color: false, width: 120 })
  const shown = text.length > LONGEST_REPORT ? `${text.slice(0, LONGEST_REPORT)}\n…` : text
  summary.addRaw(`<pre>${shown.split('\n').map(htmlText).join('\n')}</pre>`, true)
}

function header(data: string): { data: string; header: true } {
  return { data, header: true }
}
