import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-cert-not-yet-valid',
  severity: 'error',
  summary: "The signer's certificate was valid when the file was signed.",
  help: 'Check the clocks of the machines involved, or sign again when the certificate is valid.',
  url: documentationPage('package-sign'),
}
