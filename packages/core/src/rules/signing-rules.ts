import { documentationPage } from '../connector/documentation.ts'
import type { RuleDescription } from './rule.ts'
import type { RuleId } from './rule-id.ts'

const url = documentationPage('package-sign')

function describe(
  severity: RuleDescription['severity'],
  id: RuleId,
  summary: string,
  help: string,
): RuleDescription {
  return { id, severity, summary, help, url }
}

/** What keeps Tableau from loading a file. */
const refusals: readonly RuleDescription[] = [
  describe(
    'error',
    'taco-unsigned',
    'A file for Tableau is signed.',
    'Sign it: tacosmith sign, or the option sign of the build.',
  ),
  describe(
    'error',
    'taco-unsigned-entry',
    'The signature covers every file of the archive.',
    'Sign the file again after the last file was added.',
  ),
  describe(
    'error',
    'taco-entry-changed',
    'Every file is the one that was signed.',
    'Build and sign the file again; a signed file must not be edited.',
  ),
  describe(
    'error',
    'taco-entry-deleted',
    'Every file that was signed is still there.',
    'Build and sign the file again; a signed file must not be edited.',
  ),
  describe(
    'error',
    'taco-manifest-changed',
    'META-INF/MANIFEST.MF is the one that was signed.',
    'Sign the file again after the last change.',
  ),
  describe(
    'error',
    'taco-signature-invalid',
    'The signature was made with the key of the certificate that it names.',
    'Sign the file again.',
  ),
  describe(
    'error',
    'taco-signature-unreadable',
    'Java can read every signature of the file.',
    'Sign the file again.',
  ),
  describe(
    'error',
    'taco-signature-algorithm',
    'A signature uses an algorithm that JDKs verify.',
    'Sign with RSA or ECDSA and SHA-256 or stronger.',
  ),
  describe(
    'error',
    'taco-stray-signature-file',
    'Every .SF, .RSA, .EC, .DSA or SIG- file in META-INF belongs to a signature.',
    'Sign the file again; that drops all old signature files.',
  ),
  describe(
    'error',
    'taco-weak-digest',
    'Digests in a signature are SHA-256 or stronger.',
    'Sign the file again with a current tool.',
  ),
  describe(
    'error',
    'taco-malformed',
    'A .taco is a ZIP archive that all programs read alike.',
    'Package the connector again; a .taco that was edited or cut short cannot be repaired.',
  ),
  describe(
    'error',
    'taco-certificate-changed',
    'The certificates in a signature are as their issuers signed them.',
    'Sign the file again, with the certificates as the authority publishes them.',
  ),
  describe(
    'error',
    'taco-chain-untrusted',
    "The signer's certificate leads up to a root that Java trusts.",
    "Sign with a certificate from an authority in Java's truststore, and give its intermediate certificates.",
  ),
  describe(
    'error',
    'taco-bad-key-usage',
    "The signer's certificate is one for code signing.",
    'Sign with a code signing certificate.',
  ),
  describe(
    'error',
    'taco-cert-expired',
    "The signer's certificate is valid, or a timestamp proves that it was when the file was signed.",
    'Sign again with a valid certificate and a timestamp.',
  ),
  describe(
    'error',
    'taco-cert-not-yet-valid',
    "The signer's certificate was valid when the file was signed.",
    'Check the clocks of the machines involved, or sign again when the certificate is valid.',
  ),
  describe(
    'error',
    'taco-timestamp-invalid',
    'A timestamp stamps the signature that it stands beside.',
    'Sign the file again, with another timestamp authority if this one issued the token.',
  ),
  describe(
    'error',
    'taco-timestamp-untrusted',
    'A timestamp comes from an authority that Java trusts.',
    "Use a timestamp authority in Java's truststore.",
  ),
]

/** What was asked for beyond what Tableau asks for. */
const demands: readonly RuleDescription[] = [
  describe(
    'error',
    'taco-timestamp-required',
    'A file has a timestamp where one is asked for, as the gallery does.',
    'Sign with a timestamp, or add one: tacosmith timestamp FILE --tsa URL.',
  ),
  describe(
    'error',
    'taco-gallery-validity',
    'A file for the gallery is good for five years.',
    'Take a timestamp from an authority whose certificate lives longer.',
  ),
  describe(
    'warning',
    'taco-gallery-organization',
    "The organisation of the signer's certificate is the company that the connector's manifest names.",
    'Sign with the certificate of the company that the manifest names.',
  ),
]

/** What Tableau puts up with today. */
const advice: readonly RuleDescription[] = [
  describe(
    'warning',
    'taco-no-timestamp',
    'A signature has a timestamp, which keeps it good after the certificate expires.',
    'Name a timestamp authority in the option sign.timestamp.',
  ),
  describe(
    'warning',
    'taco-expiring',
    'A file stays good for six months at least.',
    'Plan a release that is signed again, with a timestamp.',
  ),
  describe(
    'warning',
    'taco-weak-key',
    'RSA keys have 3072 bits or more; JDKs reject those below 1024.',
    'Take a longer key when the certificate is renewed.',
  ),
  describe(
    'warning',
    'taco-newer-algorithm',
    'A signature uses an algorithm that every JDK since 8 verifies: RSA (PKCS#1 v1.5) or ECDSA. RSA-PSS and Ed25519 need JDK 16.',
    'Sign with an RSA or EC key, which every release of Tableau verifies.',
  ),
  describe(
    'warning',
    'taco-sha1',
    'SHA-1 and older digests occur nowhere in a signature.',
    'Sign again with a current tool and a certificate chain that uses SHA-256.',
  ),
  describe(
    'warning',
    'taco-embedded-root',
    'A signature does not hold the root certificate, which some releases of Tableau Server and Bridge reject.',
    'Sign again without the root, which is the default.',
  ),
  describe(
    'warning',
    'taco-manifest-not-first',
    'META-INF/MANIFEST.MF is the first entry, so that programs that read the file as a stream see the signature.',
    'Sign the file again; that puts the manifest first.',
  ),
  describe(
    'warning',
    'taco-unreferenced-entry',
    'A file holds only what the connector refers to.',
    'Leave out what does not belong there, and look at how it came in.',
  ),
  describe(
    'warning',
    'taco-self-signed',
    'A release is not signed with a self-signed certificate.',
    'Sign releases with a certificate from an authority that Java trusts.',
  ),
  describe(
    'warning',
    'taco-chain-incomplete',
    "The certificates between the signer's and the root go into the signature.",
    'Add the intermediate certificates to the file given as certificates.',
  ),
  describe(
    'info',
    'taco-development-certificate',
    'A release is signed with a certificate that Tableau trusts.',
    'Set the option sign to a keystore with a code-signing certificate.',
  ),
]

/**
 * What a build, `sign` and `verify` say of a signature. Listed here so that documentation and reports know them, and those of
 * a build can be set like any other rule.
 */
export const signingRules: readonly RuleDescription[] = [...refusals, ...demands, ...advice]
