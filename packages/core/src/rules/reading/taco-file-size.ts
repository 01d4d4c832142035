import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { listing } from './example-files.ts'

export const rule: RuleDescription = {
  id: 'taco-file-size',
  severity: 'error',
  summary: 'Every file is smaller than 3 MB.',
  help: 'Make the file smaller.',
  url: documentationPage('package-sign'),
}

export function example(): RuleExample {
  return {
    why: 'Tableau does not load a package with a larger file. Scripts grow by libraries that they include: leave out what is not used.',
    file: 'connectionBuilder.js',
    wrong: listing({ 'connectionBuilder.js': '4 MB' }),
    right: listing({ 'connectionBuilder.js': '20 KB' }),
    context: { listing: true },
  }
}
