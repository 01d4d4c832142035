import type { XmlFileKind } from '../connector/connector.ts'
import { filesOfKind } from '../connector/connector-files.ts'
import { otherwiseLoadedBy } from '../package/minimum-release.ts'
import { releaseBefore, youngerParts } from '../package/schema-releases.ts'
import type { Rule } from './rule.ts'

/**
 * What a rule finds that is about parts of a file which keep older releases from loading the connector: notes, since
 * packaging raises the minimum version for them.
 *
 * @param isMeant - Which parts the rule is about; default: all.
 */
export function unknownToOlder(
  kind: XmlFileKind,
  isMeant: (what: string) => boolean = () => true,
): Pick<Rule, 'severity' | 'wholeConnector' | 'check'> {
  return {
    severity: 'info',
    wholeConnector: true,
    *check({ connector }) {
      for (const { path, document } of filesOfKind(connector, kind)) {
        const told = new Set<string>()
        for (const { release, what, place } of youngerParts(kind, document.root)) {
          const oldest = isMeant(what) ? otherwiseLoadedBy(connector, release) : undefined
          // The same thing at another place asks for the same release.
          if (oldest === undefined || told.has(what)) continue
          told.add(what)
          const last = releaseBefore(release)
          const range = oldest === last ? oldest : `${oldest} to ${last}`
          yield {
            message: `Tableau ${range} would call this file malformed: ${what} came with ${release}`,
            help: `Packaging sets min-version-tableau="${release}". To support older releases, do without it.`,
            file: path,
            place,
          }
        }
      }
    },
  }
}
