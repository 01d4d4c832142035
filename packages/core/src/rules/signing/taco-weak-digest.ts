import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-weak-digest',
  severity: 'error',
  summary: 'Digests in a signature are SHA-256 or stronger.',
  help: 'Sign the file again with a current tool.',
  url: documentationPage('package-sign'),
}
