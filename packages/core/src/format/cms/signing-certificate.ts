import { hasBit } from '../der/element-values.ts'
import type { Certificate } from '../x509/certificate.ts'
import { extensionName } from '../x509/extension-names.ts'
import { toKeyObject } from '../x509/public-key-reading.ts'
import { JarBlockProblem, refused } from './jar-block-problem.ts'

const DIGITAL_SIGNATURE = 0
const NON_REPUDIATION = 1

/**
 * A signer whose certificate Java does not let sign is none; likewise an authority for timestamps.
 *
 * @throws JarBlockProblem
 */
export function checkSigningCertificate({ subject, reading }: Certificate): void {
  const { unknownCritical, values } = reading.extensions
  const { keyUsage } = values
  if (unknownCritical !== undefined) {
    const extension = extensionName(unknownCritical)
    const problem = `the certificate "${subject}" has a critical extension that Java does not know (${extension})`
    throw new JarBlockProblem('unsupported', problem)
  }
  if (keyUsage !== undefined && !hasBit(keyUsage, DIGITAL_SIGNATURE) && !hasBit(keyUsage, NON_REPUDIATION)) {
    const problem = `the certificate "${subject}" must not be used for signatures (keyUsage lacks digitalSignature)`
    throw new JarBlockProblem('unsupported', problem)
  }
  const { unclear } = reading.publicKey
  if (!reading.publicKey.isUsable) {
    const problem = `the certificate "${subject}" has a key that Java does not verify with`
    // Negative numbers of a DSA key make it give up or not, as the case may be.
    if (reading.publicKey.algorithm === 'dsa' && unclear === undefined) refused('certificate-form', problem)
    // It looks whether a point is on its curve before it finds that it does not know the curve any more.
    const isOff = reading.publicKey.algorithm === 'ec' && toKeyObject(reading.publicKey) === undefined
    throw new JarBlockProblem(isOff ? 'unclear' : 'unsupported', problem)
  }
  if (unclear !== undefined)
    refused(
      'certificate-form',
      `the certificate "${subject}" has a key that cannot be used here (${unclear})`,
    )
  if (toKeyObject(reading.publicKey) === undefined) {
    const problem = `the key in the certificate "${subject}" is broken, so that nothing verifies with it`
    throw new JarBlockProblem('failure', problem)
  }
}
