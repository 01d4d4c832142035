import type { AnyNode } from 'acorn'
import { documentationPage } from '../../connector/documentation.ts'
import type { RuleExample } from '../../rules/rule-example.ts'
import { tableauMemberOf } from '../analyse/known-values.ts'
import { impersonationCapability } from '../analyse/script-facts.ts'
import type { ScriptTree } from '../analyse/script-tree.ts'
import { inProperties, properties } from './example-scripts.ts'
import type { ScriptRule } from './script-rule.ts'

/** Scripts and manifest must agree on acting for another user. */
export const rule: ScriptRule = {
  id: 'auth-impersonate-capability',
  severity: 'warning',
  summary: `Scripts act for the user of the server exactly where ${impersonationCapability} is yes.`,
  help: `Set ${impersonationCapability} to yes where a script compares attributeTableauServerAuthMode with valueAuthModeDBImpersonate, else leave both out.`,
  url: documentationPage('auth-modes'),
  *check({ tree, facts }) {
    if (facts.impersonates) return
    const node = tree.members.find(
      (member) =>
        tableauMemberOf(member, tree)?.member === 'valueAuthModeDBImpersonate' && !isPartOfText(member, tree),
    )
    if (node === undefined) return
    const message = `a script asks for valueAuthModeDBImpersonate, but ${impersonationCapability} is not yes in the manifest`
    yield { node, message }
  },
}

/** Such as a message for the log. */
function isPartOfText(node: AnyNode, tree: ScriptTree): boolean {
  const parent = tree.parentOf(node)
  return (
    parent?.type === 'TemplateLiteral' || (parent?.type === 'BinaryExpression' && parent.operator === '+')
  )
}

export function example(): RuleExample {
  return {
    why: 'Only with the capability does Tableau offer to impersonate users when a workbook is published; only the script tells the database.',
    file: properties,
    wrong: `var impersonates = attr[connectionHelper.attributeTableauServerAuthMode] ===
    connectionHelper.valueAuthModeDBImpersonate
  return { user: impersonates ? attr[connectionHelper.attributeTableauServerUser] : attr.username }`,
    right: 'return { user: attr.username }',
    context: inProperties,
  }
}
