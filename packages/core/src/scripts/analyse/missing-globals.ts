import type { AnyNode, Identifier } from 'acorn'
import { engineLibrary } from '../../engine/engine-library.ts'
import { standInNames } from '../../engine/stand-ins.ts'
import { tableauGlobals } from '../../engine/tableau-globals.ts'
import type { Severity } from '../../report/diagnostic.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { FunctionNode } from '../bundle/exported-function.ts'
import { certainNodes } from './certain-nodes.ts'
import { isFunctionNode, type ScriptTree } from './script-tree.ts'

/** What loads modules elsewhere. */
const moduleLoaders = ['require', 'module', 'exports', 'define', 'System', 'importScripts']

/**
 * Globals of browsers and Node that Tableau's script engine does not have (Qt 5.15 and 6.4 measured): not all of them,
 * but those of which there is no doubt what is meant.
 */
export const missingGlobals: ReadonlySet<string> = new Set([
  ...['globalThis', 'window', 'self', 'global', 'document', 'navigator', 'location', 'process'],
  ...['console', 'alert', '__dirname', '__filename', ...moduleLoaders],
  ...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'],
  ...['queueMicrotask', 'requestAnimationFrame', 'structuredClone', 'performance', 'crypto'],
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'localStorage', 'sessionStorage'],
  ...['URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'Buffer', 'btoa', 'atob'],
  ...['Intl', 'BigInt', 'WeakRef', 'FinalizationRegistry', 'AggregateError', 'WebAssembly'],
])

/** What scripts find in Tableau; `arguments` is every function's own. */
const presentGlobals = new Set([...(engineLibrary[''] ?? []), ...standInNames, 'arguments'])

/** A use of a name that stands for nothing in Tableau. */
export interface MissingGlobal {
  node: Identifier
  message: string
  help: string
  /** A `warning` where only some inputs may lead there. */
  severity: Severity
}

/**
 * Finds the uses of names that neither the script nor Tableau gives a meaning: reading one ends the script.
 *
 * What the script asks for with `typeof`, or catches the error of, is left out. Names that are nearly those of
 * Tableau's globals are reported by `js-unknown-helper`.
 *
 * @param provided - Names of globals of the author's own making, as tests may have them.
 */
export function findMissingGlobals(
  tree: ScriptTree,
  entry: FunctionNode | undefined,
  provided: readonly string[] = [],
): MissingGlobal[] {
  const probed = probedNames(tree)
  const missing = tree.globals.filter(
    (node) => !presentGlobals.has(node.name) && !probed.has(node.name) && !isCaught(node, tree),
  )
  if (missing.length === 0) return []
  const certain = certainNodes(tree, entry)
  return missing.flatMap((node): MissingGlobal[] => {
    const { name } = node
    if (missingGlobals.has(name)) return [knownElsewhere(node)]
    if (tree.isDynamic || provided.includes(name) || nearestTableauGlobal(node, tree) !== undefined) return []
    const message = `\`${name}\` is declared nowhere, and Tableau does not have it`
    const help = 'Declare or import it; where it may be missing, ask with typeof first.'
    return [{ node, message, help, severity: certain.has(node) ? 'error' : 'warning' }]
  })
}

function knownElsewhere(node: Identifier): MissingGlobal {
  const help = moduleLoaders.includes(node.name)
    ? 'Tableau loads one script and nothing else: what it needs must be bundled into it, without a module loader.'
    : 'Neither browser nor Node globals exist in Tableau: do without it.'
  const message = `Tableau's script engine does not have \`${node.name}\``
  return { node, message, help, severity: 'error' }
}

/** The global of Tableau that was probably meant where a member of an unknown one is used. */
export function nearestTableauGlobal(node: Identifier, tree: ScriptTree): string | undefined {
  if (tree.parentOf(node)?.type !== 'MemberExpression') return undefined
  return nearestName(node.name, [...tableauGlobals.keys()])
}

function probedNames(tree: ScriptTree): Set<string> {
  const probes = tree.globals.filter((node) => {
    const parent = tree.parentOf(node)
    return parent?.type === 'UnaryExpression' && parent.operator === 'typeof'
  })
  return new Set(probes.map(({ name }) => name))
}

/** Whether the error would be caught in the same function. */
function isCaught(node: AnyNode, tree: ScriptTree): boolean {
  let inner = node
  for (let outer = tree.parentOf(node); outer !== undefined; outer = tree.parentOf(outer)) {
    if (isFunctionNode(outer)) return false
    if (outer.type === 'TryStatement' && outer.handler && outer.block === inner) return true
    inner = outer
  }
  return false
}
