import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-timestamp-unusual',
  severity: 'warning',
  summary: 'A timestamp is as RFC 3161 asks, also where Java does not look.',
  help: 'Sign again with another timestamp authority; other programs may reject this one.',
  url: documentationPage('package-sign'),
}
