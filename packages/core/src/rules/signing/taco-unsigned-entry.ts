import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-unsigned-entry',
  severity: 'error',
  summary: 'The signature covers every file of the archive.',
  help: 'Sign the file again after the last file was added.',
  url: documentationPage('package-sign'),
}
