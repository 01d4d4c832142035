import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-signature-invalid',
  severity: 'error',
  summary: 'The signature was made with the key of the certificate that it names.',
  help: 'Sign the file again.',
  url: documentationPage('package-sign'),
}
