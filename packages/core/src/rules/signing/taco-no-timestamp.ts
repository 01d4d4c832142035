import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-no-timestamp',
  severity: 'warning',
  summary: 'A signature has a timestamp, which keeps it valid after the certificate expires.',
  help: 'Name a timestamp authority in the option sign.timestamp.',
  url: documentationPage('package-sign'),
}
