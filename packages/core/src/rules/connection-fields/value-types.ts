import { refersTo } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import { declaredBefore, loadsBefore, oldestRelease } from '../../package/minimum-release.ts'
import { dialogFields } from '../dialog-fields.ts'
import type { Rule } from '../rule.ts'

const url = documentationPage('mcd')

const textboxRelease = '2020.4'

/** There is nowhere to show it. */
export const placeholderType: Rule = {
  id: 'cf-placeholder-type',
  severity: 'warning',
  summary: 'Only fields of the types string, textbox and file have a `placeholder`.',
  help: 'Remove the placeholder.',
  url,
  *check({ connector }) {
    for (const { file, element, name, valueType } of dialogFields(connector)) {
      const placeholder = attributeOf(element, 'placeholder')
      if (placeholder === undefined || (valueType !== 'selection' && valueType !== 'boolean')) continue
      const message = `\`${name.value}\` is a ${valueType} field, which shows no placeholder`
      yield { message, file, place: placeholder }
    }
  },
}

/** Older releases do not know the type. */
export const textboxVersion: Rule = {
  id: 'cf-textbox-version',
  severity: 'warning',
  summary: `A connector with a textbox asks for Tableau ${textboxRelease} or newer.`,
  help: `Set min-version-tableau="${textboxRelease}" or higher in manifest.xml, or use value-type="string".`,
  url,
  wholeConnector: true,
  *check({ connector }) {
    const textboxes = dialogFields(connector).filter(({ valueType }) => valueType === 'textbox')
    if (textboxes.length === 0 || !loadsBefore(connector, textboxRelease)) return
    for (const { file, element, name } of textboxes) {
      const message = `\`${name.value}\` is a textbox, which Tableau knows since ${textboxRelease}; the connector loads in ${oldestRelease(connector)} too`
      yield { message, file, place: attributeOf(element, 'value-type') ?? name }
    }
  },
}

/** Servers have no files of the user's. */
export const fileDesktopOnly: Rule = {
  id: 'cf-file-desktop-only',
  severity: 'info',
  summary: 'A field of the type file works in Tableau Desktop only.',
  help: 'Make sure that users of Tableau Server and Cloud can connect without it.',
  url,
  *check({ connector }) {
    for (const { file, element, name, valueType } of dialogFields(connector)) {
      if (valueType !== 'file') continue
      const message = `the field \`${name.value}\` is disabled in Tableau Server and Cloud, for its value-type is file`
      yield { message, file, place: attributeOf(element, 'value-type') ?? name }
    }
  },
}

/** The release that brought connection fields to all products. */
const fieldsRelease = '2020.3'

/** What is declared should be true. */
export const fieldsMinVersion: Rule = {
  id: 'cf-v2-min-version',
  severity: 'warning',
  summary: `A connector with connection fields declares no minimum version below ${fieldsRelease}.`,
  help: 'Raise `min-version-tableau`, or leave it out: packaging adds the release that the connector needs.',
  url,
  wholeConnector: true,
  *check({ connector }) {
    if (!refersTo(connector, 'connection-fields')) return
    const declared = declaredBefore(connector, fieldsRelease)
    if (declared === undefined) return
    const { file, attribute } = declared
    const message = `min-version-tableau is "${attribute.value}", but the connector needs ${oldestRelease(connector)}`
    yield { message, file, place: attribute }
  },
}
