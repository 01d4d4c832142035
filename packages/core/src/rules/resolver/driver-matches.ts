import type { ParsedFile } from '../../connector/connector-files.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { childrenNamed } from '../../connector/xml-query.ts'

export function driverMatches({ document }: ParsedFile): XmlElement[] {
  return childrenNamed(document.root, 'driver-resolver').flatMap((resolver) =>
    childrenNamed(resolver, 'driver-match'),
  )
}

export function versionLimits(match: XmlElement): XmlElement[] {
  return match.children.filter(
    ({ name }) => name === 'driver-version' || name === 'incompatible-driver-version',
  )
}
