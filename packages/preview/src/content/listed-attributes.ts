import type { Connector } from '@tacosmith/core'
import { childrenNamed, collapseBlanks, descendants } from '@tacosmith/core/adapter'
import { placeOf, rootsOf } from '../model/xml-roots.ts'
import type { PlacedName } from './preview-content.ts'

/** Every attribute that the resolver's lists name, once; undefined where there is no list. */
export function listedAttributes(connector: Connector): PlacedName[] | undefined {
  const lists = rootsOf(connector, 'connection-resolver').flatMap(({ file, root }) =>
    [...descendants(root, 'attribute-list')].map((list) => ({ file, list })),
  )
  if (lists.length === 0) return undefined
  const all = lists.flatMap(({ file, list }) =>
    childrenNamed(list, 'attr').map((element) => ({
      name: collapseBlanks(element.text),
      place: placeOf(file, element),
    })),
  )
  return all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index)
}
