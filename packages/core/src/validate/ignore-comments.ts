import type { Connector } from '../connector/connector.ts'
import type { TextPosition, XmlDocument, XmlElement } from '../connector/xml-document.ts'
import { selfAndDescendants } from '../connector/xml-query.ts'
import { TextLines } from '../connector/xml-text.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { nearestName } from '../nearest-name.ts'
import { ignoreInvalid, ignoreUnused } from './rules/ignoring/index.ts'
import type { RuleDescription } from './rules/rule.ts'

/** A comment that silences a rule, and the place for which it does so. */
interface IgnoreComment {
  file: string
  line: number
  column: number
  rule: string
  /** Empty where there is none. */
  reason: string
  /** Where the findings stand that it silences; undefined where nothing follows it. */
  target: { from: Place; to: Place; isRoot: boolean } | undefined
}

interface Place {
  line: number
  column: number
}

/**
 * Leaves out the findings that a comment silences: `<!-- tacosmith-ignore rule-id: reason -->` before an element is
 * about its start tag, `// tacosmith-ignore rule-id: reason` in a script about the next line.
 *
 * A comment that silences nothing, gives no reason or names no rule is a finding itself.
 *
 * @param findings - Before settings: a rule that is off needs no comment, but having one is no fault.
 * @param known - The ids of all rules.
 * @param scripts - The texts of the scripts, and of the sources of scripts, of which all findings are here; by the name
 *   that findings give them.
 */
export function applyIgnoreComments(
  findings: readonly Diagnostic[],
  connector: Connector,
  known: readonly string[],
  scripts: ReadonlyMap<string, string> = new Map(),
): Diagnostic[] {
  const comments = [...commentsOfDocuments(connector), ...[...scripts].flatMap(commentsOfScript)]
  if (comments.length === 0) return [...findings]
  const used = new Set<IgnoreComment>()
  const left = findings.filter((finding) => {
    const comment = comments.find((candidate) => silences(candidate, finding))
    if (comment !== undefined) used.add(comment)
    return comment === undefined
  })
  return [...left, ...comments.flatMap((comment) => faultsOf(comment, used.has(comment), known))]
}

function silences({ file, rule, target }: IgnoreComment, finding: Diagnostic): boolean {
  if (finding.rule !== rule || finding.file !== file || target === undefined) return false
  if (finding.line === undefined) return target.isRoot
  const place = { line: finding.line, column: finding.column ?? 1 }
  return !isBefore(place, target.from) && isBefore(place, target.to)
}

function isBefore(left: Place, right: Place): boolean {
  return left.line < right.line || (left.line === right.line && left.column < right.column)
}

function faultsOf(comment: IgnoreComment, isUsed: boolean, known: readonly string[]): Diagnostic[] {
  const { file, line, column, rule, reason } = comment
  const findingOf = (description: RuleDescription, message: string, help = description.help): Diagnostic => {
    return { rule: description.id, severity: description.severity, message, file, line, column, help }
  }
  if (rule === '' || !known.includes(rule)) {
    const near = nearestName(rule, known)
    const message = rule === '' ? 'the comment names no rule' : `there is no rule "${rule}"`
    return [findingOf(ignoreInvalid, message, near && `Did you mean "${near}"?`)]
  }
  return [
    ...(reason === '' ? [findingOf(ignoreInvalid, `the comment does not say why ${rule} is ignored`)] : []),
    ...(isUsed ? [] : [findingOf(ignoreUnused, `nothing of ${rule} is found in what follows the comment`)]),
  ]
}

function commentsOfDocuments({ files }: Connector): IgnoreComment[] {
  // A file of two kinds is there twice.
  const documents = new Map(files.map(({ path, document }) => [path, document]))
  return [...documents].flatMap(([path, document]) =>
    document === undefined ? [] : commentsOfXml(path, document),
  )
}

/** Whether a file may hold comments that {@link applyIgnoreComments} looks for. */
export function holdsIgnoreComments(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('tacosmith-ignore')
}

const marker = /^\s*tacosmith-ignore(?![\w-])\s*([^\s:]*)\s*:?\s*([\s\S]*?)\s*$/

function commentsOfXml(file: string, document: XmlDocument): IgnoreComment[] {
  const marked = document.comments.flatMap((comment) => {
    const [matched, rule = '', reason = ''] = marker.exec(comment.text) ?? []
    return matched === undefined ? [] : [{ comment, rule, reason }]
  })
  if (marked.length === 0) return []
  const lines = new TextLines(document.text)
  const elements = new Map<number, XmlElement>()
  for (const element of selfAndDescendants(document.root)) elements.set(element.start.offset, element)
  return marked.map(({ comment, rule, reason }) => {
    const element = elements.get(startOfNext(document.text, comment.end))
    const { line, column } = comment.start
    return { file, line, column, rule, reason, target: element && startTagOf(element, document, lines) }
  })
}

/** Behind blanks and further comments. */
function startOfNext(text: string, offset: number): number {
  const between = /(?:\s+|<!--[\s\S]*?-->)*/y
  between.lastIndex = offset
  between.exec(text)
  return between.lastIndex
}

function startTagOf(
  element: XmlElement,
  document: XmlDocument,
  lines: TextLines,
): { from: TextPosition; to: TextPosition; isRoot: boolean } {
  return { from: element.start, to: lines.at(element.startTagEnd), isRoot: element === document.root }
}

function commentsOfScript([file, text]: [string, string]): IgnoreComment[] {
  const lines = text.split(/\r\n|\n|\r/)
  return lines.flatMap((content, index) => {
    const [, before = '', inside] = /^(\s*)(?:\/\/|\/\*)(.*?)(?:\*\/\s*)?$/.exec(content) ?? []
    const [matched, rule = '', reason = ''] = inside === undefined ? [] : (marker.exec(inside) ?? [])
    if (matched === undefined) return []
    const next = lines.findIndex(
      (candidate, at) => at > index && !/^\s*(?:\/\/.*|\/\*.*\*\/\s*)?$/.test(candidate),
    )
    const target = {
      from: { line: next + 1, column: 1 },
      to: { line: next + 2, column: 1 },
      isRoot: false,
    }
    const place = { line: index + 1, column: before.length + 1 }
    return [{ file, ...place, rule, reason, target: next < 0 ? undefined : target }]
  })
}
