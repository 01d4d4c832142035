import type { XmlElement } from '../../connector/xml-document.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { ChildModel, ElementModel } from '../xsd/schema-model.ts'
import { resolvePrefix, splitName } from './namespaces.ts'
import { listElements, problemAt, type SchemaProblem } from './schema-problem.ts'

/** What is wrong with the children of one element, and which children it should have instead. */
export interface ChildrenDiagnosis {
  problems: SchemaProblem[]
  /** Known children once each in the right order; names stand for missing ones. */
  corrected: (XmlElement | string)[]
}

/** A child that may stay, with its place in the schema's order. */
interface KeptChild {
  element: XmlElement
  place: number
}

/**
 * Explains why the children of an element do not fit: unknown, repeated, excluding each other, in the wrong order,
 * missing. Called only for elements whose children an engine has refused.
 */
export function diagnoseChildren(parent: XmlElement, model: ElementModel): ChildrenDiagnosis {
  const meant = new Set<string>()
  const { kept, problems } = keepKnownChildren(parent, model, meant)
  const counts = new Map<string, number>()
  for (const { element } of kept) counts.set(element.name, (counts.get(element.name) ?? 0) + 1)
  if (model.ordered) problems.push(...findMisplaced(kept, parent, model))
  const missing = model.children.filter(({ name, minimum }) => (counts.get(name) ?? 0) < minimum)
  // A misspelled child is there after all.
  const reported = missing.filter(({ name }) => !meant.has(name))
  if (reported.length > 0) problems.push(describeMissing(parent, model, reported))
  return { problems, corrected: correctChildren(kept, missing, model) }
}

function keepKnownChildren(
  parent: XmlElement,
  model: ElementModel,
  meant: Set<string>,
): { kept: KeptChild[]; problems: SchemaProblem[] } {
  const problems: SchemaProblem[] = []
  const kept: KeptChild[] = []
  for (const element of parent.children) {
    const { prefix } = splitName(element.name)
    const namespace = resolvePrefix(prefix, element)
    // A prefix that is not declared has been reported already.
    if (namespace === undefined) continue
    const place = model.children.findIndex(({ name }) => name === element.name)
    const child = model.children[place]
    if (namespace !== '') problems.push(describeNamespace(element, namespace))
    else if (child === undefined) problems.push(describeUnknown(element, parent, model, meant))
    else {
      const conflict = findConflict(element, child, kept, model)
      if (conflict === undefined) kept.push({ element, place })
      else problems.push(conflict)
    }
  }
  return { kept, problems }
}

function describeNamespace(element: XmlElement, namespace: string): SchemaProblem {
  return problemAt(
    element,
    `<${element.name}> is in the namespace "${namespace}", but elements of a connector are in none`,
    'Remove the namespace declaration and the prefix.',
  )
}

function describeUnknown(
  element: XmlElement,
  parent: XmlElement,
  model: ElementModel,
  meant: Set<string>,
): SchemaProblem {
  const names = model.children.map(({ name }) => name)
  const near = nearestName(element.name, names)
  if (near !== undefined) meant.add(near)
  const suggestion = near === undefined ? '' : `Did you mean <${near}>? `
  const allowed =
    names.length === 0 ? 'No element is allowed there.' : `Allowed there: ${listElements(names, 'and')}.`
  return problemAt(element, `<${element.name}> is not allowed in <${parent.name}>`, suggestion + allowed)
}

function findConflict(
  element: XmlElement,
  child: ChildModel,
  kept: readonly KeptChild[],
  model: ElementModel,
): SchemaProblem | undefined {
  const parentName = element.parent?.name ?? ''
  const isLimited = Number.isFinite(child.maximum)
  const sameName = isLimited ? kept.filter((other) => other.element.name === element.name) : []
  const first = sameName[0]
  if (first !== undefined && sameName.length >= child.maximum) {
    const times = child.maximum === 1 ? 'once' : `${child.maximum} times`
    return problemAt(
      element,
      `<${element.name}> is allowed only ${times} in <${parentName}>`,
      `Remove it; the first one is on line ${first.element.start.line}.`,
    )
  }
  if (child.choice === undefined) return undefined
  const rival = kept.find((other) => {
    const { choice, name } = model.children[other.place] ?? {}
    return choice === child.choice && name !== element.name
  })
  if (rival === undefined) return undefined
  return problemAt(
    element,
    `<${element.name}> cannot stand beside <${rival.element.name}> in <${parentName}>`,
    `Remove one of the two; <${rival.element.name}> is on line ${rival.element.start.line}.`,
  )
}

function findMisplaced(kept: readonly KeptChild[], parent: XmlElement, model: ElementModel): SchemaProblem[] {
  const inOrder = longestOrderedPart(kept)
  return kept
    .filter((child) => !inOrder.has(child))
    .map((child) => {
      const { element, place } = child
      const position = kept.indexOf(child)
      // What should come before it but comes later, or else what should come after it but came earlier.
      const later = kept.findLast(
        (other, index) => inOrder.has(other) && index > position && other.place < place,
      )
      const earlier = kept.find(
        (other, index) => inOrder.has(other) && index < position && other.place > place,
      )
      const name = (later ?? earlier)?.element.name ?? parent.name
      const where = later === undefined ? 'before' : 'after'
      return problemAt(
        element,
        `<${element.name}> is in the wrong place: it must come ${where} <${name}>`,
        `The order in <${parent.name}> is: ${listElements(
          model.children.map((child) => child.name),
          'and',
        )}.`,
      )
    })
}

/** The most children that are in the right order already; only the others need to move. */
function longestOrderedPart(kept: readonly KeptChild[]): Set<KeptChild> {
  // best[i] is the last child of the ordered part of length i + 1 that ends at the earliest place.
  const best: KeptChild[] = []
  const before = new Map<KeptChild, KeptChild | undefined>()
  for (const child of kept) {
    const length = countUpTo(best, child.place)
    before.set(child, best[length - 1])
    best[length] = child
  }
  const part = new Set<KeptChild>()
  for (let child = best.at(-1); child !== undefined; child = before.get(child)) part.add(child)
  return part
}

/** How many of the children, whose places never fall, are at or before a place. */
function countUpTo(children: readonly KeptChild[], place: number): number {
  let low = 0
  let high = children.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((children[middle]?.place ?? 0) <= place) low = middle + 1
    else high = middle
  }
  return low
}

function describeMissing(
  parent: XmlElement,
  model: ElementModel,
  missing: readonly ChildModel[],
): SchemaProblem {
  const names = missing.map(({ name }) => name)
  const order = model.ordered && model.children.length > 1
  const help = order
    ? `The order is: ${listElements(
        model.children.map(({ name }) => name),
        'and',
      )}.`
    : undefined
  return problemAt(parent, `<${parent.name}> lacks ${listElements(names, 'and')}`, help)
}

function correctChildren(
  kept: readonly KeptChild[],
  missing: readonly ChildModel[],
  model: ElementModel,
): (XmlElement | string)[] {
  const children: { place: number; child: XmlElement | string }[] = [
    ...kept.map(({ element, place }) => ({ place, child: element })),
    ...missing.map((child) => ({ place: model.children.indexOf(child), child: child.name })),
  ]
  if (model.ordered) children.sort((left, right) => left.place - right.place)
  return children.map(({ child }) => child)
}
