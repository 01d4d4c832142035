import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-timestamp-required',
  severity: 'error',
  summary: 'A file has a timestamp where one is asked for, as the gallery does.',
  help: 'Sign with a timestamp, or add one: tacosmith timestamp FILE --tsa URL.',
  url: documentationPage('package-sign'),
}
