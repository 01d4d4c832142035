import type { XmlAttribute, XmlDocument, XmlElement } from '../../connector/xml-document.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { ElementModel, ValueModel } from '../xsd/schema-model.ts'
import { engineAttributeName } from './engine-document.ts'
import { resolvePrefix, splitName } from './namespaces.ts'
import { listElements, listNames, problemAt, type SchemaProblem } from './schema-problem.ts'
import { findStrayText } from './stray-text.ts'

/** What an engine's sentence is about. */
export type FindingSubject =
  | { about: 'root' }
  | { about: 'child' }
  | { about: 'missing-children' }
  | { about: 'unknown-attribute'; attribute: string }
  | { about: 'missing-attribute'; attribute: string }
  | { about: 'attribute-value'; attribute: string }
  | { about: 'text-value' }
  | { about: 'text' }
  | { about: 'elements' }
  | { about: 'other' }

/** Recognises libxml2's sentences; their wording has not changed in fifteen years of releases. */
export function recogniseFinding(message: string): FindingSubject {
  if (message.includes('No matching global declaration')) return { about: 'root' }
  if (message.includes('This element is not expected')) return { about: 'child' }
  if (message.includes('Missing child element(s)')) return { about: 'missing-children' }
  const missing = /: The attribute '([^']*)' is required but missing/.exec(message)
  if (missing?.[1] !== undefined) return { about: 'missing-attribute', attribute: missing[1] }
  const attribute = /^Element '[^']*', attribute '([^']*)': /.exec(message)?.[1]
  if (attribute !== undefined) {
    const isUnknown = /: The attribute '[^']*' is not allowed\.$/.test(message)
    return { about: isUnknown ? 'unknown-attribute' : 'attribute-value', attribute }
  }
  if (message.includes('Element content is not allowed')) return { about: 'elements' }
  if (message.includes('Character content ')) return { about: 'text' }
  if (message.includes('[facet ') || message.includes('is not a valid value of'))
    return { about: 'text-value' }
  return { about: 'other' }
}

/** A root element that the kind of file does not have. */
export function explainRoot(root: XmlElement, roots: readonly string[]): SchemaProblem {
  const namespace = resolvePrefix(splitName(root.name).prefix, root)
  if (namespace) {
    const message = `the root element <${root.name}> is in the namespace "${namespace}", but must be in none`
    return problemAt(root, message, 'Remove the namespace declaration and the prefix.')
  }
  const expected = listElements(roots, 'or')
  return problemAt(
    root,
    `the root element is <${root.name}>, but a file of this kind starts with ${expected}`,
  )
}

/** An attribute that the element does not have. */
export function explainUnknownAttribute(
  element: XmlElement,
  name: string,
  model: ElementModel,
): SchemaProblem {
  const attribute = findAttribute(element, name)
  const written = attribute?.name ?? name
  const names = model.attributes.map((known) => known.name)
  const meant = findIntendedAttribute(element, written, model)
  const allowed = names.length === 0 ? 'It has no attributes.' : `Allowed: ${listNames(names, 'and')}.`
  return problemAt(
    attribute?.start ?? element,
    `the attribute \`${written}\` is not allowed on <${element.name}>`,
    meant === undefined ? allowed : `Did you mean \`${meant}\`? ${allowed}`,
  )
}

/** The attribute that a misspelled one most likely stands for: one that the element does not have yet. */
export function findIntendedAttribute(
  element: XmlElement,
  written: string,
  model: ElementModel,
): string | undefined {
  const present = new Set(element.attributes.map(({ name }) => name))
  const absent = model.attributes.map(({ name }) => name).filter((name) => !present.has(name))
  return nearestName(written, absent)
}

/** An attribute that the element must have. */
export function explainMissingAttribute(
  element: XmlElement,
  name: string,
  model: ElementModel,
): SchemaProblem {
  const value = model.attributes.find((known) => known.name === name) ?? {}
  return problemAt(element, `<${element.name}> lacks the attribute \`${name}\``, describeAllowed(value))
}

/** A value that its attribute does not accept. */
export function explainAttributeValue(element: XmlElement, name: string, model: ElementModel): SchemaProblem {
  const attribute = findAttribute(element, name)
  const value = model.attributes.find((known) => known.name === name) ?? {}
  const written = attribute?.value ?? ''
  return problemAt(
    attribute?.valueStart ?? element,
    `"${written}" is not a valid value of \`${name}\` on <${element.name}>`,
    helpForValue(written, value),
  )
}

/** Text that its element does not accept. */
export function explainTextValue(
  document: XmlDocument,
  element: XmlElement,
  model: ElementModel,
): SchemaProblem {
  const written = element.text.trim()
  return problemAt(
    findStrayText(document, element),
    `"${written}" is not a valid value of <${element.name}>`,
    helpForValue(written, model.text),
  )
}

/** Text in an element that must hold none. */
export function explainText(document: XmlDocument, element: XmlElement, model: ElementModel): SchemaProblem {
  const place = findStrayText(document, element)
  const isEmpty = model.content !== 'children'
  if (place.excerpt === '') {
    const message = `<${element.name}> must be empty, but there is white space between its tags`
    return problemAt(place, message, `Write it as <${element.name} …/>.`)
  }
  const message = isEmpty
    ? `<${element.name}> must be empty, but holds the text "${place.excerpt}"`
    : `text is not allowed directly in <${element.name}>: "${place.excerpt}"`
  return problemAt(place, message, 'Remove the text.')
}

/** Elements in an element that must hold none. */
export function explainElements(element: XmlElement, model: ElementModel): SchemaProblem {
  const child = element.children[0]
  const holds = child === undefined ? 'an element' : `<${child.name}>`
  const must = model.content === 'text' ? 'may hold only text' : 'must be empty'
  return problemAt(child ?? element, `<${element.name}> ${must}, but holds ${holds}`)
}

function findAttribute(element: XmlElement, engineName: string): XmlAttribute | undefined {
  return element.attributes.find((attribute) => engineAttributeName(attribute) === engineName)
}

function helpForValue(written: string, { values, description }: ValueModel): string | undefined {
  const trimmed = written.trim()
  if (values !== undefined && trimmed !== written && values.includes(trimmed)) {
    return `Remove the spaces around \`${trimmed}\`.`
  }
  const near = values === undefined ? undefined : didYouMean(documentedAs(written, values), values)
  const allowed = describeAllowed({ ...(values && { values }), ...(description && { description }) })
  return [near, allowed].filter((part) => part !== undefined).join(' ') || undefined
}

/** The documentation calls the type `selection` by another name, which no edit distance leads back from. */
function documentedAs(written: string, values: readonly string[]): string {
  return written === 'option' && values.includes('selection') ? 'selection' : written
}

function describeAllowed({ values, description }: ValueModel): string | undefined {
  if (values !== undefined) return `Allowed: ${listNames(values, 'and')}.`
  return description === undefined ? undefined : `It must be ${description}.`
}

function didYouMean(written: string, names: readonly string[]): string | undefined {
  const near = nearestName(written, names)
  return near === undefined ? undefined : `Did you mean \`${near}\`?`
}
