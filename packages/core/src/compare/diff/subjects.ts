import type { Connector, ConnectorFile, XmlFileKind } from '../../connector/connector.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { collapseBlanks } from '../../connector/xml-query.ts'
import type { ComparedConnector, DiffArea, Difference, Judgement } from './connector-diff.ts'

/** One thing in a connector that is compared with its like in another one. */
export interface Subject {
  /** Finds its like; equal keys are told apart by their order. */
  key: string
  /** What people call it. */
  name: string
  file: string
  /** What is said of it in one value where all of it was added or removed. */
  summary?: string
  /** What is compared, by what it is called. */
  properties: ReadonlyMap<string, string>
}

/** A part of a connector: how it is read and what its changes mean. */
export interface Area {
  name: DiffArea
  /** The kinds of XML file that it is read from; it is left out where one of them cannot be read. */
  kinds: readonly XmlFileKind[]
  read(side: ComparedConnector): Subject[]
  /** What the order is called, where the order of the subjects counts. */
  order?: string
  judge(difference: Difference, old: ComparedConnector, updated: ComparedConnector): Judgement
}

/** The files of a kind that can be read. */
export function rootsOf(connector: Connector, kind: XmlFileKind): { file: string; root: XmlElement }[] {
  const isOfKind = (file: ConnectorFile): boolean => file.kind === kind
  return connector.files
    .filter(isOfKind)
    .flatMap(({ path, document }) => (document === undefined ? [] : [{ file: path, root: document.root }]))
}

/** How two lists of subjects differ: what is gone and what changed in the old order, then what is new. */
export function compareSubjects(
  old: readonly Subject[],
  updated: readonly Subject[],
  order?: string,
): Difference[] {
  const before = byUniqueKey(old)
  const after = byUniqueKey(updated)
  const differences: Difference[] = []
  for (const [key, subject] of before) {
    const other = after.get(key)
    if (other === undefined) differences.push(gone(subject))
    else differences.push(...compareProperties(subject, other))
  }
  for (const [key, subject] of after) if (!before.has(key)) differences.push(arrived(subject))
  return [...differences, ...(order === undefined ? [] : compareOrder(before, after, order))]
}

function byUniqueKey(subjects: readonly Subject[]): Map<string, Subject> {
  const found = new Map<string, Subject>()
  const counts = new Map<string, number>()
  for (const subject of subjects) {
    const count = (counts.get(subject.key) ?? 0) + 1
    counts.set(subject.key, count)
    const again = count === 1 ? subject : { ...subject, name: `${subject.name} (${count})` }
    found.set(`${subject.key}\n${count}`, again)
  }
  return found
}

function gone({ name, file, summary }: Subject): Difference {
  return { kind: 'removed', subject: name, ...(summary !== undefined && { before: summary }), file }
}

function arrived({ name, file, summary }: Subject): Difference {
  return { kind: 'added', subject: name, ...(summary !== undefined && { after: summary }), file }
}

function compareProperties(old: Subject, updated: Subject): Difference[] {
  const names = new Set([...old.properties.keys(), ...updated.properties.keys()])
  return [...names].flatMap((property) => {
    const before = old.properties.get(property)
    const after = updated.properties.get(property)
    if (before === after) return []
    const values = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) }
    return [{ kind: 'changed' as const, subject: updated.name, property, ...values, file: updated.file }]
  })
}

/** Only what both sides have has an order that can change. */
function compareOrder(
  before: ReadonlyMap<string, Subject>,
  after: ReadonlyMap<string, Subject>,
  subject: string,
): Difference[] {
  const namesOf = (these: ReadonlyMap<string, Subject>, those: ReadonlyMap<string, Subject>): string =>
    [...these].flatMap(([key, { key: name }]) => (those.has(key) ? [name] : [])).join(', ')
  const old = namesOf(before, after)
  const updated = namesOf(after, before)
  if (old === updated) return []
  const [file] = [...after.values()].map((one) => one.file)
  return [
    {
      ...{ kind: 'changed', subject, property: 'order', before: old, after: updated },
      ...(file !== undefined && { file }),
    },
  ]
}

/** Everything an element says, by where it is said: `driver-name type`, `option 2 label`; blanks around texts count for nothing. */
export function sayings(element: XmlElement, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  const waiting = [{ element, path }]
  // What is added on the way is visited too.
  for (const { element: current, path: place } of waiting) {
    const { attributes, children, text } = current
    const at = (name: string): string => (place === '' ? name : `${place} ${name}`)
    for (const { name, value } of attributes) found.set(at(name), value)
    const said = collapseBlanks(text)
    // An element that says nothing is still there.
    const saysNothing = attributes.length === 0 && children.length === 0 && place !== ''
    if (said !== '' || saysNothing) found.set(place === '' ? 'text' : place, said)
    const counts = new Map<string, number>()
    for (const child of children) {
      const count = (counts.get(child.name) ?? 0) + 1
      counts.set(child.name, count)
      waiting.push({ element: child, path: at(count === 1 ? child.name : `${child.name} ${count}`) })
    }
  }
  return found
}
