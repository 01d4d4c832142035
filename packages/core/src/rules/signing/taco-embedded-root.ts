import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-embedded-root',
  severity: 'warning',
  summary:
    'A signature does not hold the root certificate, which some releases of Tableau Server and Bridge reject.',
  help: 'Sign again without the root, which is the default.',
  url: documentationPage('package-sign'),
}
