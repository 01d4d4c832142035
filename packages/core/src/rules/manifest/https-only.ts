import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** The elements of `vendor-information` that hold a link. */
const linkElements = ['support-link', 'driver-download-link']

/** Links in the manifest must be https. */
export const rule: Rule = {
  id: 'https-only',
  severity: 'error',
  summary: 'The links in the manifest start with https://.',
  help: 'Write an address that starts with https://.',
  url: documentationPage('connection-dialog'),
  appliesTo: 'all',
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const vendors = childrenNamed(document.root, 'vendor-information')
      for (const element of vendors.flatMap((vendor) => vendor.children)) {
        const attribute = attributeOf(element, 'url')
        if (!linkElements.includes(element.name) || attribute === undefined) continue
        const finding = { file: path, place: attribute }
        const url = attribute.value
        if (!/^\s*https:\/\//i.test(url)) {
          yield { ...finding, message: `the link "${url}" on <${element.name}> does not start with https://` }
        } else if (!url.startsWith('https://')) {
          const message = `the link "${url}" on <${element.name}> is not written as https:// in lower case without spaces before it`
          yield { ...finding, severity: 'warning', message }
        }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau’s packager refuses other links, since users follow them to download software.',
    file: 'manifest.xml',
    wrong: '<support-link url="http://brook.example/support"/>',
    right: '<support-link url="https://brook.example/support"/>',
    context: { replaces: '<support-link url="https://brook.example/support"/>' },
  }
}
