import type { Connector } from '../connector/connector.ts'
import type { TextPosition, XmlComment, XmlDocument, XmlElement } from '../connector/xml-document.ts'
import { selfAndDescendants } from '../connector/xml-query.ts'
import { TextLines } from '../connector/xml-text.ts'
import type { Diagnostic } from '../report/diagnostic.ts'
import { limitedSuggestions } from '../report/nearest-name.ts'
import { rule as ignoreInvalid } from './ignoring/ignore-invalid.ts'
import { rule as ignoreUnused } from './ignoring/ignore-unused.ts'
import type { RuleDescription } from './rule.ts'

/** A comment that silences a rule, and the place for which it does so. */
interface IgnoreComment {
  file: string
  line: number
  column: number
  rule: string
  /** Empty where there is none. */
  reason: string
  /** Where the findings are that it silences; undefined where nothing follows it. */
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
 * @param findings - Before settings: a rule that is off needs no comment, but having one is not a fault.
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
  const candidates = candidatesBySubject(comments)
  const left = findings.filter((finding) => {
    const comment = commentFor(finding, candidates.get(subjectOf(finding)) ?? [])
    if (comment !== undefined) used.add(comment)
    return comment === undefined
  })
  const ids = new Set(known)
  const suggest = limitedSuggestions()
  return [...left, ...comments.flatMap((comment) => faultsOf(comment, used.has(comment), ids, suggest))]
}

/**
 * The comments about a rule in a file; of several before one element the first, since the others cover nothing that it
 * leaves.
 */
function candidatesBySubject(comments: readonly IgnoreComment[]): Map<string, IgnoreComment[]> {
  const targets = new Set<string>()
  const candidates = new Map<string, IgnoreComment[]>()
  for (const comment of comments) {
    if (comment.target === undefined) continue
    const subject = subjectOf(comment)
    const target = `${comment.target.from.line}:${comment.target.from.column} ${subject}`
    if (targets.has(target)) continue
    targets.add(target)
    const others = candidates.get(subject)
    if (others === undefined) candidates.set(subject, [comment])
    else others.push(comment)
  }
  return candidates
}

function subjectOf({ file, rule }: { file?: string; rule: string }): string {
  return `${rule} ${file ?? ''}`
}

/** @param candidates - In the order of their targets, which do not overlap. */
function commentFor(
  { line, column = 1 }: Diagnostic,
  candidates: readonly IgnoreComment[],
): IgnoreComment | undefined {
  if (line === undefined) return candidates.find(({ target }) => target?.isRoot)
  const place = { line, column }
  let [low, high] = [0, candidates.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const target = candidates[middle]?.target
    if (target === undefined || isBefore(place, target.from)) high = middle
    else low = middle + 1
  }
  const last = candidates[low - 1]
  return last?.target !== undefined && isBefore(place, last.target.to) ? last : undefined
}

function isBefore(left: Place, right: Place): boolean {
  return left.line < right.line || (left.line === right.line && left.column < right.column)
}

function faultsOf(
  comment: IgnoreComment,
  isUsed: boolean,
  known: ReadonlySet<string>,
  suggest: ReturnType<typeof limitedSuggestions>,
): Diagnostic[] {
  const { file, line, column, rule, reason } = comment
  const findingOf = (description: RuleDescription, message: string, help = description.help): Diagnostic => {
    return { rule: description.id, severity: description.severity, message, file, line, column, help }
  }
  if (rule === '' || !known.has(rule)) {
    const near = suggest(rule, known)
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

const marker = /^tacosmith-ignore(?![\w-])\s*([^\s:]*)\s*:?/

/** What a comment says about a rule; undefined for any other comment. */
function readMarker(comment: string): { rule: string; reason: string } | undefined {
  const text = comment.trim()
  const [matched, rule = ''] = marker.exec(text) ?? []
  return matched === undefined ? undefined : { rule, reason: text.slice(matched.length).trim() }
}

function commentsOfXml(file: string, document: XmlDocument): IgnoreComment[] {
  const marked = document.comments.flatMap((comment) => {
    const read = readMarker(comment.text)
    return read === undefined ? [] : [{ comment, ...read }]
  })
  if (marked.length === 0) return []
  const lines = new TextLines(document.text)
  const elements = new Map<number, XmlElement>()
  for (const element of selfAndDescendants(document.root)) elements.set(element.start.offset, element)
  const next = startsOfNext(document)
  return marked.map(({ comment, rule, reason }) => {
    const element = elements.get(next.get(comment) ?? -1)
    const { line, column } = comment.start
    return { file, line, column, rule, reason, target: element && startTagOf(element, document, lines) }
  })
}

/** Where what follows each comment begins, after blanks and further comments. */
function startsOfNext({ text, comments }: XmlDocument): Map<XmlComment, number> {
  const next = new Map<XmlComment, number>()
  const blanks = /\s*/y
  let following: XmlComment | undefined
  for (const comment of comments.toReversed()) {
    blanks.lastIndex = comment.end
    blanks.exec(text)
    const start = blanks.lastIndex
    const isComment = following !== undefined && following.start.offset === start
    next.set(comment, isComment ? (next.get(following as XmlComment) ?? start) : start)
    following = comment
  }
  return next
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
  const codeLines = nextCodeLines(lines)
  return lines.flatMap((content, index) => {
    if (!content.includes('tacosmith-ignore')) return []
    const [, before = '', inside] = /^(\s*)(?:\/\/|\/\*)(.*?)(?:\*\/\s*)?$/.exec(content) ?? []
    const read = inside === undefined ? undefined : readMarker(inside)
    if (read === undefined) return []
    const next = codeLines[index] ?? -1
    const target = {
      from: { line: next + 1, column: 1 },
      to: { line: next + 2, column: 1 },
      isRoot: false,
    }
    const place = { line: index + 1, column: before.length + 1 }
    return [{ file, ...place, ...read, target: next < 0 ? undefined : target }]
  })
}

/** For each line the next one that holds more than a comment; -1 where none follows. */
function nextCodeLines(lines: readonly string[]): number[] {
  const next: number[] = new Array(lines.length)
  let found = -1
  for (let index = lines.length - 1; index >= 0; index--) {
    next[index] = found
    if (!isCommentOrBlank(lines[index] ?? '')) found = index
  }
  return next
}

function isCommentOrBlank(line: string): boolean {
  const text = line.trim()
  return text === '' || text.startsWith('//') || (/^\/\*.*\*\/$/.test(text) && text.length >= 4)
}
