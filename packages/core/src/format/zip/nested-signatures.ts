import { TacosmithError } from '../../errors.ts'
import { policyHelp } from '../jar-manifest/java-policies.ts'
import type { Archive } from './archive.ts'

const NESTED_SIGNATURE = /^META-INF\/.*\/[^/]*\.(?:SF|RSA|DSA|EC)$/is

/**
 * Refuses an archive with files that look like parts of a signature in folders below `META-INF`: JDK 17 takes them for that,
 * newer ones do not.
 *
 * @throws TacosmithError `archive-malformed`
 */
export function refuseNestedSignatures({ entries }: Archive): void {
  const nested = entries.find(({ name }) => NESTED_SIGNATURE.test(name))
  if (nested === undefined) return
  const message = `${nested.name} lies in a folder below META-INF, where some JDKs treat it as part of a signature`
  throw new TacosmithError('archive-malformed', message, {
    help: policyHelp('stray-signature-file', 'Remove it, and sign the file again.'),
  })
}
