import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-stray-signature-file',
  severity: 'error',
  summary: 'Every .SF, .RSA, .EC, .DSA or SIG- file in META-INF belongs to a signature.',
  help: 'Sign the file again; that drops all old signature files.',
  url: documentationPage('package-sign'),
}
