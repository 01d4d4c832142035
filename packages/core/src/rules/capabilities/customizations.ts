import type { Connector } from '../../connector/connector.ts'
import { filesOfKind } from '../../connector/connector-files.ts'
import type { XmlAttribute, XmlElement } from '../../connector/xml-document.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'

/** A `customization` of the manifest. */
export interface Customization {
  file: string
  element: XmlElement
  /** Undefined where there is none or an empty one. */
  name: XmlAttribute | undefined
  value: XmlAttribute | undefined
}

/** A `customization` that has a name and a value. */
export interface CapabilitySetting {
  file: string
  name: string
  nameAttribute: XmlAttribute
  value: XmlAttribute
  /** Undefined for a value that is neither; what is plainly meant counts. */
  isOn: boolean | undefined
}

/** All customizations of the manifest, in document order. */
export function customizations(connector: Connector): Customization[] {
  return filesOfKind(connector, 'manifest').flatMap(({ path, document }) =>
    childrenNamed(document.root, 'connection-customization')
      .flatMap((customization) => childrenNamed(customization, 'customizations'))
      .flatMap((list) => childrenNamed(list, 'customization'))
      .map((element) => {
        const name = attributeOf(element, 'name')
        return {
          file: path,
          element,
          name: name?.value === '' ? undefined : name,
          value: attributeOf(element, 'value'),
        }
      }),
  )
}

const settingsByConnector = new WeakMap<Connector, ReadonlyMap<string, CapabilitySetting>>()

/** What the manifest sets, by the name of the capability; of several settings the first. */
export function capabilitySettings(connector: Connector): ReadonlyMap<string, CapabilitySetting> {
  const known = settingsByConnector.get(connector) ?? readSettings(connector)
  settingsByConnector.set(connector, known)
  return known
}

function readSettings(connector: Connector): ReadonlyMap<string, CapabilitySetting> {
  const settings = new Map<string, CapabilitySetting>()
  for (const { file, name, value } of customizations(connector)) {
    if (name === undefined || value === undefined || settings.has(name.value)) continue
    settings.set(name.value, {
      file,
      name: name.value,
      nameAttribute: name,
      value,
      isOn: meaningOf(value.value),
    })
  }
  return settings
}

/** The answer that a value means, also where it is misspelt. */
export function meaningOf(value: string): boolean | undefined {
  if (/^\s*(yes|true|1|on)\s*$/i.test(value)) return true
  if (/^\s*(no|false|0|off)\s*$/i.test(value)) return false
  return undefined
}
