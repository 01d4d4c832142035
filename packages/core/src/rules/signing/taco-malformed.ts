import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-malformed',
  severity: 'error',
  summary: 'A .taco is a ZIP archive that all programs read alike.',
  help: 'Package the connector again; a .taco that was edited or cut short cannot be repaired.',
  url: documentationPage('package-sign'),
}
