import type { Connector } from '../../connector/connector.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { childrenNamed, collapseBlanks, descendants, findPath } from '../../connector/xml-query.ts'
import { judgements } from './judgements.ts'
import { type Area, rootsOf, type Subject, sayings } from './subjects.ts'

/** The attributes that distinguish connections. */
export const requiredAttributesArea: Area = {
  name: 'required-attributes',
  kinds: ['manifest', 'connection-resolver'],
  order: 'order of the required attributes',
  read: ({ connector }) =>
    requiredAttributes(connector).flatMap(({ file, element }) => listed(file, element)),
  judge: () => judgements.attributes,
}

function requiredAttributes(connector: Connector): { file: string; element: XmlElement }[] {
  return rootsOf(connector, 'connection-resolver').flatMap(({ file, root }) => {
    const element = findPath(root, 'connection-resolver', 'connection-normalizer', 'required-attributes')
    return element === undefined ? [] : [{ file, element }]
  })
}

/** The names in the attribute list; undefined where there is no list, and Tableau takes the fields instead. */
export function requiredNames(connector: Connector): ReadonlySet<string> | undefined {
  const lists = requiredAttributes(connector).flatMap(({ element }) =>
    childrenNamed(element, 'attribute-list'),
  )
  if (lists.length === 0) return undefined
  return new Set(
    lists.flatMap((list) => [...descendants(list, 'attr')].map(({ text }) => collapseBlanks(text))),
  )
}

function listed(file: string, element: XmlElement): Subject[] {
  const lists = childrenNamed(element, 'attribute-list').flatMap((list) => [...descendants(list, 'attr')])
  return lists.map(({ text }) => {
    const name = collapseBlanks(text)
    return { key: name, name: `attribute ${name}`, file, properties: new Map() }
  })
}

/** What else the connection resolver says: defaults, conditions, drivers. The scripts are compared separately. */
export const resolverArea: Area = {
  name: 'resolver',
  kinds: ['manifest', 'connection-resolver'],
  read: ({ connector }) => [
    ...requiredAttributes(connector).flatMap(({ file, element }) =>
      element.children
        .filter(({ name }) => name !== 'attribute-list')
        .map((child) => subjectOf(file, child, child.name)),
    ),
    ...rootsOf(connector, 'connection-resolver').flatMap(({ file, root }) => [
      ...[...descendants(root, 'connection-matcher')].map((one) =>
        subjectOf(file, one, 'connection-matcher'),
      ),
      ...childrenNamed(root, 'driver-resolver').map((one) => subjectOf(file, one, driverResolver)),
    ]),
  ],
  judge: ({ subject }) => {
    if (subject.startsWith(driverResolver)) return judgements.driver
    return subject.startsWith('connection-matcher') ? judgements.unlisted : judgements.attributes
  },
}

const driverResolver = 'driver-resolver'

function subjectOf(file: string, element: XmlElement, name: string): Subject {
  return { key: name, name, file, properties: sayings(element) }
}
