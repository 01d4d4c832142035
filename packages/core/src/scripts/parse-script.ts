import { type AnyNode, type ecmaVersion, type Program, parse } from 'acorn'
import { Recent } from './recent.ts'

/** A parsed script, or the place where it stops being JavaScript. */
export type ParsedScript = { program: Program } | { error: ScriptSyntaxError }

/** Where a script is not the JavaScript that was expected. */
export interface ScriptSyntaxError {
  message: string
  /** 1-based. */
  line: number
  /** 1-based. */
  column: number
}

/** A plain script is looked at by several, and in watch mode again and again; trees of large ones take much memory. */
const recent = new Recent<ParsedScript>(6)
const maximumRemembered = 30_000

/** Parses as a classic script (sloppy mode, no import or export), or as a module. Never throws. */
export function parseScript(
  text: string,
  version: ecmaVersion,
  sourceType: 'script' | 'module',
): ParsedScript {
  if (text.length > maximumRemembered) return parseAnew(text, version, sourceType)
  return recent.get(`${version} ${sourceType} ${text}`, () => parseAnew(text, version, sourceType))
}

function parseAnew(text: string, version: ecmaVersion, sourceType: 'script' | 'module'): ParsedScript {
  try {
    return { program: parse(text, { ecmaVersion: version, sourceType, locations: true }) }
  } catch (error) {
    const { message, loc } = error as Error & { loc?: { line: number; column: number } }
    return {
      error: {
        message: message.replace(/ \(\d+:\d+\)$/, ''),
        line: loc?.line ?? 1,
        column: (loc?.column ?? 0) + 1,
      },
    }
  }
}

/** A node of a syntax tree and the one that it stands in. */
export interface Visit {
  node: AnyNode
  parent: AnyNode | undefined
}

/** Several checks look at each script. */
const visitsOfPrograms = new WeakMap<AnyNode, readonly Visit[]>()

/** Every node of a syntax tree, parents first, without recursion: scripts may nest deeply. */
export function nodesOf(root: AnyNode): readonly Visit[] {
  const known = visitsOfPrograms.get(root)
  if (known !== undefined) return known
  const visits: Visit[] = []
  const waiting: Visit[] = [{ node: root, parent: undefined }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    visits.push(next)
    const { node } = next
    const children = childrenOf(node)
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index]
      if (child !== undefined) waiting.push({ node: child, parent: node })
    }
  }
  if (root.type === 'Program') visitsOfPrograms.set(root, visits)
  return visits
}

/** The nodes right below a node. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = []
  for (const key in node) {
    const value = node[key as keyof AnyNode] as unknown
    if (typeof value !== 'object' || value === null) continue
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) children.push(item)
    } else if (isNode(value)) children.push(value)
  }
  return children
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}
