import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-gallery-validity',
  severity: 'error',
  summary: 'The signature of a file for Tableau Exchange stays valid for five years.',
  help: 'Use a timestamp authority whose certificate is valid for longer.',
  url: documentationPage('package-sign'),
}
