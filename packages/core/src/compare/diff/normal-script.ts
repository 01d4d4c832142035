import type { AnyNode } from 'acorn'
import { parseScript } from '../../scripts/analyse/parse-script.ts'

/**
 * A script without what does not change its meaning: two with the same syntax tree give the same text. Formatting,
 * comments, semicolons and the kind of quotes do not count, names do.
 *
 * A text that is no JavaScript is taken as it is, but for the ends of its lines.
 */
export function normalScript(text: string): string {
  const asScript = parseScript(text, 'latest', 'script')
  const parsed = 'error' in asScript ? parseScript(text, 'latest', 'module') : asScript
  if ('error' in parsed) return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  return canonicalTree(parsed.program)
}

/** Where a node is and how it was written. */
const written: ReadonlySet<string> = new Set(['start', 'end', 'loc', 'raw', 'sourceType', 'shorthand'])

/** Writes a tree down without recursion: scripts may nest deeply. */
function canonicalTree(root: AnyNode): string {
  const parts: string[] = []
  const waiting: unknown[] = [root]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (next instanceof Mark) parts.push(next.text)
    else if (Array.isArray(next)) pushAll(waiting, '[', next.filter(counts), ']')
    else if (next instanceof RegExp || typeof next === 'bigint') parts.push(`${String(next)};`)
    else if (typeof next === 'object' && next !== null) pushAll(waiting, '{', membersOf(next), '}')
    else parts.push(`${typeof next === 'string' ? JSON.stringify(next) : String(next)};`)
  }
  return parts.join('')
}

/** A piece of the text itself, between nodes. */
class Mark {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

function pushAll(waiting: unknown[], open: string, members: readonly unknown[], close: string): void {
  waiting.push(new Mark(close))
  for (let index = members.length - 1; index >= 0; index--) waiting.push(members[index])
  waiting.push(new Mark(open))
}

function counts(node: unknown): boolean {
  return !(isNode(node) && node.type === 'EmptyStatement')
}

function membersOf(node: object): unknown[] {
  return Object.entries(node).flatMap(([name, value]) => {
    // Of a template's text, which is not a node, a tag sees how it was written.
    if (written.has(name) && isNode(node)) return []
    return [new Mark(`${name}:`), name === 'key' ? keyOf(node, value) : value]
  })
}

/** `{ 'user': x }` and `{ user: x }` are the same. */
function keyOf(node: object, key: unknown): unknown {
  if (!('computed' in node) || node.computed || !isNode(key)) return key
  if (key.type === 'Identifier') return key.name
  return key.type === 'Literal' ? String(key.value) : key
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
