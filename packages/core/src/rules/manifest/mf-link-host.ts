import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** A link that leads nowhere helps nobody. */
export const rule: Rule = {
  id: 'mf-link-host',
  severity: 'warning',
  summary: 'The links in the manifest name a host.',
  help: 'Write the whole address, such as https://company.com/support.',
  url: documentationPage('connection-dialog'),
  appliesTo: 'all',
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      for (const vendor of childrenNamed(document.root, 'vendor-information')) {
        for (const element of vendor.children) {
          const url = attributeOf(element, 'url')
          // What is not https is another finding.
          if (url === undefined || !/^\s*https:\/\//i.test(url.value) || hasHost(url.value)) continue
          const message = `the link "${url.value}" on <${element.name}> names no host`
          yield { message, file: path, place: url }
        }
      }
    }
  },
}

function hasHost(link: string): boolean {
  // An address such as https:///support would be read with `support` for its host.
  if (/^https:\/{3}/i.test(link.trim()) || !URL.canParse(link.trim())) return false
  const { hostname, port, pathname } = new URL(link.trim())
  // In a company's own network a host may be a single word; alone it is rather a word of the path.
  const isOfNetwork = /^[\w-]+$/.test(hostname) && (port !== '' || pathname !== '/')
  return isOfNetwork || hostname === 'localhost' || /[^.]\.[^.]/.test(hostname) || hostname.startsWith('[')
}

export function example(): RuleExample {
  const link = '<support-link url="https://brook.example/support"/>'
  return {
    why: 'Users who click the link in the dialog or in an error message get nowhere.',
    file: 'manifest.xml',
    wrong: '<support-link url="https://support"/>',
    right: link,
    context: { replaces: link },
  }
}
