import type { Diagnostic } from '@tacosmith/core'
import { createReport } from '@tacosmith/core/adapter'
import type { PrintedReport } from '../terminal/printed-report.ts'
import { shownPath } from '../terminal/shown-path.ts'

/** Findings under a heading. */
export interface FindingsBlock {
  heading: string
  printed: PrintedReport
}

/** Nobody reads on after so many. */
const mostNamed = 3

/**
 * The findings in several connectors, each below the path of its connector. What is said of no file, as of a signature, and
 * of several connectors in the same words is told once, at the end.
 */
export function findingsBlocks(printed: readonly PrintedReport[], cwd: string): FindingsBlock[] {
  const owners = new Map<string, { finding: Diagnostic; of: PrintedReport[] }>()
  for (const one of printed) {
    for (const finding of one.report.diagnostics.filter(({ file }) => file === undefined)) {
      const known = owners.get(keyOf(finding)) ?? { finding, of: [] }
      owners.set(keyOf(finding), { finding, of: [...known.of, one] })
    }
  }
  const isShared = (finding: Diagnostic): boolean =>
    finding.file === undefined && (owners.get(keyOf(finding))?.of.length ?? 0) > 1
  const ofEach = printed.flatMap((one) => {
    const findings = one.report.diagnostics.filter((finding) => !isShared(finding))
    return findings.length === 0 ? [] : [blockOf(shownPath(one.path, cwd), one, findings)]
  })
  const ofSeveral = [...owners.values()].flatMap(({ finding, of }) => {
    const [first] = of
    return first === undefined || of.length === 1 ? [] : [blockOf(headingOf(of, cwd), first, [finding])]
  })
  return [...ofEach, ...ofSeveral]
}

function blockOf(heading: string, one: PrintedReport, findings: readonly Diagnostic[]): FindingsBlock {
  return { heading, printed: { ...one, report: createReport(findings) } }
}

function headingOf(of: readonly PrintedReport[], cwd: string): string {
  const named = of.slice(0, mostNamed).map(({ path }) => shownPath(path, cwd))
  const more = of.length - named.length
  return `${named.join(', ')}${more === 0 ? '' : ` and ${more} more`}`
}

function keyOf({ rule, severity, message, help }: Diagnostic): string {
  return JSON.stringify([rule, severity, message, help])
}
