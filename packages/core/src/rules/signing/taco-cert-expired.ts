import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-cert-expired',
  severity: 'error',
  summary: "The signer's certificate is valid, or a timestamp proves that it was when the file was signed.",
  help: 'Sign again with a valid certificate and a timestamp.',
  url: documentationPage('package-sign'),
}
