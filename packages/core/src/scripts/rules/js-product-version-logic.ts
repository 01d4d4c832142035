import type { AnyNode } from 'acorn'
import { documentationPage } from '../../connector/documentation.ts'
import { withCapitalInitial } from '../../engine/tableau-globals.ts'
import { compareReleaseVersions } from '../../package/release-version.ts'
import type { RuleExample } from '../../rules/rule-example.ts'
import { tableauMemberOf } from '../analyse/known-values.ts'
import type { ScriptTree } from '../analyse/script-tree.ts'
import { builder, serverLine } from './example-scripts.ts'
import type { ScriptRule } from './script-rule.ts'
import { callsOf } from './tableau-calls.ts'

const productRelease = '2022.1'

/** Logic by product breaks with the next product. */
export const rule: ScriptRule = {
  id: 'js-product-version-logic',
  severity: 'warning',
  summary:
    'Scripts ask for product name and version only to hand them on, and only in Tableau 2022.1 or later.',
  help: 'Hand product name and version to the database at most, and do the same for all of them.',
  url: documentationPage('api-reference'),
  *check({ tree, facts }) {
    for (const { node, member } of callsOf(tree, 'connectionHelper')) {
      if (!/^GetProduct(Name|Version)$/.test(withCapitalInitial(member))) continue
      const decision = decisionOn(node, tree)
      if (decision !== undefined) {
        yield { node: decision, message: `the script decides by the result of \`${member}\`` }
      } else if (
        compareReleaseVersions(facts.oldestRelease, productRelease) < 0 &&
        !isProbed(node, member, tree)
      ) {
        const message = `\`${member}\` exists since Tableau ${productRelease}, but the connector loads in ${facts.oldestRelease} too`
        yield { node, message, help: `Set min-version-tableau="${productRelease}" in the manifest.` }
      }
    }
  },
}

/** Whether the script tests for the function before it calls it. */
function isProbed(call: AnyNode, member: string, tree: ScriptTree): boolean {
  return tree.members.some(
    (node) =>
      tableauMemberOf(node, tree)?.member === member && tree.parentOf(node) !== call && !isCallee(node, tree),
  )
}

function isCallee(node: AnyNode, tree: ScriptTree): boolean {
  const parent = tree.parentOf(node)
  return parent?.type === 'CallExpression' && parent.callee === node
}

/** The place where it depends on a value what the script does. */
function decisionOn(value: AnyNode, tree: ScriptTree): AnyNode | undefined {
  const waiting = [value]
  const seen = new Set<AnyNode>()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    const parent = tree.parentOf(node)
    switch (parent?.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        if (parent.test === node) return node
        break
      case 'SwitchStatement':
        if (parent.discriminant === node) return node
        break
      case 'BinaryExpression':
        if (parent.operator !== '+') waiting.push(parent)
        break
      case 'LogicalExpression':
        // `version || ''` only fills in what is missing.
        if (parent.operator === '&&' || tree.parentOf(parent)?.type === 'IfStatement') waiting.push(parent)
        break
      case 'UnaryExpression':
        waiting.push(parent)
        break
      case 'MemberExpression':
        if (parent.object === node) waiting.push(parent)
        break
      case 'CallExpression':
        // A method of the value, such as `version.split('.')`, or `parseFloat(version)`.
        if (parent.callee === node || isNumberOf(parent, node)) waiting.push(parent)
        break
      case 'VariableDeclarator':
        if (parent.id.type === 'Identifier') waiting.push(...(tree.bindingOf(parent.id)?.reads ?? []))
        break
      default:
    }
  }
  return undefined
}

function isNumberOf({ callee }: Extract<AnyNode, { type: 'CallExpression' }>, node: AnyNode): boolean {
  return callee !== node && callee.type === 'Identifier' && /^(parseInt|parseFloat|Number)$/.test(callee.name)
}

export function example(): RuleExample {
  return {
    why: 'The names of products change, and new ones come: a script that decides by them fails in the next one. The functions exist since 2022.1.',
    file: builder,
    wrong: `${serverLine}
  if (connectionHelper.GetProductName() === 'Tableau Prep') server = server.trim()`,
    right: `${serverLine}.trim()`,
    context: {
      replaces: serverLine,
      changes: {
        'manifest.xml': [['superclass="jdbc"', 'superclass="jdbc" min-version-tableau="2022.1"']],
      },
    },
  }
}
