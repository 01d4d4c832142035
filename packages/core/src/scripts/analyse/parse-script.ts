import type { AnyNode, ecmaVersion, Program, Token } from 'acorn'
import { NestedTooDeep, parseBounded } from './bounded-parser.ts'
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
  /** Set where the script is JavaScript for all we know, but too large to be looked at. */
  isTooLarge?: true
}

/**
 * Larger scripts are not looked at: characters, and words and signs (tokens) in them. Ours; Tableau takes files of up to
 * 3 MB. All of Lodash, not minified, has 546,000 characters and 42,000 tokens.
 */
export const maximumScriptLength: number = 1_000_000
export const maximumScriptTokens: number = 75_000

/** A plain script is looked at by several, and in watch mode again and again; trees of large ones take much memory. */
const recent = new Recent<ParsedScript>(6)
const maximumRemembered = 30_000

/** Parses as a classic script (sloppy mode, no import or export), or as a module. Never throws. */
export function parseScript(
  text: string,
  version: ecmaVersion,
  sourceType: 'script' | 'module',
): ParsedScript {
  const refused = tooLargeScripts.get(text)
  if (refused !== undefined) return refused
  if (text.length > maximumRemembered) return parseLarge(text, version, sourceType)
  return recent.get(`${version} ${sourceType} ${text}`, () => parseAgain(text, version, sourceType))
}

/** That a script is too large, no other version of the language changes. */
const tooLargeScripts = new Map<string, ParsedScript>()
const maximumTooLarge = 10

function parseLarge(text: string, version: ecmaVersion, sourceType: 'script' | 'module'): ParsedScript {
  const parsed = parseAgain(text, version, sourceType)
  if (!('error' in parsed) || !parsed.error.isTooLarge) return parsed
  if (tooLargeScripts.size >= maximumTooLarge) tooLargeScripts.clear()
  tooLargeScripts.set(text, parsed)
  return parsed
}

function parseAgain(text: string, version: ecmaVersion, sourceType: 'script' | 'module'): ParsedScript {
  if (text.length > maximumScriptLength) {
    return { error: tooLarge(`it has more than ${maximumScriptLength} characters`, 1) }
  }
  let tokens = 0
  const onToken = ({ loc }: Token): void => {
    tokens++
    if (tokens > maximumScriptTokens) throw new TooManyTokens(loc?.start.line ?? 1)
  }
  try {
    return { program: parseBounded(text, { ecmaVersion: version, sourceType, locations: true, onToken }) }
  } catch (error) {
    if (error instanceof NestedTooDeep) return { error: tooLarge('it is nested too deeply', 1) }
    if (error instanceof TooManyTokens) {
      return { error: tooLarge(`it has more than ${maximumScriptTokens} words and signs`, error.line) }
    }
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

/** Ends the parsing of a script that is too large. */
class TooManyTokens extends Error {
  readonly line: number

  constructor(line: number) {
    super('too many tokens')
    this.line = line
  }
}

function tooLarge(reason: string, line: number): ScriptSyntaxError {
  return { message: `the script is too large to be checked: ${reason}`, line, column: 1, isTooLarge: true }
}

/** A node of a syntax tree and its parent. */
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
