import { TABLEAU_LOG, type VerdictStatus } from '../../verify/verdict.ts'
import type { LogEntry } from './log-entry.ts'

/** What is done about each verdict on a signature; several verdicts share a text, and its remedy. */
const remedies: Record<VerdictStatus, string | undefined> = {
  verified: undefined,
  unsigned:
    'Sign the file with tacosmith sign. For a connector under development, start Tableau with tacosmith run, which turns signature checks off.',
  'partially-signed':
    'Files were added after signing: build the .taco again, sign it, and do not change it afterwards.',
  untrusted: chainRemedy(),
  'bad-key-usage': chainRemedy(),
  expired:
    'Sign again with a valid certificate and with a timestamp, which keeps the signature valid after the certificate expires.',
  'not-yet-valid': "Check this computer's clock; if it is right, wait until the certificate becomes valid.",
  tampered: fileRemedy(),
  weak: fileRemedy(),
  malformed: fileRemedy(),
}

function chainRemedy(): string {
  return "Tableau's own Java does not trust the signer's root. Run tacosmith verify to see the chain; sign with a code-signing certificate from a public authority, including its intermediates."
}

function fileRemedy(): string {
  return 'Run tacosmith verify on the file to see why; a file that was damaged or changed must be built and signed again.'
}

const scriptRemedy =
  'A script failed. tacosmith validate tries the scripts out and shows the line; tests can do so with @tacosmith/core/testing.'

/** What Tableau writes about signatures, the most informative first. */
export const signatureTexts: readonly string[] = [...new Set(Object.values(TABLEAU_LOG))]

/** What to do about a line that says these texts; undefined where nothing is wrong or nothing is known. */
export function remedyFor(topic: LogEntry['topic'], texts: readonly string[]): string | undefined {
  if (topic === 'script') return scriptRemedy
  const statuses = Object.entries(TABLEAU_LOG).filter(([, said]) => texts.some((text) => text.includes(said)))
  return statuses.map(([status]) => remedies[status as VerdictStatus]).find((remedy) => remedy !== undefined)
}
