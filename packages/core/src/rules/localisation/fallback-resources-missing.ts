import { documentationPage } from '../../connector/documentation.ts'
import {
  intendedResourceFile,
  localisedStringPrefix,
  resourceFileName,
} from '../../connector/resource-files.ts'
import { selfAndDescendants } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** US English is what Tableau falls back to. */
export const rule: Rule = {
  id: 'fallback-resources-missing',
  severity: 'error',
  summary: 'A connector that uses strings of resource files has resources-en_US.xml.',
  help: 'Add resources-en_US.xml beside the manifest, or write the text itself.',
  url: documentationPage('localize'),
  wholeConnector: true,
  *check({ connector }) {
    const fallback = resourceFileName('en_US')
    const isThere = connector.files.some(({ path }) => path === fallback)
    if (isThere || connector.problems.some(({ file }) => file === fallback)) return
    const misnamed = connector.otherResourceFiles?.find((path) => intendedResourceFile(path) === fallback)
    const help = misnamed && `Rename ${misnamed} to ${fallback}.`
    for (const { path, document } of connector.files) {
      for (const element of document === undefined ? [] : selfAndDescendants(document.root)) {
        const attribute = element.attributes.find(({ value }) => value.startsWith(localisedStringPrefix))
        if (attribute === undefined) continue
        const message = `${attribute.name}="${attribute.value}" is used, but there is no ${fallback}`
        yield { message, file: path, place: attribute, ...(help !== undefined && { help }) }
        return
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau takes a string from `resources-en_US.xml` where the language of the user has none. Without that file users read the name of the string.',
    file: 'connection-fields.xml',
    wrong:
      '<!-- and no resources-en_US.xml beside the manifest -->\n<field name="port" label="@string/port/"',
    right: '<field name="port" label="Port"',
    context: { replaces: '<field name="port" label="Port"' },
  }
}
