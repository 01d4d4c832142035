import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-expiring',
  severity: 'warning',
  summary: 'A file stays good for six months at least.',
  help: 'Plan a release that is signed again, with a timestamp.',
  url: documentationPage('package-sign'),
}
