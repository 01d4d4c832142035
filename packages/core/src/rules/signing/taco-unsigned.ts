import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-unsigned',
  severity: 'error',
  summary: 'A file for Tableau is signed.',
  help: 'Sign it: tacosmith sign, or the option sign of the build.',
  url: documentationPage('package-sign'),
}
