import { hasBit } from '../format/der/element-values.ts'
import type { Certificate } from '../format/x509/certificate.ts'
import { policyHelp } from '../format/zip/index.ts'
import { ANY_USAGE, CODE_SIGNING_USAGE } from '../keys/index.ts'
import { EXIT_CHAIN_OR_DATE, EXIT_EXTENDED_KEY_USAGE, type Problem, problem } from './verdict.ts'

const EXTENDED_KEY_USAGE = '2.5.29.37'
const DIGITAL_SIGNATURE = 0
/** Its place in the extension that Netscape made up. */
const OBJECT_SIGNING = 3

/**
 * Checks whether a certificate may sign code.
 *
 * @param isBelowRoot a trusted root vouches for it: a JDK does not ask one that is trusted itself for everything
 */
export function checkSignerUsage({ subject, reading }: Certificate, isBelowRoot: boolean): Problem[] {
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
    // jarsigner counts it once, if something else is wrong with the usage.
    if (isBelowRoot)
      report(
        isNamed ? 0 : EXIT_CHAIN_OR_DATE,
        'must not be used for signatures (keyUsage lacks digitalSignature)',
      )
  }
  if (isBelowRoot && unreadable.has(EXTENDED_KEY_USAGE)) problems.push(unreadableUsage(subject))
  return problems
}

/** Newer JDKs refuse the chain, older ones take it for no restriction. */
function unreadableUsage(subject: string): Problem {
  const message = `the certificate "${subject}" has an extendedKeyUsage that newer JDKs cannot read`
  const help = policyHelp('unreadable-usage', 'Sign with a code signing certificate.')
  return {
    ...problem('bad-key-usage', EXIT_CHAIN_OR_DATE, 'taco-bad-key-usage', message, { help }),
    isExitUnknown: true,
  }
}

function allowsCodeSigning(purposes: readonly string[]): boolean {
  return purposes.includes(CODE_SIGNING_USAGE) || purposes.includes(ANY_USAGE)
}
