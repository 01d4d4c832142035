import type { ConnectorFile } from './connector.ts'
import { selfAndDescendants } from './xml-query.ts'

/** The languages for which Tableau looks for a resource file, the fallback first. */
export const resourceLanguages: readonly string[] = [
  'en_US',
  'de_DE',
  'en_GB',
  'es_ES',
  'fr_CA',
  'fr_FR',
  'ga_IE',
  'it_IT',
  'ja_JP',
  'ko_KR',
  'nl_NL',
  'pt_BR',
  'sv_SE',
  'th_TH',
  'zh_CN',
  'zh_TW',
]

/** How an attribute value begins that stands for a string of the resource files. */
export const localisedStringPrefix: string = '@string/'

/** The name of a language's resource file. */
export function resourceFileName(language: string): string {
  return `resources-${language}.xml`
}

/** The resource files' name that was most likely meant by another one, or undefined for a language without any. */
export function intendedResourceFile(path: string): string | undefined {
  const language = /^resources?[-_.](.*)\.xml$/i.exec(path)?.[1]
  const fold = (text: string): string => text.replace('-', '_').toLowerCase()
  const meant = resourceLanguages.find((known) => language !== undefined && fold(known) === fold(language))
  return meant === undefined ? undefined : resourceFileName(meant)
}

/** Whether a path is called like a resource file, but is none for which Tableau looks. */
export function isOtherResourceFile(path: string): boolean {
  return (
    /^resources?[-_][^/]*\.xml$/i.test(path) &&
    !resourceLanguages.some((known) => path === resourceFileName(known))
  )
}

/** Whether any attribute of any file that was read stands for a string of the resource files. */
export function usesLocalisedStrings(files: ConnectorFile[]): boolean {
  return files.some((file) => {
    if (file.document === undefined) return false
    for (const element of selfAndDescendants(file.document.root)) {
      if (element.attributes.some(({ value }) => value.startsWith(localisedStringPrefix))) return true
    }
    return false
  })
}
