import type { AnyNode, Literal, Program } from 'acorn'
import { nodesOf } from './parse-script.ts'

/** A construct that Tableau's script engine refuses, or runs with a wrong result without a word. */
export interface RefusedSyntax {
  /** In the author's words, as the subject of a sentence. */
  construct: string
  node: AnyNode
}

/** Finds every construct that Qt's script engine does not run in all Tableau releases (Qt 5.15 and 6.4 measured). */
export function refusedSyntax(program: Program): RefusedSyntax[] {
  const found: RefusedSyntax[] = []
  for (const { node, parent } of nodesOf(program)) {
    const construct = refusedConstruct(node, parent)
    if (construct !== undefined) found.push({ construct, node })
  }
  return found
}

/** Finds the regular expressions that the engine refuses or gets wrong: the one thing that lowering cannot mend. */
export function refusedPatterns(program: Program): RefusedSyntax[] {
  const found: RefusedSyntax[] = []
  for (const { node } of nodesOf(program)) {
    const isCall = node.type === 'NewExpression' || node.type === 'CallExpression'
    const regex = node.type === 'Literal' ? node.regex : undefined
    const construct = regex
      ? refusedPattern(regex.pattern, regex.flags)
      : isCall
        ? refusedRegExpCall(node)
        : undefined
    if (construct !== undefined) found.push({ construct, node })
  }
  return found
}

function refusedConstruct(node: AnyNode, parent: AnyNode | undefined): string | undefined {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return node.async ? 'an async function' : undefined
    case 'AwaitExpression':
      return 'await'
    case 'ForOfStatement':
      return node.await ? 'for await' : undefined
    case 'PropertyDefinition':
      return 'a class field'
    case 'PrivateIdentifier':
      return parent?.type === 'PropertyDefinition' ? undefined : 'a private class member'
    case 'StaticBlock':
      return 'a static block'
    case 'SpreadElement':
      return parent?.type === 'ObjectExpression' ? 'spread in an object literal (`{...x}`)' : undefined
    case 'RestElement':
      return parent?.type === 'ObjectPattern' ? 'rest in an object pattern (`{...rest}`)' : undefined
    case 'CatchClause':
      return node.param ? undefined : '`catch` without a variable'
    case 'ChainExpression':
      return 'optional chaining (`?.`)'
    case 'AssignmentExpression':
      return ['??=', '||=', '&&='].includes(node.operator) ? `the operator \`${node.operator}\`` : undefined
    case 'VariableDeclaration':
      return /using$/.test(node.kind) ? `\`${node.kind}\`` : undefined
    case 'TemplateElement':
      return node.value.cooked === null || node.value.cooked === undefined
        ? 'an invalid escape sequence in a tagged template'
        : undefined
    case 'ImportExpression':
      return '`import()`'
    case 'MetaProperty':
      return node.meta.name === 'import' ? '`import.meta`' : undefined
    case 'Literal':
      return refusedLiteral(node)
    case 'NewExpression':
    case 'CallExpression':
      return refusedRegExpCall(node)
    default:
      return undefined
  }
}

function refusedLiteral(node: Literal): string | undefined {
  if (node.bigint) return 'a BigInt literal'
  if (typeof node.value === 'number' && node.raw?.includes('_')) return 'a numeric separator (`1_000`)'
  if (typeof node.value === 'string' && /[\u2028\u2029]/.test(node.raw ?? ''))
    return 'a line separator (U+2028 or U+2029) in a string'
  return node.regex ? refusedPattern(node.regex.pattern, node.regex.flags) : undefined
}

/** Bundlers rewrite a regular expression they cannot lower to `new RegExp("...")`, so literals are not enough. */
function refusedRegExpCall(node: AnyNode & { type: 'NewExpression' | 'CallExpression' }): string | undefined {
  if (node.callee.type !== 'Identifier' || node.callee.name !== 'RegExp') return undefined
  const [pattern, flags] = node.arguments.map((argument) =>
    argument.type === 'Literal' && typeof argument.value === 'string' ? argument.value : undefined,
  )
  return pattern === undefined ? undefined : refusedPattern(pattern, flags ?? '')
}

/** Look-behind, named groups and property escapes give wrong results in Qt's engine instead of an error. */
function refusedPattern(pattern: string, flags: string): string | undefined {
  if (/[sdv]/.test(flags)) return `the regular expression flag \`${flags.match(/[sdv]/)?.[0]}\``
  const bare = pattern.replace(/\\\\/g, '')
  if (/\(\?<[=!]/.test(bare)) return 'look-behind in a regular expression'
  if (/\(\?<[^=!]/.test(bare)) return 'a named group in a regular expression'
  if (/\(\?[ims-]+:/.test(bare)) return 'a modifier in a regular expression (`(?i:...)`)'
  if (/\\p\{/i.test(bare) && flags.includes('u'))
    return 'a property escape (`\\p{...}`) in a regular expression'
  return undefined
}
