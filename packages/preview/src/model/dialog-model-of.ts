import type { Connector } from '@tacosmith/core'
import {
  attributeValue,
  childrenNamed,
  collapseBlanks,
  descendants,
  driverNameIn,
  type XmlElement,
} from '@tacosmith/core/adapter'
import type { DialogModel, Platform } from '../dialog/dialog-model.ts'
import { readClassicDialog } from './classic-dialog.ts'
import { readConnectionKey } from './connection-key-rules.ts'
import { readFields } from './dialog-fields.ts'
import { readOauthChoices } from './oauth-choices.ts'
import { readLanguages, readTexts } from './resource-texts.ts'
import { rootsOf } from './xml-roots.ts'

/** Reads what Tableau draws the dialog from. A connector with errors gives as much as can be read. */
export function dialogModelOf(connector: Connector): DialogModel {
  const manifest = rootsOf(connector, 'manifest')[0]?.root
  const ofManifest = (name: string): string =>
    collapseBlanks((manifest && attributeValue(manifest, name)) ?? '')
  const superclass = collapseBlanks(connector.superclass ?? '')
  const oauthConfigs = readOauthChoices(connector)
  const classic = readClassicDialog(connector)
  const isFields = rootsOf(connector, 'connection-fields').length > 0
  return {
    className: connector.className ?? '',
    superclass,
    name: ofManifest('name'),
    company: valueIn(manifest, 'company', 'name') ?? '',
    supportLink: valueIn(manifest, 'support-link', 'url'),
    driverDownloadLink: valueIn(manifest, 'driver-download-link', 'url'),
    isJdbc: isJdbc(superclass),
    form: isFields ? 'fields' : classic === undefined ? 'none' : 'classic',
    fields: isFields ? readFields(connector, oauthConfigs) : (classic?.fields ?? []),
    classic: isFields ? undefined : classic?.dialog,
    hasInitialSql: capability(manifest, 'CAP_SUPPORTS_INITIAL_SQL') === 'yes',
    impersonates: capability(manifest, 'CAP_AUTH_DB_IMPERSONATE') === 'yes',
    hasMetadata: rootsOf(connector, 'connection-metadata').length > 0,
    oauthConfigs,
    connectionKey: readConnectionKey(connector),
    drivers: readDrivers(connector),
    languages: readLanguages(connector),
    texts: readTexts(connector),
  }
}

/** Superclasses that connect by JDBC say so in their names. */
function isJdbc(superclass: string): boolean {
  return /jdbc$/i.test(superclass)
}

function valueIn(root: XmlElement | undefined, element: string, attribute: string): string | undefined {
  const [first] = root === undefined ? [] : descendants(root, element)
  return first && attributeValue(first, attribute)
}

function capability(manifest: XmlElement | undefined, name: string): string | undefined {
  const [customizations] = manifest === undefined ? [] : descendants(manifest, 'customizations')
  const found = customizations && childrenNamed(customizations, 'customization')
  // Of one that is given twice the last one counts.
  const last = found?.findLast((element) => attributeValue(element, 'name') === name)
  return last && collapseBlanks(attributeValue(last, 'value') ?? '')
}

function readDrivers(connector: Connector): Record<Platform, string | undefined> {
  const resolver = rootsOf(connector, 'connection-resolver')[0]?.root
  const driverOn = (platform: Platform): string | undefined => resolver && driverNameIn(resolver, platform)
  return { win: driverOn('win'), mac: driverOn('mac'), linux: driverOn('linux') }
}
