import type { Diagnostic } from '../report/diagnostic.ts'
import type { SignedTaco } from '../sign/index.ts'
import type { ResolvedOptions } from './options/options.ts'

/**
 * What the profile `gallery` asks of the signature of a build: the same as `verify --for gallery`. A file that is not signed
 * yet, or with a certificate for development, is only a warning: it may be signed in a later step.
 *
 * @param vendor - The company that the manifest names.
 */
export async function galleryFindings(
  { sign, validate }: Pick<ResolvedOptions, 'sign' | 'validate'>,
  vendor: string | undefined,
  signed: SignedTaco | undefined,
): Promise<Diagnostic[]> {
  if (validate.profile !== 'gallery') return []
  if (signed === undefined || sign === 'development') return [notSignedYet(signed !== undefined)]
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

function notSignedYet(isForDevelopment: boolean): Diagnostic {
  const how = isForDevelopment ? 'signed with a certificate for development' : 'not signed'
  return {
    rule: 'taco-unsigned',
    severity: 'warning',
    message: `the file is ${how}, and the gallery takes only signed files`,
    help: 'Sign it before you submit it, with a timestamp; tacosmith verify --for gallery judges the result.',
  }
}
