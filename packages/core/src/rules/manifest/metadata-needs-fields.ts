import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** Metadata belongs to the second version of the dialog. */
export const rule: Rule = {
  id: 'metadata-needs-fields',
  severity: 'error',
  summary: 'A connector with `connection-metadata` has `connection-fields` too.',
  help: 'Add <connection-fields>, or remove <connection-metadata>.',
  url: documentationPage('mcd'),
  appliesTo: 'all',
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const hasFile = (name: string) =>
        childrenNamed(document.root, name).find((element) => attributeOf(element, 'file') !== undefined)
      const metadata = hasFile('connection-metadata')
      if (metadata === undefined || hasFile('connection-fields') !== undefined) continue
      yield {
        message: '<connection-metadata> is used without <connection-fields>',
        file: path,
        place: metadata,
      }
    }
  },
}

export function example(): RuleExample {
  const fields = '<connection-fields file="connection-fields.xml"/>'

  return {
    why: 'The metadata complete the dialog that the connection fields describe; without fields there is nothing to complete.',
    file: 'manifest.xml',
    wrong: '<connection-metadata file="connection-metadata.xml"/>',
    right: `${fields}\n<connection-metadata file="connection-metadata.xml"/>`,
    context: {
      replaces: fields,
      changes: {
        'connection-metadata.xml': `<connection-metadata>
  <database enabled="false"/>
  <schema enabled="true" label="Schema"/>
  <table enabled="true" label="Table"/>
</connection-metadata>
`,
      },
    },
  }
}
