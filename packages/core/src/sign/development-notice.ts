import type { Diagnostic } from '../report/diagnostic.ts'
import type { SignedTaco } from './signed-taco.ts'

/**
 * Replaces the advice on timestamps and the like for a file that is signed with a development certificate: what matters
 * is that Tableau does not trust it.
 *
 * @param help - What to do for a release, in the user's terms: an option or a flag.
 */
export function developmentNotice({ subject }: SignedTaco['signer'], help: string): Diagnostic {
  return {
    rule: 'taco-development-certificate',
    severity: 'info',
    message: `signed with a development certificate of this computer (${subject}); Tableau will not load the file`,
    help,
  }
}
