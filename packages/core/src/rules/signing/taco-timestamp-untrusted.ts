import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-timestamp-untrusted',
  severity: 'error',
  summary: 'A timestamp comes from an authority that Java trusts.',
  help: "Use a timestamp authority in Java's truststore.",
  url: documentationPage('package-sign'),
}
