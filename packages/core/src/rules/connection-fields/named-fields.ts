import { filesOfKind } from '../../connector/connector-files.ts'
import type { XmlAttribute, XmlElement } from '../../connector/xml-document.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import type { RuleContext } from '../rule.ts'

/** A field of the connection dialog with a name that the schema accepts. */
export interface NamedField {
  file: string
  element: XmlElement
  name: XmlAttribute
}

/** The fields of the connection dialog; those whose name the schema refuses are left out. */
export function namedFields({ connector }: RuleContext): NamedField[] {
  return filesOfKind(connector, 'connection-fields').flatMap(({ path, document }) =>
    childrenNamed(document.root, 'field').flatMap((element) => {
      const name = attributeOf(element, 'name')
      return name !== undefined && /^[A-Za-z_:][A-Za-z0-9_.-]*$/.test(name.value)
        ? [{ file: path, element, name }]
        : []
    }),
  )
}
