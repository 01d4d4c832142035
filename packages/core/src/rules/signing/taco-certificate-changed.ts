import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-certificate-changed',
  severity: 'warning',
  summary: 'The certificates in a signature are as their issuers signed them.',
  help: 'Sign the file again, with the certificates as the authority publishes them.',
  url: documentationPage('package-sign'),
}
