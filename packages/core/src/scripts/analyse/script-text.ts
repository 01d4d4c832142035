import type { AnyNode, Program } from 'acorn'
import type { TextEdit } from '../bundle/edited-text.ts'
import { nodesOf } from './parse-script.ts'

/** A comment, by offsets. */
export interface Comment {
  start: number
  end: number
}

/** Reads a part of a script that holds nothing but blanks and comments; stops where something else begins. */
export function commentsFrom(
  text: string,
  start: number,
  end: number = text.length,
): { comments: Comment[]; end: number } {
  const comments: Comment[] = []
  const pattern = /\s*(?:(\/\/.*|\/\*[\s\S]*?\*\/)|)/y
  let position = start
  while (position < end) {
    pattern.lastIndex = position
    const [all = '', comment] = pattern.exec(text) ?? []
    position += all.length
    if (comment === undefined) break
    comments.push({ start: position - comment.length, end: position })
  }
  return { comments, end: Math.min(position, end) }
}

/** Where a statement begins together with the comments right above it. `before` is where another one ends. */
export function startWithComments(text: string, before: number, start: number): number {
  let first = start
  for (const comment of commentsFrom(text, before, start).comments.reverse()) {
    const isOnOwnLine = before === 0 || text.slice(before, comment.start).includes('\n')
    const isAttached = /^[^\n]*\n?[^\n]*$/.test(text.slice(comment.end, first))
    if (!isOnOwnLine || !isAttached) break
    first = comment.start
  }
  return first
}

/** The offset of the next thing that is neither blank nor comment. */
export function afterComments(text: string, start: number): number {
  return commentsFrom(text, start).end
}

/** The ranges of texts that run over several lines, whose blanks count. */
export function literalLines(program: Program): { start: number; end: number }[] {
  return nodesOf(program).flatMap(({ node }) => {
    const isLiteral =
      node.type === 'TemplateElement' || (node.type === 'Literal' && typeof node.value === 'string')
    return isLiteral && node.loc && node.loc.start.line < node.loc.end.line ? [node] : []
  })
}

/**
 * Moves lines to the left by the indentation of the first of them that holds something, literals left out.
 *
 * @param literals - See {@link literalLines}.
 */
export function dedentLines(
  text: string,
  start: number,
  end: number,
  literals: readonly { start: number; end: number }[],
): TextEdit[] {
  const [, indentation = ''] = /\n([ \t]*)\S/.exec(text.slice(start, end)) ?? []
  if (indentation === '') return []
  const edits: TextEdit[] = []
  for (
    let line = text.indexOf('\n', start) + 1;
    line > 0 && line < end;
    line = text.indexOf('\n', line) + 1
  ) {
    const isInLiteral = literals.some((literal) => literal.start < line && line <= literal.end)
    if (!isInLiteral && text.startsWith(indentation, line))
      edits.push({ start: line, end: line + indentation.length })
  }
  return edits
}

/**
 * Indents lines with the unit of another text, by one level less from `start` on; literals are left out.
 *
 * @param text - Indented with two blanks a level, as esbuild does.
 */
export function reindentLines(
  text: string,
  start: number,
  unit: string,
  literals: readonly { start: number; end: number }[],
): TextEdit[] {
  return [...text.matchAll(/^(?: {2})+/gm)].flatMap(({ index, 0: { length } }) => {
    if (literals.some((literal) => literal.start < index && index <= literal.end)) return []
    const level = length / 2 - (index > start ? 1 : 0)
    return [{ start: index, end: index + length, text: unit.repeat(level) }]
  })
}

/** What a script is indented with, one level. */
export function indentationOf(text: string): string {
  return /^(\t| {2,})\S/m.exec(text)?.[1] ?? '  '
}

/** The directives, such as `"use strict"`, that a list of statements begins with. */
export function directivesOf(statements: readonly AnyNode[]): AnyNode[] {
  const end = statements.findIndex(
    (node) => node.type !== 'ExpressionStatement' || node.directive === undefined,
  )
  return statements.slice(0, end < 0 ? statements.length : end)
}
