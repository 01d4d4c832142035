import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-signature-algorithm',
  severity: 'error',
  summary: 'A signature uses an algorithm that JDKs verify.',
  help: 'Sign with RSA or ECDSA and SHA-256 or stronger.',
  url: documentationPage('package-sign'),
}
