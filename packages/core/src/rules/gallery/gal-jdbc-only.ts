import { documentationPage } from '../../connector/documentation.ts'
import { rootAttributes } from '../manifest/root-attributes.ts'
import { superclassOf } from '../manifest/superclass.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** Tableau Exchange installs drivers that are files. */
export const rule: Rule = {
  id: 'gal-jdbc-only',
  severity: 'error',
  galleryOnly: true,
  summary: 'A connector for Tableau Exchange has the superclass `jdbc`.',
  help: 'Base the connector on jdbc, or give it to users in another way.',
  url: documentationPage('gallery-submission'),
  *check(context) {
    const superclass = superclassOf(context)
    // Web data connectors have other rules.
    if (superclass === 'jdbc' || superclass === 'eps') return
    for (const { file, attribute } of rootAttributes(context, 'superclass')) {
      const message = `the superclass is "${superclass}", but Tableau Exchange takes jdbc connectors only`
      yield { message, file, place: attribute }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau Exchange only takes connectors based on JDBC. Others can be distributed as a file.',
    file: 'manifest.xml',
    wrong: 'superclass="mysql_odbc"',
    right: 'superclass="jdbc"',
    context: { replaces: 'superclass="jdbc"', profile: 'gallery' },
  }
}
