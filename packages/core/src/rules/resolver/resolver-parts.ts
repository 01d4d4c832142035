import type { ParsedFile } from '../../connector/connector-files.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { childrenNamed } from '../../connector/xml-query.ts'

/** Elements of that name in the `connection-resolver` of a file. */
export function resolverParts({ document }: ParsedFile, name: string): XmlElement[] {
  return childrenNamed(document.root, 'connection-resolver').flatMap((resolver) =>
    childrenNamed(resolver, name),
  )
}
