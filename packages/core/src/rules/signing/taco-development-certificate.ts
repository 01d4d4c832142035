import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-development-certificate',
  severity: 'info',
  summary: 'A release is signed with a certificate that Tableau trusts.',
  help: 'Set the option sign to a keystore with a code-signing certificate.',
  url: documentationPage('package-sign'),
}
