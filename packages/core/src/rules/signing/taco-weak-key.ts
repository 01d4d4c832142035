import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-weak-key',
  severity: 'warning',
  summary: 'RSA keys have 3072 bits or more; JDKs reject those below 1024.',
  help: 'Use a longer key when you renew the certificate.',
  url: documentationPage('package-sign'),
}
