import { type AnyNode, type ecmaVersion, type Program, parse } from 'acorn'

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

/** Parses as a classic script (sloppy mode, no import or export), or as a module. Never throws. */
export function parseScript(
  text: string,
  version: ecmaVersion,
  sourceType: 'script' | 'module',
): ParsedScript {
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

/** Visits every node of a syntax tree, parents first, without recursion: scripts may nest deeply. */
export function* nodesOf(root: AnyNode): Generator<{ node: AnyNode; parent: AnyNode | undefined }> {
  const waiting: { node: AnyNode; parent: AnyNode | undefined }[] = [{ node: root, parent: undefined }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next
    const { node } = next
    const children = Object.values(node).flat().filter(isNode)
    for (const child of children.reverse()) waiting.push({ node: child, parent: node })
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}
