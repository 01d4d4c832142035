import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-entry-deleted',
  severity: 'error',
  summary: 'Every file that was signed is still there.',
  help: 'Build and sign the file again; a signed file must not be edited.',
  url: documentationPage('package-sign'),
}
