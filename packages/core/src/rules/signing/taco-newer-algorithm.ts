import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-newer-algorithm',
  severity: 'warning',
  summary:
    'Signatures and certificates use algorithms that every JDK since 8 verifies: RSA (PKCS#1 v1.5) or ECDSA. RSA-PSS, Ed25519, Ed448 and SHA-3 need JDK 16.',
  help: 'Sign with an RSA or EC key, and a certificate that an authority signed with one: every release of Tableau verifies them.',
  url: documentationPage('package-sign'),
}
