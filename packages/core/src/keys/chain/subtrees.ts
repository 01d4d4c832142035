import type { GeneralName } from '../../format/x509/general-names.ts'
import { nameOf } from '../../format/x509/name.ts'
import type { Subtree } from '../../format/x509/name-constraints.ts'
import { nameRelation } from '../../format/x509/name-relation.ts'

/** Both lists, without what lies below another. @throws Error where Java cannot compare two */
export function uniteSubtrees(one: readonly Subtree[], other: readonly Subtree[]): Subtree[] {
  return smallest([...one, ...other])
}

/** Drops each that is equal to, or lies below, another. */
function smallest(trees: readonly Subtree[]): Subtree[] {
  const left = [...trees]
  for (let index = 0; index < left.length - 1; index++) {
    let isSpare = false
    for (let later = index + 1; later < left.length && !isSpare; later++) {
      const relation = relationOf(left[index], left[later])
      if (relation === 'equal' || relation === 'above') isSpare = true
      if (relation === 'below') left.splice(later--, 1)
    }
    if (isSpare) left.splice(index--, 1)
  }
  return left
}

function relationOf(one: Subtree | undefined, other: Subtree | undefined): ReturnType<typeof nameRelation> {
  if (one === undefined || other === undefined) throw new RangeError('a subtree is missing')
  return nameRelation(one.name, other.name)
}

/**
 * The names that both lists allow. Where two of one kind have nothing in common, all names of that kind are excluded.
 *
 * @throws Error where Java cannot compare two, or cannot exclude all names of a kind
 */
export function intersectSubtrees(
  one: readonly Subtree[],
  other: readonly Subtree[],
): { left: Subtree[]; excluded: Subtree[] | undefined } {
  if (one.length === 0) return { left: smallest(other), excluded: undefined }
  const [mine, theirs] = [smallest(one), smallest(other)]
  const narrowed: Subtree[] = []
  const excluded: Subtree[] = []
  for (let index = 0; index < mine.length; index++) {
    const tree = mine[index] as Subtree
    const { narrower, isOfSameKind } = match(tree, theirs)
    if (narrower !== undefined) narrowed.push(narrower)
    if (narrower === undefined && !isOfSameKind) continue
    if (isOfSameKind && !meets(mine, theirs, tree)) exclude(excluded, tree)
    mine.splice(index--, 1)
  }
  const left = narrowed.length > 0 ? smallest([...mine, ...narrowed]) : mine
  for (const tree of theirs) if (isOfAnotherKind(left, tree)) left.push(tree)
  return { left, excluded: excluded.length > 0 ? excluded : undefined }
}

/** What of the other list counts instead of a tree. */
function match(
  tree: Subtree,
  others: readonly Subtree[],
): { narrower: Subtree | undefined; isOfSameKind: boolean } {
  let isOfSameKind = false
  for (const other of others) {
    const relation = nameRelation(tree.name, other.name)
    if (relation === 'below') return { narrower: other, isOfSameKind: false }
    if (relation === 'equal' || relation === 'above') return { narrower: undefined, isOfSameKind: false }
    if (relation === 'beside') isOfSameKind = true
  }
  return { narrower: undefined, isOfSameKind }
}

function meets(mine: readonly Subtree[], theirs: readonly Subtree[], { name }: Subtree): boolean {
  return mine
    .filter((tree) => tree.name.kind === name.kind)
    .some((tree) =>
      theirs.some((other) => {
        const relation = nameRelation(tree.name, other.name)
        return relation !== 'unrelated' && relation !== 'beside'
      }),
    )
}

function exclude(excluded: Subtree[], { name }: Subtree): void {
  if (name.kind !== 'directory') throw new Error('the name constraints exclude each other')
  const all: GeneralName = { kind: 'directory', name: nameOf([]) }
  if (!excluded.some((one) => one.name.kind === 'directory')) excluded.push({ name: all, isLimited: false })
}

/** In the words of Java: the last one looked at is of another kind, and none before was of the same. */
function isOfAnotherKind(trees: readonly Subtree[], tree: Subtree): boolean {
  return trees.length > 0 && trees.every((one) => nameRelation(one.name, tree.name) === 'unrelated')
}

/** Drops what is excluded as a whole. */
export function withoutExcluded(permitted: readonly Subtree[], excluded: readonly Subtree[]): Subtree[] {
  return permitted.filter((tree) =>
    excluded.every((one) => {
      const relation = nameRelation(one.name, tree.name)
      return relation !== 'equal' && relation !== 'below'
    }),
  )
}
