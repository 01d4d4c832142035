import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { rootAttributes } from './root-attributes.ts'

/** The attribute `version` is that of the format. */
export const rule: Rule = {
  id: 'mf-version-18-1',
  severity: 'info',
  summary: 'The `version` of the manifest is 18.1: it is not the version of the connector.',
  help: 'Write version="18.1", and the version of the connector into `plugin-version`.',
  url: documentationPage('design'),
  *check(context) {
    for (const { file, attribute } of rootAttributes(context, 'version')) {
      // The schema refuses what does not begin like a version.
      if (attribute.value === '18.1' || !/^\p{Nd}/u.test(attribute.value)) continue
      const message = `version="${attribute.value}" is not 18.1, the version of the manifest's format`
      yield { message, file, place: attribute }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The attribute names the version of the format and is easily taken for that of the connector, which is `plugin-version`.',
    file: 'manifest.xml',
    wrong: 'plugin-version="1.0.0" name="Brook" version="1.0.0"',
    right: 'plugin-version="1.0.0" name="Brook" version="18.1"',
    context: { replaces: 'plugin-version="1.0.0" name="Brook" version="18.1"' },
  }
}
