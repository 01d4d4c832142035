import type { Connector } from '../../connector/connector.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeValue, collapseBlanks, descendants } from '../../connector/xml-query.ts'
import { minimumTableauVersion } from '../../package/index.ts'
import { comparePluginVersions } from '../../package/plugin-version.ts'
import type { Judgement } from './connector-diff.ts'
import { judgements } from './judgements.ts'
import { type Area, rootsOf } from './subjects.ts'

/** What the manifest says of the connector itself: who it is, who made it, which Tableau loads it. */
export const identityArea: Area = {
  name: 'identity',
  kinds: ['manifest'],
  read: ({ connector }) =>
    rootsOf(connector, 'manifest')
      .slice(0, 1)
      .map(({ file, root }) => ({
        key: 'connector',
        name: 'connector',
        file,
        properties: identityOf(connector, root),
      })),
  judge: ({ property = '' }, old, updated) => {
    if (property === 'plugin-version' && !isRaised(old.connector, updated.connector)) return versionNotRaised
    return byProperty[property] ?? judgements.unlisted
  },
}

const byProperty: Record<string, Judgement> = {
  class: {
    review: 'forbidden',
    reason: 'Workbooks identify a connector by its class: a different class makes it a different connector.',
    materials: [],
  },
  'plugin-version': { review: 'A', reason: 'Every update has a higher version.', materials: [] },
  name: judgements.words,
  company: judgements.words,
  'support link': judgements.link,
  'driver download link': judgements.link,
  superclass: {
    review: 'C',
    reason: 'The superclass determines how the connector works overall.',
    materials: ['tdvt-results', 'manual-tests', 'developer-review'],
  },
  'minimum Tableau version': {
    review: 'C',
    reason: 'A different minimum version takes the update away from some users or offers it to new ones.',
    materials: ['manual-tests', 'developer-review'],
  },
}

/** Whether an update has a higher version than what it updates. */
export function isRaised(old: Connector, updated: Connector): boolean {
  return comparePluginVersions(updated.pluginVersion, old.pluginVersion) > 0
}

/** What is reported along with the changes of an update that keeps its version. */
export const versionNotRaised: Judgement = {
  review: 'C',
  reason:
    'Since Tableau 2022.2 the highest version of a class wins: an update with the same version is not loaded.',
  materials: [],
}

function identityOf(connector: Connector, root: XmlElement): Map<string, string> {
  const first = (name: string, attribute: string): string | undefined => {
    const [element] = descendants(root, name)
    return element && attributeValue(element, attribute)
  }
  const all = (name: string, textOf: (element: XmlElement) => string): string | undefined =>
    [...descendants(root, name)].map(textOf).join(', ') || undefined
  const manifest = (name: string): string | undefined => attributeValue(root, name)
  const said: Record<string, string | undefined> = {
    class: connector.className,
    superclass: connector.superclass,
    'plugin-version': connector.pluginVersion,
    'minimum Tableau version': minimumTableauVersion(connector).version,
    version: manifest('version'),
    name: manifest('name'),
    company: first('company', 'name'),
    'support link': first('support-link', 'url'),
    'driver download link': first('driver-download-link', 'url'),
    platforms: all('platform', (element) => attributeValue(element, 'name') ?? ''),
    'license keys': all('license-key', (element) => collapseBlanks(element.text)),
  }
  return new Map(
    Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
