import { documentationPage } from '../../connector/documentation.ts'
import { isReleaseVersion } from '../../package/release-version.ts'
import type { Rule } from '../rule.ts'
import { rootAttributes } from './connector-identity.ts'

/** The attribute `version` is that of the format. */
export const mfVersion181: Rule = {
  id: 'mf-version-18-1',
  severity: 'info',
  summary: 'The `version` of the manifest is 18.1: it is not the version of the connector.',
  help: 'Write version="18.1", and the version of the connector into `plugin-version`.',
  url: documentationPage('connection-dialog'),
  *check(context) {
    for (const { file, attribute } of rootAttributes(context, 'version')) {
      // The schema refuses what does not begin like a version.
      if (attribute.value === '18.1' || !/^\p{Nd}/u.test(attribute.value)) continue
      const message = `version="${attribute.value}" is not 18.1, the version of the manifest's format`
      yield { message, file, place: attribute }
    }
  },
}

/** Tableau loads the highest version of a connector. */
export const mfPluginVersion: Rule = {
  id: 'mf-plugin-version',
  severity: 'warning',
  gallerySeverity: 'error',
  summary: 'The `plugin-version` is not 0.0.0; Tableau Exchange wants three numbers.',
  help: 'Write major.minor.patch, 1.0.0 at first, and raise it with every release: Tableau loads the highest one.',
  url: documentationPage('gallery-submission'),
  *check(context) {
    for (const { file, attribute } of rootAttributes(context, 'plugin-version')) {
      const version = attribute.value
      // Any other text has been refused for its form.
      if (!isReleaseVersion(version)) continue
      if (/^[0.]+$/.test(version)) {
        yield { message: `plugin-version="${version}" has never been set`, file, place: attribute }
      } else if (context.profile === 'gallery' && version.split('.').length !== 3) {
        yield { message: `plugin-version="${version}" is not major.minor.patch`, file, place: attribute }
      }
    }
  },
}

/** A release is a year and a quarter. */
export const mfMinVersionFormat: Rule = {
  id: 'mf-min-version-format',
  severity: 'warning',
  summary: '`min-version-tableau` is a release of Tableau: a year, a quarter, and perhaps a patch number.',
  help: 'Write a release such as 2024.1, or leave the attribute out: packaging adds it.',
  *check(context) {
    for (const { file, attribute } of rootAttributes(context, 'min-version-tableau')) {
      const version = attribute.value
      if (!isReleaseVersion(version) || /^20[0-9]{2}\.[1-4](\.[0-9]+)?$/.test(version)) continue
      const message = `min-version-tableau="${version}" is no release of Tableau, such as 2024.1 or 2024.1.3`
      yield { message, file, place: attribute }
    }
  },
}
