import type { XmlAttribute, XmlDocument, XmlElement } from '../../connector/xml-document.ts'
import { descendants } from '../../connector/xml-query.ts'
import {
  declaresNamespace,
  resolvePrefix,
  schemaInstanceName,
  splitName,
  xmlNamespace,
} from './namespaces.ts'
import { problemAt, type SchemaProblem } from './schema-problem.ts'

/**
 * What is wrong with names and namespaces, which engines report in different ways or not at all, and `xsi:type` and
 * `xsi:nil`, which could only bend what the schema says.
 */
export function findNamespaceProblems(document: XmlDocument): SchemaProblem[] {
  const elements = [document.root, ...descendants(document.root)]
  return elements.flatMap((element) => [
    ...checkName(element.name, element, element),
    ...element.attributes.flatMap((attribute) =>
      declaresNamespace(attribute) ? checkDeclaration(attribute) : checkAttribute(attribute, element),
    ),
  ])
}

function checkName(
  name: string,
  place: XmlElement | XmlAttribute['start'],
  element: XmlElement,
): SchemaProblem[] {
  if (!name.includes(':')) return []
  if (!/^[^:]+:[^:]+$/.test(name)) return [problemAt(place, `the name \`${name}\` has a colon too many`)]
  const { prefix } = splitName(name)
  if (resolvePrefix(prefix, element) !== undefined) return []
  return [problemAt(place, `the prefix \`${prefix}\` is not declared`)]
}

function checkAttribute(attribute: XmlAttribute, element: XmlElement): SchemaProblem[] {
  const problems = checkName(attribute.name, attribute.start, element)
  const name = schemaInstanceName(attribute, element)
  if (name === 'type' || name === 'nil') {
    const message = `the attribute \`${attribute.name}\` is not allowed`
    problems.push(problemAt(attribute.start, message, 'Remove the attribute.'))
  }
  const twin = findTwin(attribute, element)
  if (twin !== undefined) {
    const message = `\`${attribute.name}\` and \`${twin.name}\` are the same attribute`
    problems.push(problemAt(attribute.start, message, 'Remove one of the two.'))
  }
  return problems
}

/** An earlier attribute with another prefix for the same namespace. */
function findTwin(attribute: XmlAttribute, element: XmlElement): XmlAttribute | undefined {
  const { prefix, local } = splitName(attribute.name)
  const namespace = prefix === '' ? undefined : resolvePrefix(prefix, element)
  if (namespace === undefined) return undefined
  return element.attributes.slice(0, element.attributes.indexOf(attribute)).find(({ name }) => {
    const other = splitName(name)
    return other.prefix !== '' && other.local === local && resolvePrefix(other.prefix, element) === namespace
  })
}

function checkDeclaration({ name, value, start }: XmlAttribute): SchemaProblem[] {
  const { local } = splitName(name)
  const isReserved = value === xmlNamespace || value === 'http://www.w3.org/2000/xmlns/'
  const isXml = name === 'xmlns:xml'
  if (name === 'xmlns:xmlns' || (isXml ? value !== xmlNamespace : isReserved)) {
    return [problemAt(start, `\`${name}\` declares a prefix or a namespace that XML keeps for itself`)]
  }
  if (name === 'xmlns' || value !== '') return []
  return [problemAt(start, `the prefix \`${local}\` is declared without a namespace`)]
}
