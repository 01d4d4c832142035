import type { XmlFileKind } from '../connector/connector.ts'
import { filesOfKind } from '../connector/connector-files.ts'
import { otherwiseLoadedBy } from '../package/minimum-release.ts'
import { releasesBefore } from '../package/release-version.ts'
import { type YoungerPart, youngerParts } from '../package/schema-releases.ts'
import type { Rule } from './rule.ts'

/**
 * What a rule finds that is about parts of a file which keep older releases from loading the connector: notes, since
 * packaging raises the minimum version for them.
 *
 * @param isMeant - Which parts the rule is about; default: all.
 */
export function unknownToOlder(
  kind: XmlFileKind,
  isMeant: (part: YoungerPart) => boolean = () => true,
): Pick<Rule, 'severity' | 'wholeConnector' | 'check'> {
  return {
    severity: 'info',
    wholeConnector: true,
    *check({ connector }) {
      for (const { path, document } of filesOfKind(connector, kind)) {
        const told = new Set<string>()
        for (const part of youngerParts(kind, document.root)) {
          const { release, what, place } = part
          const oldest = isMeant(part) ? otherwiseLoadedBy(connector, release) : undefined
          // The same thing at another place asks for the same release.
          if (oldest === undefined || told.has(what)) continue
          told.add(what)
          yield {
            message: `Tableau ${releasesBefore(release, oldest)} would call this file malformed: ${what} came with ${release}`,
            help: `Packaging sets min-version-tableau="${release}". To support older releases, do without it.`,
            file: path,
            place,
          }
        }
      }
    },
  }
}
