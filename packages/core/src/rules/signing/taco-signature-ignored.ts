import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-signature-ignored',
  severity: 'error',
  summary: 'Java takes every signature of the file for one.',
  help: 'Sign the file again, with a certificate for code signing and an algorithm that Java accepts.',
  url: documentationPage('package-sign'),
}
