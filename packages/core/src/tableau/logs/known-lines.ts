import { TABLEAU_LOG, type VerdictStatus } from '../../verify/verdict.ts'
import type { LogTopic } from './log-entry.ts'

/** Something that Tableau writes about connectors. */
export interface KnownLine {
  /** A part of the text. */
  says: RegExp
  /** How it reads in a log, for people. */
  example: string
  topic: LogTopic
  /** What to do about it; undefined where nothing is wrong. */
  remedy?: string
}

const chainRemedy =
  "Tableau's own Java does not trust the signer's root. Run tacosmith verify to see the chain; sign with a code-signing certificate from a public authority, including its intermediates."
const fileRemedy =
  'Run tacosmith verify on the file to see why; a file that was damaged or changed must be built and signed again.'

/** What is done about each verdict on a signature; several verdicts share a text, and its remedy. */
const verdictRemedies: Record<VerdictStatus, string | undefined> = {
  verified: undefined,
  unsigned:
    'Sign the file with tacosmith sign. For a connector under development, start Tableau with tacosmith run, which turns signature checks off.',
  'partially-signed':
    'Files were added after signing: build the .taco again, sign it, and do not change it afterwards.',
  untrusted: chainRemedy,
  'bad-key-usage': chainRemedy,
  expired:
    'Sign again with a valid certificate and with a timestamp, which keeps the signature valid after the certificate expires.',
  'not-yet-valid': "Check this computer's clock; if it is right, wait until the certificate becomes valid.",
  tampered: fileRemedy,
  weak: fileRemedy,
  malformed: fileRemedy,
}

const scriptRemedy =
  'A script failed. tacosmith validate tries the scripts out and shows the line; tests can do so with @tacosmith/core/testing.'
const schemaRemedy =
  'The file breaks the schema of this Tableau version. Run tacosmith validate on the connector to see each place and what belongs there; tacosmith inspect shows which version the connector needs.'
const leftOutRemedy =
  'Tableau left the connector out; other lines nearby say why. tacosmith validate finds most of the reasons, and tacosmith inspect shows which Tableau version the connector needs.'

/**
 * What is known, the most informative first. From the pages "Signature Verification Log Entries" and "Common Errors" of the
 * connector documentation, and from logs in the reports of users.
 */
export const knownLines: readonly KnownLine[] = [
  ...verdictLines(),
  {
    says: /Failed to get trusted certificates from JRE keystore/,
    example: 'Failed to get trusted certificates from JRE keystore.',
    topic: 'signature',
    remedy:
      'Tableau could not read the roots that its Java trusts, so that no signature can be checked. See that lib/security/cacerts in the Java of Tableau exists and can be read; installing Tableau again repairs it.',
  },
  {
    says: /\b14D18B1F\b/,
    example: 'Unexpected Error: Error Code 14D18B1F',
    topic: 'signature',
    remedy: `The signature of the connector failed its check. ${fileRemedy}`,
  },
  { says: /\bSigned by: CN=/, example: 'Signed by: CN=…', topic: 'signature' },
  { says: /QJSEngine/, example: 'QJSEngine: …', topic: 'script', remedy: scriptRemedy },
  {
    says: /Running the plugin script failed/,
    example: 'Running the plugin script failed',
    topic: 'script',
    remedy: scriptRemedy,
  },
  {
    says: /plugin script component exceeded the timeout/,
    example: 'Running the plugin script component exceeded the timeout: 2000ms',
    topic: 'script',
    remedy:
      'A script did not finish in time. Look for a loop that does not end; tacosmith validate tries the scripts out with such a limit.',
  },
  {
    says: /Malformed XML, showing first \d+ errors?/,
    example: 'manifest.xml: Malformed XML, showing first 5 errors.',
    topic: 'plugin',
    remedy: schemaRemedy,
  },
  {
    says: /\w: Error\(\d+, ?\d+\): /,
    example: 'manifest.xml: Error(12,20): …',
    topic: 'plugin',
    remedy: schemaRemedy,
  },
  {
    says: /company name is empty/,
    example: 'ReadVendorInfoFromDOM: company name is empty',
    topic: 'plugin',
    remedy: 'Give the company its name in the manifest: <company name="..."/> in <vendor-information>.',
  },
  { says: /Skipping (?:plugin|class)\b/, example: 'Skipping plugin', topic: 'plugin', remedy: leftOutRemedy },
  {
    says: /Error loading connection dialog file/,
    example: "Error loading connection dialog file (.tcd) for class '…'",
    topic: 'plugin',
    remedy: leftOutRemedy,
  },
  {
    says: /Failed to load manifest\.xml/,
    example: 'Failed to load manifest.xml from …',
    topic: 'plugin',
    remedy: leftOutRemedy,
  },
  {
    says: /doesn['’]t recognize the data source type/,
    example: "Tableau doesn't recognize the data source type '…'",
    topic: 'plugin',
    remedy:
      'No connector of this class was loaded. tacosmith list shows what is installed and why Tableau leaves something out; tacosmith install installs one.',
  },
  {
    says: /OAuthConfig with id .* does not exist/,
    example: 'OAuthConfig with id … does not exist',
    topic: 'plugin',
    remedy:
      'Neither the connector nor this Tableau has an OAuth configuration of that id. Check oauthConfigId in the file that the manifest names in <oauth-config>; one whose id starts with custom_ is registered in Tableau itself, on Server by an administrator.',
  },
  {
    says: /\b37CE01A3\b/,
    example: 'Error Code: 37CE01A3',
    topic: 'connection',
    remedy:
      'The driver could not connect; the text beside the code is the driver\'s own. "No suitable driver" means that the driver is not installed where Tableau looks for it, or that it does not know the start of the URL that connectionBuilder returns.',
  },
]

/** Of an error about a connector that is not known. */
export const unknownErrorRemedy: string =
  'Run tacosmith validate on the connector, which finds most faults; tacosmith inspect shows which Tableau version it needs.'

/** Verdicts share texts; a full stop at the end is not in all of Tableau's messages. */
function verdictLines(): KnownLine[] {
  const texts = new Map<string, string | undefined>()
  for (const [status, text] of Object.entries(TABLEAU_LOG)) {
    if (texts.get(text) === undefined) texts.set(text, verdictRemedies[status as VerdictStatus])
  }
  return [...texts].map(([text, remedy]) => ({
    says: new RegExp(text.replace(/\.$/, '').replaceAll('.', '\\.')),
    example: text,
    topic: 'signature',
    ...(remedy !== undefined && { remedy }),
  }))
}
