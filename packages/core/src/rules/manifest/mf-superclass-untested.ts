import { documentationPage } from '../../connector/documentation.ts'
import { collapseBlanks } from '../../connector/xml-query.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { rootAttributes } from './root-attributes.ts'
import { testedSuperclasses } from './superclass.ts'

/** Other superclasses may work, but nobody has tried. */
export const rule: Rule = {
  id: 'mf-superclass-untested',
  severity: 'warning',
  summary:
    'The superclass is `odbc`, `jdbc` or `mysql_odbc`: Tableau has not tested connectors based on others.',
  help: 'Use odbc or jdbc, or test the connector on every release of Tableau that it is for.',
  url: documentationPage('design'),
  *check(context) {
    // Tableau Exchange takes jdbc only, which is another finding.
    if (context.profile === 'gallery') return
    for (const { file, attribute } of rootAttributes(context, 'superclass')) {
      const superclass = collapseBlanks(attribute.value)
      // A web data connector, which is another kind of connector.
      if (superclass === 'eps' || testedSuperclasses.includes(superclass)) continue
      const near = nearestName(superclass, testedSuperclasses)
      const message = `the superclass "${superclass}" is not one of ${testedSuperclasses.join(', ')}`
      yield {
        message,
        file,
        place: attribute,
        ...(near !== undefined && { help: `Did you mean \`${near}\`?` }),
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau does not test connectors based on other classes: what works in one release may break in the next.',
    file: 'manifest.xml',
    wrong: 'superclass="postgres"',
    right: 'superclass="jdbc"',
    context: { replaces: 'superclass="jdbc"' },
  }
}
