import { filesOfKind } from '../../connector/connector-files.ts'
import type { XmlAttribute } from '../../connector/xml-document.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import type { RuleContext } from '../rule.ts'

/** An attribute of the manifest's root element. */
export function* rootAttributes(
  { connector }: RuleContext,
  name: string,
): Iterable<{ file: string; attribute: XmlAttribute }> {
  for (const { path, document } of filesOfKind(connector, 'manifest')) {
    const attribute = attributeOf(document.root, name)
    if (attribute !== undefined) yield { file: path, attribute }
  }
}
