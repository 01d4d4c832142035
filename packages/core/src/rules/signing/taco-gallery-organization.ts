import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-gallery-organization',
  severity: 'warning',
  summary: "The organisation of the signer's certificate is the company that the connector's manifest names.",
  help: 'Sign with the certificate of the company that the manifest names.',
  url: documentationPage('package-sign'),
}
