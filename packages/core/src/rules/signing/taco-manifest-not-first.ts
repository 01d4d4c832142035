import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-manifest-not-first',
  severity: 'warning',
  summary:
    'META-INF/MANIFEST.MF is the first entry, so that programs that read the file as a stream see the signature.',
  help: 'Sign the file again; that puts the manifest first.',
  url: documentationPage('package-sign'),
}
