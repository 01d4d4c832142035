import { filesOfKind } from '../connector/connector-files.ts'
import { documentationPage } from '../connector/documentation.ts'
import { nullOauthConfig } from '../connector/file-references.ts'
import { localisedStringPrefix, meantResourceFile, resourceFileName } from '../connector/resource-files.ts'
import { attributeOf, attributeValue, childrenNamed, selfAndDescendants } from '../connector/xml-query.ts'
import type { Rule } from './rule.ts'

/** `null_config` says that there is no OAuth configuration. */
export const nullOauthConfigAlone: Rule = {
  id: 'null-oauth-config-alone',
  severity: 'error',
  summary: 'An `oauth-config` with `null_config` is the only `oauth-config`.',
  help: 'Remove it, or remove all other <oauth-config> elements.',
  url: documentationPage('oauth-dev'),
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const configs = childrenNamed(document.root, 'oauth-config')
      const isNull = (element: (typeof configs)[number]): boolean =>
        attributeValue(element, 'file') === nullOauthConfig
      const nulls = configs.filter(isNull)
      // Of several nulls and nothing else, the first may stay.
      const superfluous = nulls.length === configs.length ? nulls.slice(1) : nulls
      for (const element of superfluous) {
        const message = `file="${nullOauthConfig}" must be the only <oauth-config>, but there are ${configs.length}`
        yield { message, file: path, place: attributeOf(element, 'file') ?? element }
      }
    }
  },
}

/** Metadata belongs to the second version of the dialog. */
export const metadataNeedsFields: Rule = {
  id: 'metadata-needs-fields',
  severity: 'error',
  summary: 'A connector with `connection-metadata` has `connection-fields` too.',
  help: 'Add <connection-fields>, or remove <connection-metadata>.',
  url: documentationPage('mcd'),
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

/** US English is what Tableau falls back to. */
export const fallbackResourcesMissing: Rule = {
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
    const misnamed = connector.otherResourceFiles?.find((path) => meantResourceFile(path) === fallback)
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
