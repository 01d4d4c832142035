import type { XmlDocument, XmlElement } from '../../connector/xml-document.ts'
import { declaresNamespace, resolvePrefix, schemaInstanceName, splitName } from './namespaces.ts'
import { problemAt, type SchemaProblem } from './schema-problem.ts'

/**
 * What is wrong with prefixes, which engines tell in different ways or not at all: prefixes without a declaration,
 * and `xsi:type` and `xsi:nil`, which could only bend what the schema says.
 */
export function findNamespaceProblems(document: XmlDocument): SchemaProblem[] {
  const problems: SchemaProblem[] = []

  function visit(element: XmlElement): void {
    const { prefix } = splitName(element.name)
    if (resolvePrefix(prefix, element) === undefined) problems.push(problemAt(element, undeclared(prefix)))
    for (const attribute of element.attributes) {
      if (declaresNamespace(attribute)) continue
      const { prefix } = splitName(attribute.name)
      if (prefix !== '' && resolvePrefix(prefix, element) === undefined) {
        problems.push(problemAt(attribute.start, undeclared(prefix)))
      }
      const name = schemaInstanceName(attribute, element)
      if (name === 'type' || name === 'nil') {
        problems.push(
          problemAt(
            attribute.start,
            `the attribute \`${attribute.name}\` is not allowed`,
            'Remove the attribute.',
          ),
        )
      }
    }
    for (const child of element.children) visit(child)
  }

  visit(document.root)
  return problems
}

function undeclared(prefix: string): string {
  return `the prefix \`${prefix}\` is not declared`
}
