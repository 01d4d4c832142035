import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-self-signed',
  severity: 'warning',
  summary: 'A release is not signed with a self-signed certificate.',
  help: 'Sign releases with a certificate from an authority that Java trusts.',
  url: documentationPage('package-sign'),
}
