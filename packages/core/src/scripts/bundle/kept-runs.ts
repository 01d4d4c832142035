import type { AnyNode, Program } from 'acorn'
import type { Binding } from '../analyse/binding.ts'
import { childrenOf, nodesOf } from '../analyse/parse-script.ts'
import { isReference } from '../analyse/script-scope.ts'
import { directivesOf } from '../analyse/script-text.ts'
import { readScriptTree, type ScriptTree } from '../analyse/script-tree.ts'
import { declaredNames } from './bundle-form.ts'

/** Statements in a row, with the comments around them, that stay as the author wrote them. */
export interface KeptRun {
  start: number
  end: number
  /** The names in it that other parts of the script, or what a lowering step adds, could touch. */
  names: string[]
}

/**
 * Finds what can stay as it is while the rest of a script is lowered.
 *
 * @param newer - The nodes that must be lowered.
 * @param isDeep - Also look into the functions and blocks that hold them; false for whole statements only.
 */
export function keptRuns(
  program: Program,
  text: string,
  newer: ReadonlySet<AnyNode>,
  isDeep: boolean,
): KeptRun[] {
  const tree = readScriptTree(program)
  const changing = withAncestors(newer, tree)
  const spans = bindingSpans(program, tree)
  const runs: KeptRun[] = []
  const waiting = [{ list: program.body as AnyNode[], start: 0, end: text.length }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { list } = next
    // The rest of such a block moves into a `try`.
    if (list.some((node) => node.type === 'VariableDeclaration' && /using$/.test(node.kind))) continue
    let start = directivesOf(list).at(-1)?.end ?? next.start
    const keepUpTo = (end: number): void => {
      const inside = list.filter((node) => node.start >= start && node.end <= end)
      if (isWorthKeeping(text.slice(start, end), inside))
        runs.push({ start, end, names: namesOf({ start, end }, inside, tree, spans) })
    }
    for (const statement of list) {
      if (!changing.has(statement)) continue
      keepUpTo(statement.start)
      start = statement.end
      if (isDeep) waiting.push(...blocksIn(statement))
    }
    keepUpTo(next.end)
  }
  return runs.sort((a, b) => a.start - b.start)
}

/** Blank lines part what belongs apart. */
function isWorthKeeping(text: string, statements: readonly AnyNode[]): boolean {
  return statements.length > 0 || text.trim() !== '' || /\n\s*\n/.test(text)
}

/** The outermost blocks in a statement, without those that change their form: of classes and of async functions. */
function blocksIn(statement: AnyNode): { list: AnyNode[]; start: number; end: number }[] {
  const found: { list: AnyNode[]; start: number; end: number }[] = []
  const waiting = [statement]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'BlockStatement')
      found.push({ list: node.body, start: node.start + 1, end: node.end - 1 })
    else if (!/^Class/.test(node.type) && !('async' in node && node.async)) waiting.push(...childrenOf(node))
  }
  return found
}

function withAncestors(nodes: ReadonlySet<AnyNode>, tree: ScriptTree): Set<AnyNode> {
  const all = new Set<AnyNode>()
  for (const node of nodes)
    for (let outer: AnyNode | undefined = node; outer && !all.has(outer); outer = tree.parentOf(outer))
      all.add(outer)
  return all
}

interface Span {
  start: number
  end: number
}

/** From where to where each variable is used and declared. */
function bindingSpans(program: Program, tree: ScriptTree): Map<Binding, Span> {
  const spans = new Map<Binding, Span>()
  for (const { node } of nodesOf(program)) {
    const binding = node.type === 'Identifier' ? tree.bindingOf(node) : undefined
    if (binding === undefined) continue
    const { start, end } = spans.get(binding) ?? node
    spans.set(binding, { start: Math.min(start, node.start), end: Math.max(end, node.end) })
  }
  return spans
}

function namesOf(
  run: Span,
  statements: readonly AnyNode[],
  tree: ScriptTree,
  spans: ReadonlyMap<Binding, Span>,
): string[] {
  const names = declaredNames(statements)
  for (const statement of statements) {
    for (const { node, parent = tree.parentOf(statement) } of nodesOf(statement)) {
      if (node.type !== 'Identifier') continue
      const binding = tree.bindingOf(node)
      const span = binding && spans.get(binding)
      const isInside = span && run.start <= span.start && span.end <= run.end
      if (binding === undefined ? isReference(node, parent) : !isInside) names.add(node.name)
    }
  }
  return [...names]
}
