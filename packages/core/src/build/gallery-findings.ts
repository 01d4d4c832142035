import type { Diagnostic } from '../report/diagnostic.ts'
import type { SignedTaco } from '../sign/index.ts'
import type { ResolvedOptions } from './options/options.ts'

/**
 * What the profile `gallery` asks of the signature of a build: the same as `verify --for gallery`, which refuses a file that
 * is not signed, or with a certificate for development.
 *
 * @param vendor - The company that the manifest names.
 */
export async function galleryFindings(
  { sign, validate }: Pick<ResolvedOptions, 'sign' | 'validate'>,
  vendor: string | undefined,
  signed: SignedTaco | undefined,
): Promise<Diagnostic[]> {
  if (validate.profile !== 'gallery') return []
  if (signed === undefined || sign === 'development') return [notForGallery(signed !== undefined)]
  const { galleryDemands } = await import('../verify/demands.ts')
  const { timestamp, validUntil, signer } = signed
  const facts = {
    name: 'the signature',
    isTimestamped: timestamp !== undefined,
    end: new Date(validUntil),
    subject: signer.subject,
  }
  const demands = galleryDemands(facts, vendor, new Date())
  return demands.flatMap(({ diagnostic }) => diagnostic ?? [])
}

/** That there is no timestamp is told once: where it is required, as what is required. */
export function withoutRepetition(findings: readonly Diagnostic[]): Diagnostic[] {
  const isRequired = findings.some(({ rule }) => rule === 'taco-timestamp-required')
  return findings.filter(({ rule }) => !isRequired || rule !== 'taco-no-timestamp')
}

function notForGallery(isForDevelopment: boolean): Diagnostic {
  const message = isForDevelopment
    ? 'the file is signed with a certificate for development, which the gallery does not trust'
    : 'the file is not signed, and the gallery takes only signed files'
  return {
    rule: 'taco-unsigned',
    severity: 'error',
    message,
    help: 'Sign in the build, with the key of a code signing certificate and a timestamp. If another step signs, build without the profile gallery, and check the signed file: tacosmith verify FILE --for gallery.',
  }
}
