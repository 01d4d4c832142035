import type { XmlFileKind } from '../../connector/connector.ts'
import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { hasBareProtocol, superclassOf } from './superclass.ts'

/** What a connector based on a bare protocol cannot inherit. The dialect has a rule of its own. */
const requiredFiles: readonly { kinds: readonly XmlFileKind[]; what: string; help: string }[] = [
  {
    kinds: ['connection-resolver'],
    what: '<connection-resolver>, so nothing says how to connect',
    help: 'Add <connection-resolver file="connectionResolver.tdr"/>.',
  },
  {
    kinds: ['connection-fields', 'connection-dialog'],
    what: '<connection-fields>, so there is no dialog to connect with',
    help: 'Add <connection-fields file="connection-fields.xml"/>.',
  },
]

/** A connector based on odbc or jdbc has to bring everything. */
export const rule: Rule = {
  id: 'mf-required-files',
  severity: 'warning',
  summary: 'A connector with the superclass `odbc` or `jdbc` has a dialog and a connection resolver.',
  help: 'Add the element and the file that it names.',
  url: documentationPage(''),
  *check(context) {
    if (!hasBareProtocol(context)) return
    const superclass = superclassOf(context)
    for (const { path, document } of filesOfKind(context.connector, 'manifest')) {
      const place = attributeOf(document.root, 'superclass') ?? document.root
      const hasMetadata = childrenNamed(document.root, 'connection-metadata').length > 0
      for (const { kinds, what, help } of requiredFiles) {
        if (kinds.some((kind) => childrenNamed(document.root, kind).length > 0)) continue
        // A jdbc connector is already asked for its connection properties, and metadata for the fields.
        if (superclass === 'jdbc' && kinds.includes('connection-resolver')) continue
        if (kinds.includes('connection-fields') && hasMetadata) continue
        const message = `the superclass is ${superclass}, but there is no ${what}`
        yield { message, file: path, place, help }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: '`odbc` and `jdbc` leave nothing to inherit: without a dialog users cannot enter anything, without a resolver Tableau cannot connect.',
    file: 'manifest.xml',
    wrong: '<connection-resolver file="connection-resolver.tdr"/>',
    right: `<connection-fields file="connection-fields.xml"/>
<connection-resolver file="connection-resolver.tdr"/>`,
    context: {
      replaces: '<connection-resolver file="connection-resolver.tdr"/>',
      changes: { 'manifest.xml': [['<connection-fields file="connection-fields.xml"/>', '']] },
    },
  }
}
