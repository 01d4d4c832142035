import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'

/** Who needs help should not have to look for it. */
export const mfSupportLink: Rule = {
  id: 'mf-support-link',
  severity: 'error',
  galleryOnly: true,
  summary: 'The support link leads to a page for support, not to a home page.',
  help: 'Link the page where users of the connector find help.',
  url: documentationPage('gallery-submission'),
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

/** Without a link users are left alone with a missing driver. */
export const mfDriverLinkMissing: Rule = {
  id: 'mf-driver-link-missing',
  severity: 'info',
  summary: 'The manifest says where users get the driver.',
  help: 'Add <driver-download-link url="https://..."/> after <support-link>.',
  url: documentationPage('connection-dialog'),
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const [vendor] = childrenNamed(document.root, 'vendor-information')
      if (vendor === undefined || childrenNamed(vendor, 'driver-download-link').length > 0) continue
      const message =
        'there is no <driver-download-link>, so Tableau cannot tell users where to get a missing driver'
      yield { message, file: path, place: vendor }
    }
  },
}

/** A home page has no path, unless its host is one for support. */
function isHomePage(link: string): boolean {
  const parts = /^https:\/\/([^/?#]*)(\/(index\.html?)?)?$/i.exec(link.trim())
  return parts?.[1] !== undefined && !/support|help|docs|community|forum|kb\./i.test(parts[1])
}
