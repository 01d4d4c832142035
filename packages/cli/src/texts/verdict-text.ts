import type { Verdict } from '@tacosmith/core'
import { type TruststoreSource, visibleText } from '@tacosmith/core/adapter'
import type { Terminal } from '../terminal/terminal.ts'
import { wrap } from '../terminal/text-layout.ts'
import { groupProblems, othersText, type ProblemGroup } from './grouped-problems.ts'

const GREEN = 32
const RED = 31
const YELLOW = 33
const BOLD = 1
const MAXIMUM_WIDTH = 100

/**
 * A verdict for people: the outcome in one line, who signed, whom we trusted, what is wrong and what to do.
 *
 * @param isForGallery whether the gallery's requirements were applied, which is told where they are met
 */
export function verdictText(
  file: string,
  verdict: Verdict,
  sources: readonly TruststoreSource[],
  terminal: Pick<Terminal, 'colorStdout' | 'width'>,
  isForGallery = false,
): string {
  const width = Math.min(terminal.width, MAXIMUM_WIDTH)
  const paint = (code: number, text: string): string =>
    terminal.colorStdout ? `\u001b[${code}m${text}\u001b[0m` : text
  const blocks = [
    [outcome(file, verdict, paint)],
    [
      ...wrap(verdict.tableauLog, width, '  Tableau writes  '),
      ...wrap(jarsignerText(verdict), width, '  jarsigner       '),
      ...(isForGallery && verdict.ok
        ? wrap('the signature meets the requirements of Tableau Exchange', width, '  for gallery     ')
        : []),
    ],
    ...verdict.signers.map((signer, index) => signerLines(verdict, signer, index, width)),
    ...(verdict.entries === undefined ? [] : [entryLines(verdict.entries, verdict.signers, width)]),
    trustLines(sources, width),
    ...groupProblems(verdict.problems).map((group) =>
      problemLines(group, { isComplete: verdict.entries !== undefined, width, paint }),
    ),
  ]
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function jarsignerText({ jarsignerExit }: Verdict): string {
  return jarsignerExit === null
    ? 'exit code not predicted (ask jarsigner -verify -strict)'
    : `would exit with ${jarsignerExit} (jarsigner -verify -strict)`
}

type Paint = (code: number, text: string) => string

function outcome(file: string, verdict: Verdict, paint: Paint): string {
  const end = verdict.validUntil === undefined ? '' : `, good until ${verdict.validUntil}`
  const status = verdict.status.replaceAll('-', ' ')
  if (verdict.ok) return `${paint(GREEN, status)}  ${visibleText(file)}${end}`
  const what = verdict.status === 'verified' ? 'verified, but does not meet the requirements' : status
  return `${paint(RED, what)}  ${visibleText(file)}`
}

/** Each file, and who signed it by the numbers of the signers. */
function entryLines(
  entries: NonNullable<Verdict['entries']>,
  signers: Verdict['signers'],
  width: number,
): string[] {
  const unsigned = signers.length === 0 ? '-' : 'nobody, as it is now'
  const whose = ({ signers: places }: { signers: number[] }): string =>
    places.length === 0 ? unsigned : places.map((place) => `signer ${place + 1}`).join(', ')
  const longest = Math.max(0, ...entries.map((entry) => whose(entry).length))
  return [
    entries.length === 1 ? '1 file' : `${entries.length} files`,
    ...entries.flatMap((entry) =>
      wrap(visibleText(entry.name), width, `  ${whose(entry).padEnd(longest)}  `),
    ),
  ]
}

function signerLines(
  verdict: Verdict,
  signer: Verdict['signers'][number],
  index: number,
  width: number,
): string[] {
  const { chain, algorithm, timestamp, serial, reachesRoot } = signer
  const isVerbose = verdict.entries !== undefined
  const top = chain.at(-1)
  const known = chain.toReversed().map(({ subject, notBefore, notAfter }) => ({
    subject,
    dates: `${day(notBefore)} to ${day(notAfter)}`,
  }))
  // Where the search ended: the next issuer was not found.
  const missing =
    reachesRoot || top === undefined || top.issuer === top.subject
      ? []
      : [{ subject: top.issuer, dates: 'not found' }]
  const tree = [...missing, ...known].flatMap(({ subject, dates }, depth) =>
    branch(subject, dates, depth, width),
  )
  const stamp =
    timestamp === undefined
      ? 'none'
      : `${timestamp.time.slice(0, 16).replace('T', ' ')} UTC by ${timestamp.authority}, good until ${day(timestamp.notAfter)}`
  return [
    isVerbose ? `signed by (signer ${index + 1})` : 'signed by',
    ...tree,
    ...(isVerbose ? wrap(serial, width, '  serial     ') : []),
    ...wrap(algorithm, width, '  algorithm  '),
    ...wrap(stamp, width, '  timestamp  '),
  ]
}

/** One certificate of the tree, with its dates at the right where they fit, else below. */
function branch(subject: string, dates: string, depth: number, width: number): string[] {
  const first = `  ${depth === 0 ? '' : `${'   '.repeat(depth - 1)}└─ `}`
  const lines = wrap(subject, width, first)
  const last = lines.at(-1) ?? ''
  if (last.length + 2 + dates.length > width) return [...lines, `${' '.repeat(first.length)}${dates}`]
  return [
    ...lines.slice(0, -1),
    `${last}${' '.repeat(Math.max(2, width - last.length - dates.length))}${dates}`,
  ]
}

/** What was trusted, and that Tableau may trust others. */
export function trustLines(sources: readonly TruststoreSource[], width: number): string[] {
  const used = sources.flatMap(({ kind, path = '', certificates }) => {
    const roots = certificates === 1 ? '1 root' : `${certificates} roots`
    const origin = {
      file: path,
      java: `${path} (the Java installed here)`,
      node: "Node's list for web servers, because no Java was found",
    }[kind]
    return wrap(`${roots} of ${origin}`, width, '  ')
  })
  const caution =
    'Tableau ships its own Java runtime with its own truststore: a root that is trusted here may be missing there.'
  return ['trusted', ...used, ...wrap(caution, width, '  ')]
}

/** How findings are shown. */
interface ProblemLayout {
  /** Names all that a finding is about. */
  isComplete: boolean
  width: number
  paint: Paint
}

function problemLines(group: ProblemGroup, { isComplete, width, paint }: ProblemLayout): string[] {
  const { severity, rule, message, help } = group.first
  const others = othersText(group, isComplete)
  const head = `${severity}  `
  const [first = '', ...rest] = wrap(message, width, head, '  ')
  const color = severity === 'error' ? RED : YELLOW
  return [
    `${paint(color, severity)}${first.slice(severity.length)}`,
    ...rest,
    ...(others === undefined ? [] : wrap(others, width, '  ', '  ')),
    ...(help === undefined ? [] : wrap(help, width, '  -> ', '     ')),
    `  ${paint(BOLD, rule)}`,
  ]
}

function day(instant: string): string {
  return instant.slice(0, 10)
}
