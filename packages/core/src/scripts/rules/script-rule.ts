import type { AnyNode } from 'acorn'
import type { ScriptRole } from '../../connector/connector.ts'
import type { Diagnostic, Severity } from '../../report/diagnostic.ts'
import type { RuleDescription } from '../../rules/rule.ts'
import { type AttributeUse, attributeUse } from '../analyse/attribute-use.ts'
import type { ScriptFacts } from '../analyse/script-facts.ts'
import type { ScriptTree } from '../analyse/script-tree.ts'
import type { FunctionNode } from '../bundle/exported-function.ts'

/** A rule on what a script does, read from its syntax. */
export interface ScriptRule extends RuleDescription {
  /** True where the code of packages that a script imports is nobody's business. Default false. */
  ownCodeOnly?: boolean
  check(script: CheckedScript): Iterable<ScriptFinding>
}

/** A script as rules see it, either plain or built from modules by a bundler. */
export class CheckedScript {
  readonly tree: ScriptTree
  /** The function that Tableau calls; undefined where the syntax does not say. */
  readonly entry: FunctionNode | undefined
  readonly role: ScriptRole
  readonly facts: ScriptFacts
  #attributes: AttributeUse | undefined

  constructor(tree: ScriptTree, entry: FunctionNode | undefined, role: ScriptRole, facts: ScriptFacts) {
    this.tree = tree
    this.entry = entry
    this.role = role
    this.facts = facts
  }

  get attributes(): AttributeUse {
    this.#attributes ??= attributeUse(this.entry, this.tree)
    return this.#attributes
  }
}

/** One violation of a rule. */
export interface ScriptFinding {
  message: string
  node: AnyNode
  /** Where it differs from the rule's own. */
  help?: string | undefined
  /** Where it differs from the rule's own. */
  severity?: Severity
}

/** The part of a finding that says where it is. */
export type ScriptPlace = Pick<Diagnostic, 'file' | 'line' | 'column'>

/**
 * Runs rules over a script.
 *
 * @param placeOf - Where a node is in what the author wrote.
 */
export function runScriptRules(
  rules: readonly ScriptRule[],
  script: CheckedScript,
  placeOf: (node: AnyNode) => ScriptPlace,
): Diagnostic[] {
  return rules.flatMap(({ check, id, severity: usualSeverity, url, ownCodeOnly, help: usualHelp }) =>
    [...check(script)].flatMap(({ message, node, help = usualHelp, severity = usualSeverity }) => {
      const place = placeOf(node)
      if (ownCodeOnly === true && isForeign(place)) return []
      return [{ rule: id, severity, message, ...place, help, ...(url !== undefined && { url }) }]
    }),
  )
}

/** Of a package, or of nobody: bundlers add helpers of their own, which have no place in the sources. */
export function isForeign({ file, line }: ScriptPlace): boolean {
  return line === undefined || /(^|\/)node_modules\//.test(file ?? '')
}
