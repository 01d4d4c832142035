import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-entry-changed',
  severity: 'error',
  summary: 'Every file is the one that was signed.',
  help: 'Build and sign the file again; a signed file must not be edited.',
  url: documentationPage('package-sign'),
}
