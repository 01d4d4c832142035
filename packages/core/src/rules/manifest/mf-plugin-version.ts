import { documentationPage } from '../../connector/documentation.ts'
import { isReleaseVersion } from '../../package/release-version.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { rootAttributes } from './root-attributes.ts'

/** Tableau loads the highest version of a connector. */
export const rule: Rule = {
  id: 'mf-plugin-version',
  severity: 'info',
  gallerySeverity: 'error',
  summary: 'The `plugin-version` is not 0.0.0; Tableau Exchange wants three numbers.',
  help: 'Write major.minor.patch, 1.0.0 at first, and raise it with every release: Tableau loads the highest one.',
  url: documentationPage('design'),
  appliesTo: 'all',
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

export function example(): RuleExample {
  return {
    why: 'Of several packages of one class Tableau 2022.2 and newer load the one with the highest version, so it has to be set and to grow. Tableau Exchange wants it as major.minor.patch.',
    file: 'manifest.xml',
    wrong: 'plugin-version="0.0.0"',
    right: 'plugin-version="1.0.0"',
    context: { replaces: 'plugin-version="1.0.0"' },
  }
}
