import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeValue, childrenNamed, descendants } from '../../connector/xml-query.ts'
import { judgements } from './judgements.ts'
import { type Area, rootsOf, type Subject } from './subjects.ts'

/** The capabilities and what is around them. */
export const capabilitiesArea: Area = {
  name: 'capabilities',
  kinds: ['manifest'],
  read: ({ connector }) =>
    rootsOf(connector, 'manifest').flatMap(({ file, root }) =>
      childrenNamed(root, 'connection-customization').flatMap((element) => [
        ...capabilities(file, element),
        customization(file, element),
      ]),
    ),
  judge: ({ subject }) => {
    if (freeCapabilities.has(subject)) return judgements.freeCapability
    return subject.startsWith('connection-customization') ? judgements.unlisted : judgements.capability
  },
}

/** Those that may be switched without a test. */
const freeCapabilities: ReadonlySet<string> = new Set([
  'CAP_SUPPORTS_INITIAL_SQL',
  'CAP_CONNECT_NO_CUSTOM_SQL',
])

function capabilities(file: string, element: XmlElement): Subject[] {
  return [...descendants(element, 'customization')].map((one) => {
    const name = attributeValue(one, 'name') ?? ''
    const value = attributeValue(one, 'value') ?? ''
    return { key: name, name, file, summary: value, properties: new Map([['value', value]]) }
  })
}

/** Its class is the connector's, or the connector does not load. */
function customization(file: string, element: XmlElement): Subject {
  const name = 'connection-customization'
  const said: [string, string | undefined][] = [
    ['version', attributeValue(element, 'version')],
    ['enabled', attributeValue(element, 'enabled')],
    ['vendor', childrenNamed(element, 'vendor').map((one) => attributeValue(one, 'name'))[0]],
    ['driver', childrenNamed(element, 'driver').map((one) => attributeValue(one, 'name'))[0]],
  ]
  const properties = new Map(said.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
  return { key: name, name, file, properties }
}
