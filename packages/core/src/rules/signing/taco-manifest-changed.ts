import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-manifest-changed',
  severity: 'error',
  summary: 'META-INF/MANIFEST.MF is the one that was signed.',
  help: 'Sign the file again after the last change.',
  url: documentationPage('package-sign'),
}
