import { documentationPage } from './documentation.ts'
import type { RuleDescription } from './rule.ts'

const url = documentationPage('package-sign')

/** What a build says of the signature that it made. Listed here so that it can be set like any other rule. */
export const signingRules: readonly RuleDescription[] = [
  {
    id: 'taco-no-timestamp',
    severity: 'warning',
    summary: 'A signature has a timestamp, which keeps it good after the certificate expires.',
    help: 'Name a timestamp authority in the option sign.timestamp.',
    url,
  },
  {
    id: 'taco-development-certificate',
    severity: 'info',
    summary: 'A release is signed with a certificate that Tableau trusts.',
    help: 'Set the option sign to a keystore with a code-signing certificate.',
    url,
  },
]
