import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-bad-key-usage',
  severity: 'error',
  summary: "The signer's certificate is one for code signing.",
  help: 'Sign with a code signing certificate.',
  url: documentationPage('package-sign'),
}
