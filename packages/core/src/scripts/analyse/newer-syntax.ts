import type { AnyNode, Program } from 'acorn'
import type { ScriptTarget } from '../../build/options/options.ts'
import { nodesOf, parseScript } from './parse-script.ts'
import { refusedSyntax } from './refused-syntax.ts'
import { isFunctionNode, readScriptTree, type ScriptTree } from './script-tree.ts'

const versions = { es5: 5, es2015: 6 } as const

/**
 * The nodes of a script that must be lowered for a target. What is newer than es2016 and still runs in every engine
 * of Tableau's, such as `??` and trailing commas, is not among them for that target.
 *
 * @returns the program itself where it is unknown which nodes are too new.
 */
export function newerSyntax(program: Program, text: string, target: ScriptTarget): Set<AnyNode> {
  const newer = new Set(refusedSyntax(program).map(({ node }) => node))
  for (const node of leakingFunctions(program)) newer.add(node)
  if (target === 'es2016' || 'program' in parseScript(text, versions[target], 'script')) return newer
  if (target === 'es2015') for (const { node } of nodesOf(program)) if (hasNewOperator(node)) newer.add(node)
  return newer.size > 0 ? newer : new Set([program])
}

/**
 * Functions that are declared in a block and used outside it, as sloppy mode has it; in Qt they are not there.
 */
function leakingFunctions(program: Program): AnyNode[] {
  const nested = nodesOf(program).filter(
    ({ node, parent }) =>
      node.type === 'FunctionDeclaration' && parent !== undefined && !isFunctionScope(parent, program),
  )
  if (nested.length === 0) return []
  const tree = readScriptTree(program)
  return nested.flatMap(({ node, parent }) => (parent && isUsedOutside(node, parent, tree) ? [node] : []))
}

function isFunctionScope(node: AnyNode, program: Program): boolean {
  if (node.type === 'Program') return true
  const around = node.type === 'BlockStatement' ? readScriptTree(program).parentOf(node) : undefined
  return isFunctionNode(around)
}

function isUsedOutside(node: AnyNode, block: AnyNode, tree: ScriptTree): boolean {
  const binding = node.type === 'FunctionDeclaration' && node.id ? tree.bindingOf(node.id) : undefined
  return binding?.reads.some(({ start, end }) => start < block.start || end > block.end) ?? false
}

function hasNewOperator(node: AnyNode): boolean {
  if (node.type === 'LogicalExpression') return node.operator === '??'
  if (node.type === 'BinaryExpression') return node.operator === '**'
  return node.type === 'AssignmentExpression' && node.operator === '**='
}
