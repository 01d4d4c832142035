import { filesOfKind } from '../../connector/connector-files.ts'
import type { XmlAttribute, XmlElement } from '../../connector/xml-document.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import type { RuleContext } from '../rule.ts'

export function oauthConfigs({
  connector,
}: RuleContext): { file: string; place: XmlElement | XmlAttribute }[] {
  return filesOfKind(connector, 'manifest').flatMap(({ path, document }) =>
    childrenNamed(document.root, 'oauth-config').map((element) => ({
      file: path,
      place: attributeOf(element, 'file') ?? element,
    })),
  )
}
