import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** Who needs help should not have to look for it. */
export const rule: Rule = {
  id: 'mf-support-link',
  severity: 'error',
  galleryOnly: true,
  summary: 'The support link leads to a page for support, not to a home page.',
  help: 'Link the page where users of the connector find help.',
  url: documentationPage('gallery-submission'),
  appliesTo: 'all',
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      for (const vendor of childrenNamed(document.root, 'vendor-information')) {
        for (const link of childrenNamed(vendor, 'support-link')) {
          const url = attributeOf(link, 'url')
          if (url === undefined || !isHomePage(url.value)) continue
          const message = `the support link "${url.value}" leads to a home page`
          yield { message, file: path, place: url }
        }
      }
    }
  },
}

/** A home page has no path, unless its host is one for support. */
function isHomePage(link: string): boolean {
  const parts = /^https:\/\/([^/?#]*)(\/(index\.html?)?)?$/i.exec(link.trim())
  return parts?.[1] !== undefined && !/support|help|docs|community|forum|kb\./i.test(parts[1])
}

export function example(): RuleExample {
  return {
    why: 'Reviewers of Tableau Exchange follow the link and send the connector back when it does not lead to support.',
    file: 'manifest.xml',
    wrong: '<support-link url="https://brook.example/"/>',
    right: '<support-link url="https://brook.example/tableau/support"/>',
    context: { replaces: '<support-link url="https://brook.example/support"/>', profile: 'gallery' },
  }
}
