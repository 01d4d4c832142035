import { filesOfKind } from '../../connector/connector-files.ts'
import { attributeOf, attributeValue, childrenNamed, collapseBlanks } from '../../connector/xml-query.ts'
import { compareReleaseVersions, isReleaseVersion } from '../../package/release-version.ts'
import { classConsistent, classFileName, classMissing, dbclassConsistent } from '../class.ts'
import { fieldNameDuplicate } from '../connection-fields.ts'
import { httpsOnly } from '../links.ts'
import { mfClassCharset, mfCompanyName } from '../manifest/connector-identity.ts'
import { mfMinVersionFormat, mfPluginVersion } from '../manifest/manifest-versions.ts'
import { mfSupportLink } from '../manifest/vendor-links.ts'
import { metadataNeedsFields, nullOauthConfigAlone } from '../manifest-references.ts'
import type { Rule, RuleDescription } from '../rule.ts'
import { minVersionFormat, pluginVersionFormat } from '../versions.ts'

const url = 'https://help.tableau.com/current/api/webdataconnector/en-us/index.html'

/** The superclass of Web Data Connector 3.0: the data come from a web application inside the file. */
export const webDataSuperclass = 'eps'

const firstRelease = '2022.3'

/** Tableau has announced the end of the framework. */
const epsDeprecated: Rule = {
  id: 'eps-deprecated',
  severity: 'warning',
  summary: 'A connector does not build on Web Data Connector 3.0.',
  help: 'Plan to move to the REST API Connector on Tableau Exchange, or to a JDBC connector.',
  url: 'https://github.com/tableau/wdc3',
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const message =
        'Web Data Connector 3.0 is deprecated; Tableau announced its removal for the release 2026.3'
      yield { message, file: path, place: attributeOf(document.root, 'superclass') ?? document.root }
    }
  },
}

/** Older releases know no such superclass. */
const epsMinVersion: Rule = {
  id: 'eps-min-version',
  severity: 'warning',
  summary: `A web data connector declares ${firstRelease} or a later release as \`min-version-tableau\`.`,
  help: `Set min-version-tableau="${firstRelease}".`,
  url,
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const attribute = attributeOf(document.root, 'min-version-tableau')
      // Packaging refuses what is no release.
      if (attribute !== undefined && !isReleaseVersion(attribute.value)) continue
      if (attribute !== undefined && compareReleaseVersions(attribute.value, firstRelease) >= 0) continue
      const found =
        attribute === undefined ? 'there is no `min-version-tableau`' : `${attribute.value} is older`
      const message = `web data connectors need Tableau ${firstRelease}; ${found}`
      yield { message, file: path, place: attribute ?? document.root }
    }
  },
}

/** Tableau finds the application through these fields, which the toolkit writes into every connector. */
const toolkitFields = ['is-eps-taco', 'eps-connection-id', 'connectionData']

const epsFieldMissing: Rule = {
  id: 'eps-field-missing',
  severity: 'warning',
  summary: 'A web data connector has the fields `is-eps-taco`, `eps-connection-id` and `connectionData`.',
  help: "Build the connector with Tableau's taco toolkit, which writes these fields.",
  url,
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'connection-fields')) {
      const names = childrenNamed(document.root, 'field').map((field) =>
        collapseBlanks(attributeValue(field, 'name') ?? ''),
      )
      const missing = toolkitFields.filter((name) => !names.includes(name))
      if (missing.length === 0) continue
      const message = `a web data connector has the field${missing.length > 1 ? 's' : ''} ${missing.map((name) => `\`${name}\``).join(', ')}`
      yield { message, file: path, place: document.root }
    }
  },
}

/** The application inside is made by another tool. */
export const epsNotPackaged: RuleDescription = {
  id: 'eps-not-packaged',
  severity: 'error',
  summary: "A web data connector is packaged by Tableau's taco toolkit.",
  help: 'Run `taco build` and `taco pack`, then sign the file with `tacosmith sign`.',
  url,
}

const ownRules: readonly Rule[] = [epsDeprecated, epsMinVersion, epsFieldMissing]

/** Every rule that is about web data connectors. */
export const webDataRules: readonly RuleDescription[] = [...ownRules, epsNotPackaged]

/** The rules that apply to a web data connector: those on what it shares with others, and those of its own. */
export const rulesForWebData: readonly Rule[] = [
  httpsOnly,
  classMissing,
  classFileName,
  classConsistent,
  dbclassConsistent,
  minVersionFormat,
  pluginVersionFormat,
  nullOauthConfigAlone,
  metadataNeedsFields,
  fieldNameDuplicate,
  mfClassCharset,
  mfCompanyName,
  mfPluginVersion,
  mfMinVersionFormat,
  mfSupportLink,
  ...ownRules,
]
