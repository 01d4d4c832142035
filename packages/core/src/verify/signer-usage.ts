import { hasBit } from '../format/der/element-values.ts'
import type { Certificate } from '../format/x509/certificate.ts'
import type { PublicKeyReading } from '../format/x509/public-key-reading.ts'
import { ANY_USAGE, CODE_SIGNING_USAGE } from '../keys/index.ts'
import {
  EXIT_CHAIN_OR_DATE,
  EXIT_EXTENDED_KEY_USAGE,
  EXIT_UNSIGNED,
  type Problem,
  problem,
} from './verdict.ts'

const EXTENDED_KEY_USAGE = '2.5.29.37'
const DIGITAL_SIGNATURE = 0
const NON_REPUDIATION = 1
/** Its place in the extension that Netscape made up. */
const OBJECT_SIGNING = 3

/**
 * Checks whether a certificate may sign code.
 *
 * @param isBelowRoot a trusted root vouches for it: a JDK does not ask one that is trusted itself for everything
 */
export function checkSignerUsage(certificate: Certificate, isBelowRoot: boolean): Problem[] {
  const { subject, reading } = certificate
  const { values, unreadable } = reading.extensions
  const { keyUsage, extendedKeyUsage, netscapeCertificateType } = values
  const problems: Problem[] = []
  const report = (exit: number, reason: string): void => {
    const details = { help: 'Sign with a code signing certificate.' }
    problems.push(
      problem('bad-key-usage', exit, 'taco-bad-key-usage', `the certificate "${subject}" ${reason}`, details),
    )
  }
  if (extendedKeyUsage !== undefined && !allowsCodeSigning(extendedKeyUsage))
    report(EXIT_EXTENDED_KEY_USAGE, 'was not issued for code signing (extendedKeyUsage lacks codeSigning)')
  if (netscapeCertificateType !== undefined && !hasBit(netscapeCertificateType, OBJECT_SIGNING))
    report(EXIT_EXTENDED_KEY_USAGE, 'was not issued for code signing (netscapeCertType lacks objectSigning)')
  const isNamed = problems.length > 0
  if (keyUsage !== undefined && !hasBit(keyUsage, DIGITAL_SIGNATURE)) {
    const reason = 'must not be used for signatures (keyUsage lacks digitalSignature)'
    if (!hasBit(keyUsage, NON_REPUDIATION)) report(EXIT_UNSIGNED, reason)
    // jarsigner counts it once, if something else is wrong with the usage.
    else if (isBelowRoot) report(isNamed ? 0 : EXIT_CHAIN_OR_DATE, reason)
  }
  if (isBelowRoot && unreadable.has(EXTENDED_KEY_USAGE))
    report(EXIT_CHAIN_OR_DATE, 'has an extendedKeyUsage that newer JDKs cannot read')
  return [...problems, ...checkSigner(certificate)]
}

/** What keeps a JDK from taking a signature for one. */
function checkSigner({ subject, reading }: Certificate): Problem[] {
  const { extensions, publicKey } = reading
  const problems: Problem[] = []
  if (extensions.hasUnknownCritical) {
    const message = `the certificate "${subject}" has a critical extension that Java does not know`
    const details = { help: 'Sign with a code signing certificate.' }
    problems.push(problem('untrusted', EXIT_UNSIGNED, 'taco-chain-untrusted', message, details))
  }
  if (!publicKey.isUsable) {
    const message = `the certificate "${subject}" has a key that Java does not verify with (${publicKey.algorithm.toUpperCase()})`
    const help = 'Sign with an RSA key of at least 3072 bits, or an EC key on P-256, P-384 or P-521.'
    problems.push(problem('weak', EXIT_UNSIGNED, 'taco-weak-key', message, { help }))
  }
  const short = shortKey(publicKey)
  if (short !== undefined) {
    const message = `the certificate "${subject}" has a weak key (${short})`
    const help = 'Sign with an RSA key of at least 3072 bits.'
    problems.push(problem('weak', EXIT_UNSIGNED, 'taco-weak-key', message, { help }))
  }
  return problems
}

const MINIMUM_BITS = 1024

/** The keys that jdk.jar.disabledAlgorithms excludes, and RSA-PSS keys of the same size, which Java overlooks. */
export function shortKey({ algorithm, bits }: PublicKeyReading): string | undefined {
  const isLimited = algorithm === 'rsa' || algorithm === 'dsa' || algorithm === 'rsa-pss'
  return isLimited && bits < MINIMUM_BITS ? `${algorithm.toUpperCase()} ${bits} bits` : undefined
}

function allowsCodeSigning(purposes: readonly string[]): boolean {
  return purposes.includes(CODE_SIGNING_USAGE) || purposes.includes(ANY_USAGE)
}
