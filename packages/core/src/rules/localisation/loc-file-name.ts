import { documentationPage } from '../../connector/documentation.ts'
import { intendedResourceFile, resourceFileName, resourceLanguages } from '../../connector/resource-files.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { english, resources, string, withResources } from './example-resources.ts'

const fallback = resourceFileName('en_US')

/** Tableau looks for fixed names. */
export const rule: Rule = {
  id: 'loc-file-name',
  severity: 'warning',
  summary: `A resource file is called resources-LANGUAGE.xml, where the language is one of ${resourceLanguages.join(', ')}.`,
  help: `Tableau looks for ${resourceLanguages.join(', ')}.`,
  url: documentationPage('localize'),
  wholeConnector: true,
  *check({ connector }) {
    const isThere = (path: string): boolean => connector.files.some((file) => file.path === path)
    for (const file of connector.otherResourceFiles ?? []) {
      const meant = intendedResourceFile(file)
      // Without the fallback there is a finding that names this file.
      if (meant === fallback && !isThere(fallback)) continue
      const place = { start: { line: 1, column: 1, offset: 0 } }
      const message = `Tableau does not read ${file}, and it is not packaged`
      const isFree = meant !== undefined && !isThere(meant)
      yield { message, file, place, ...(isFree && { help: `Rename the file to ${meant}.` }) }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau looks for resource files by fixed names. A file with another name is not packaged, and users of its language see English.',
    file: 'resources-de-DE.xml',
    wrong: 'resources-de-DE.xml',
    right: 'resources-de_DE.xml',
    context: { named: resources(string('port', 'Anschluss')), changes: withResources(english) },
  }
}
