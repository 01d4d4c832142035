import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'

export const rule: RuleDescription = {
  id: 'taco-chain-incomplete',
  severity: 'warning',
  summary: "The certificates between the signer's and the root go into the signature.",
  help: 'Add the intermediate certificates to the file given as certificates.',
  url: documentationPage('package-sign'),
}
