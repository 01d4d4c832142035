import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-chain-untrusted',
  severity: 'error',
  summary: "The signer's certificate leads up to a root that Java trusts.",
  help: "Sign with a certificate from an authority in Java's truststore, and give its intermediate certificates.",
  url: documentationPage('package-sign'),
}
