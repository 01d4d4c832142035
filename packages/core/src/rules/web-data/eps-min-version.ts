import { filesOfKind } from '../../connector/connector-files.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import { compareReleaseVersions, isReleaseVersion } from '../../package/release-version.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { currentRoot, fieldsOfToolkit, jdbcRoot, manifestChanges, root } from './example-connector.ts'

const firstRelease = '2022.3'

/** Older releases know no such superclass. */
export const rule: Rule = {
  id: 'eps-min-version',
  severity: 'warning',
  summary: `A web data connector declares ${firstRelease} or a later release as \`min-version-tableau\`.`,
  help: `Set min-version-tableau="${firstRelease}".`,
  url: 'https://help.tableau.com/current/api/webdataconnector/en-us/index.html',
  appliesTo: 'web-data',
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const attribute = attributeOf(document.root, 'min-version-tableau')
      // Packaging refuses what is not a release.
      if (attribute !== undefined && !isReleaseVersion(attribute.value)) continue
      if (attribute !== undefined && compareReleaseVersions(attribute.value, firstRelease) >= 0) continue
      const found =
        attribute === undefined ? 'there is no `min-version-tableau`' : `${attribute.value} is older`
      const message = `web data connectors need Tableau ${firstRelease}; ${found}`
      yield { message, file: path, place: attribute ?? document.root }
    }
  },
}

export function example(): RuleExample {
  const changes = { 'manifest.xml': manifestChanges, 'connection-fields.xml': fieldsOfToolkit }

  return {
    why: 'Releases before 2022.3 do not know web data connectors of this kind and show an error where they find one.',
    file: 'manifest.xml',
    wrong: root,
    right: currentRoot,
    context: { replaces: jdbcRoot, changes, throughout: ['eps-deprecated'] },
  }
}
