import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-expiring',
  severity: 'warning',
  summary: 'The signature of a file stays valid for at least six months.',
  help: 'Plan to sign the release again, with a timestamp.',
  url: documentationPage('package-sign'),
}
