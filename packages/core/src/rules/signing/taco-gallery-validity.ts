import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-gallery-validity',
  severity: 'error',
  summary: 'A file for the gallery is good for five years.',
  help: 'Take a timestamp from an authority whose certificate lives longer.',
  url: documentationPage('package-sign'),
}
