import type { Connector } from '@tacosmith/core'
import {
  attributeValue,
  childrenNamed,
  collapseBlanks,
  descendants,
  type XmlElement,
} from '@tacosmith/core/adapter'
import type { AttributeList, ConnectionKeyRules } from '../dialog/dialog-model.ts'
import { rootsOf } from './xml-roots.ts'

/** What the connection normalizer makes the key of a connection from. */
export function readConnectionKey(connector: Connector): ConnectionKeyRules {
  const required = rootsOf(connector, 'connection-resolver').flatMap(({ root }) => [
    ...descendants(root, 'required-attributes'),
  ])
  return {
    lists: required.flatMap((element) => [
      ...childrenNamed(element, 'attribute-list').map((list) => readList(list, undefined)),
      ...childrenNamed(element, 'authentication-conditional').flatMap(readConditional),
    ]),
    defaults: required
      .flatMap((element) => [...descendants(element, 'default-attribute')])
      .map((element) => ({
        name: collapseBlanks(attributeValue(element, 'name') ?? ''),
        value: collapseBlanks(element.text),
      })),
  }
}

function readConditional(conditional: XmlElement): AttributeList[] {
  const operator = attributeValue(conditional, 'operator') === 'ne' ? 'ne' : 'eq'
  const value = collapseBlanks(attributeValue(conditional, 'value') ?? '')
  return childrenNamed(conditional, 'attribute-list').map((list) => readList(list, { operator, value }))
}

function readList(list: XmlElement, condition: AttributeList['condition']): AttributeList {
  return { condition, attributes: childrenNamed(list, 'attr').map(({ text }) => collapseBlanks(text)) }
}
