import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-signature-unreadable',
  severity: 'error',
  summary: 'Java can read every signature of the file.',
  help: 'Sign the file again.',
  url: documentationPage('package-sign'),
}
