import type { AnyNode, Program } from 'acorn'
import { nodesOf } from './parse-script.ts'
import type { RefusedSyntax } from './refused-syntax.ts'
import { type OwnNames, ownNames } from './script-scope.ts'

/** Methods that Tableau's script engine does not have, whatever they are called on, and what does instead. */
export const missingMethods: ReadonlyMap<string, string> = new Map([
  ['flat', 'Use concat: [].concat(...lists).'],
  ['flatMap', 'Use map and concat: [].concat(...list.map(f)).'],
  ['at', 'Use an index: list[list.length - 1].'],
  ['trimStart', "Use replace: text.replace(/^\\s+/, '')."],
  ['trimEnd', "Use replace: text.replace(/\\s+$/, '')."],
  ['matchAll', 'Call exec in a loop.'],
  ['replaceAll', 'Use split and join: text.split(a).join(b).'],
  ['finally', 'Nothing drives promises in Tableau: return the value itself.'],
])

/** Functions of built-in objects that Tableau's script engine does not have, and what does instead. */
export const missingFunctions: ReadonlyMap<string, string> = new Map([
  ['Object.fromEntries', 'Fill an object in a loop.'],
  ['Object.hasOwn', 'Use Object.prototype.hasOwnProperty.call(object, name).'],
  ['Promise.allSettled', 'Nothing drives promises in Tableau: return the value itself.'],
])

/** A use of something that Tableau's script engine does not have. */
export interface MissingLibrary extends RefusedSyntax {
  help: string
}

/**
 * Finds uses of methods and functions that the engine lacks; of globals see `findMissingGlobals`.
 *
 * Read from the syntax alone: what the script declares or defines itself is left out, so that polyfills pass.
 */
export function missingLibrary(program: Program): MissingLibrary[] {
  const own = ownNames(program)
  const found: MissingLibrary[] = []
  for (const { node } of nodesOf(program)) {
    const missing = missingMember(node, own)
    if (missing !== undefined) found.push({ ...missing, node })
  }
  return found
}

function missingMember(
  node: AnyNode,
  { bindings, members }: OwnNames,
): Omit<MissingLibrary, 'node'> | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined
  const { object, property, computed } = node.callee
  if (computed || property.type !== 'Identifier' || members.has(property.name)) return undefined
  if (object.type === 'Identifier' && !bindings.has(object.name)) {
    const name = `${object.name}.${property.name}`
    const help = missingFunctions.get(name)
    if (help !== undefined) return { construct: `\`${name}\``, help }
  }
  const help = missingMethods.get(property.name)
  return help === undefined ? undefined : { construct: `the method \`${property.name}\``, help }
}
