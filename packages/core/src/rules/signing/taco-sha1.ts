import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-sha1',
  severity: 'warning',
  summary: 'SHA-1 and older digests occur nowhere in a signature.',
  help: 'Sign again with a current tool and a certificate chain that uses SHA-256.',
  url: documentationPage('package-sign'),
}
