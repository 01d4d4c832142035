import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-unreferenced-entry',
  severity: 'warning',
  summary: 'A file holds only what the connector refers to.',
  help: 'Leave out what does not belong there, and look at how it came in.',
  url: documentationPage('package-sign'),
}
