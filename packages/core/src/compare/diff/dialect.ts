import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeValue, childrenNamed, collapseBlanks } from '../../connector/xml-query.ts'
import { judgements } from './judgements.ts'
import { type Area, rootsOf, type Subject, sayings } from './subjects.ts'

/** Functions by name and arguments, aggregations and formats of the dialect. */
export const dialectArea: Area = {
  name: 'dialect',
  kinds: ['manifest', 'dialect'],
  read: ({ connector }) =>
    rootsOf(connector, 'dialect').flatMap(({ file, root }) => [
      head(file, root),
      ...childrenNamed(root, 'function-map').flatMap(({ children }) =>
        children.map((one) => mapped(file, one)),
      ),
      ...childrenNamed(root, 'supported-aggregations').flatMap(({ children }) =>
        children.map((one) => named(file, `aggregation ${attributeValue(one, 'value') ?? ''}`)),
      ),
      ...childrenNamed(root, 'sql-format').flatMap(({ children }) =>
        children.flatMap((one) => formats(file, one)),
      ),
    ]),
  judge: () => judgements.dialect,
}

/** The class is the connector's, or the connector does not load. */
function head(file: string, root: XmlElement): Subject {
  const said = root.attributes
    .filter(({ name }) => name !== 'class')
    .map(({ name, value }) => [name, value] as const)
  return { key: '', name: 'dialect', file, properties: new Map(said) }
}

/** An element of the function map; what takes no arguments has one place in it. */
function mapped(file: string, element: XmlElement): Subject {
  const written = attributeValue(element, 'name')
  if (written === undefined)
    return { key: element.name, name: element.name, file, properties: sayings(element) }
  const types = childrenNamed(element, 'argument').map((one) => attributeValue(one, 'type') ?? '')
  const name = `${element.name} ${written}(${types.join(', ')})`
  const [formula] = childrenNamed(element, 'formula')
  return {
    key: name,
    name,
    file,
    ...(formula !== undefined && { summary: collapseBlanks(formula.text) }),
    properties: formulas(element),
  }
}

/** Formulas are told apart by the part of a date that they are for, not by their order. */
function formulas(element: XmlElement): Map<string, string> {
  const said = element.attributes
    .filter(({ name }) => name !== 'name')
    .map(({ name, value }) => [name, value] as const)
  const texts = new Map<string, string>()
  for (const one of element.children.filter(({ name }) => name !== 'argument')) {
    const key = [one.name, attributeValue(one, 'part')].filter(Boolean).join(' ')
    const before = texts.get(key)
    texts.set(key, before === undefined ? one.text.trim() : `${before} or ${one.text.trim()}`)
  }
  return new Map([...said, ...texts])
}

/** A format with several parts is compared part by part. */
function formats(file: string, element: XmlElement): Subject[] {
  if (element.children.length === 0 || element.name === 'date-parts')
    return [format(file, element, element.name)]
  return element.children.map((part) => {
    const label = part.attributes.find(({ name }) => ['name', 'key', 'predicate'].includes(name))?.value
    return format(file, part, `${element.name} ${label ?? part.name}`)
  })
}

function format(file: string, element: XmlElement, name: string): Subject {
  const said = sayings(element)
  const summary = said.get('value') ?? said.get('text')
  return {
    key: name,
    name: `format ${name}`,
    file,
    ...(summary !== undefined && { summary }),
    properties: said,
  }
}

function named(file: string, name: string): Subject {
  return { key: name, name, file, properties: new Map() }
}
