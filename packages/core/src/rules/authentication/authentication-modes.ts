import type { Connector } from '../../connector/connector.ts'
import { filesOfKind } from '../../connector/connector-files.ts'
import type { XmlAttribute, XmlElement } from '../../connector/xml-document.ts'
import { attributeOf, attributeValue, childrenNamed, collapseBlanks } from '../../connector/xml-query.ts'
import { type DialogField, dialogFields, possibleValues } from '../connection-fields/dialog-fields.ts'

/** A way to sign in that a dialog offers, as the value of the attribute `authentication`. */
export interface AuthenticationMode {
  file: string
  value: XmlAttribute
}

/** An option of the old dialog. */
export interface DialogOption {
  file: string
  element: XmlElement
  name: XmlAttribute
  value: XmlAttribute | undefined
}

/** The fields called `authentication`. */
export function authenticationFields(connector: Connector): DialogField[] {
  return dialogFields(connector).filter(({ name }) => name.value === 'authentication')
}

/** The ways to sign in that the connection fields offer. */
export function fieldModes(connector: Connector): AuthenticationMode[] {
  return authenticationFields(connector).flatMap((field) =>
    possibleValues(field).map((value) => ({ file: field.file, value })),
  )
}

/** The `connection-config` elements of the old dialog. */
export function dialogConfigs(connector: Connector): { file: string; config: XmlElement }[] {
  return filesOfKind(connector, 'connection-dialog').flatMap(({ path, document }) =>
    childrenNamed(document.root, 'connection-config').map((config) => ({ file: path, config })),
  )
}

/** The ways to sign in that the old dialog offers. */
export function dialogOptions(connector: Connector): DialogOption[] {
  return dialogConfigs(connector).flatMap(({ file, config }) => optionsOf(file, config))
}

/** The options of one `connection-config`. */
export function optionsOf(file: string, config: XmlElement): DialogOption[] {
  return childrenNamed(config, 'authentication-options')
    .flatMap((list) => childrenNamed(list, 'option'))
    .flatMap((element) => {
      const name = attributeOf(element, 'name')
      return name === undefined ? [] : [{ file, element, name, value: attributeOf(element, 'value') }]
    })
}

/** The places where a dialog offers OAuth. */
export function oauthModes(connector: Connector): AuthenticationMode[] {
  const ofFields = fieldModes(connector).filter(({ value }) => value.value === 'oauth')
  const ofDialog = dialogOptions(connector).flatMap(({ file, element, name }) =>
    name.value === 'OAuth' || attributeValue(element, 'value') === 'oauth' ? [{ file, value: name }] : [],
  )
  return [...ofFields, ...ofDialog]
}

/** Whether the connector builds on Hive or Spark, whose ways to sign in are numbers. */
export function hasNumberedModes({ superclass }: Connector): boolean {
  return ['hadoophive', 'spark'].includes(collapseBlanks(superclass ?? ''))
}
