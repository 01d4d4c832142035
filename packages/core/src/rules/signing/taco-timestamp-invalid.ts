import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-timestamp-invalid',
  severity: 'error',
  summary: 'A timestamp stamps the signature that it stands beside.',
  help: 'Sign the file again, with another timestamp authority if this one issued the token.',
  url: documentationPage('package-sign'),
}
