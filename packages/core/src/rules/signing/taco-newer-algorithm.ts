import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-newer-algorithm',
  severity: 'warning',
  summary:
    'A signature uses an algorithm that every JDK since 8 verifies: RSA (PKCS#1 v1.5) or ECDSA. RSA-PSS and Ed25519 need JDK 16.',
  help: 'Sign with an RSA or EC key, which every release of Tableau verifies.',
  url: documentationPage('package-sign'),
}
